"""A real sshd on this machine: log in, mark, lose the line, come back."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.process import family
from tests.terminals.program import Program

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

pytestmark = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None,
    reason="no sshd here (Debian: apt-get install openssh-server openssh-client)",
)
_SOON = 10.0


@dataclass(frozen=True)
class Far:
    """A machine at the other end of a line: this one, through sshd."""

    home: Path
    port: int

    def words(self, command: str) -> list[str | Path]:
        """Return the command that runs another on a terminal there."""
        return [
            "ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", self.home / "key",
            *(word for option in self._options() for word in ("-o", option)),
            f"{getpass.getuser()}@127.0.0.1", command,
        ]  # fmt: skip

    def _options(self) -> list[str]:
        return [
            "StrictHostKeyChecking=no",
            f"UserKnownHostsFile={self.home / 'known'}",
            "IdentitiesOnly=yes",
            "PreferredAuthentications=publickey",
            "LogLevel=ERROR",
        ]

    def reader(self, corpus: Path) -> str:
        """Return the command line that opens a corpus there, with a home folder of its own."""
        root = Path(__file__).resolve().parents[2]
        folders = " ".join(
            f"XDG_{kind}_HOME={self.home / kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        )
        return (
            f"cd {root}; echo $$ > {self.home}/pid; "
            f"exec env HOME={self.home} {folders} LC_ALL=C.UTF-8 {sys.executable} -m reader {corpus}"
        )

    def pid(self) -> int:
        """Return the number of the process that was started last."""
        return int((self.home / "pid").read_text())


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    home = tmp_path_factory.mktemp("far")
    for name in ("key", "host"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True, timeout=60
        )
    (home / "authorized").write_bytes((home / "key.pub").read_bytes())
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    (home / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nPidFile none\nUsePAM no\nStrictModes no\n"
        f"AuthorizedKeysFile {home}/authorized\nPasswordAuthentication no\nPermitRootLogin yes\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where sshd gives up its rights
    server = subprocess.Popen(
        [str(SSHD), "-D", "-e", "-f", home / "sshd_config"],
        stderr=(home / "log").open("wb"),
        stdin=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > end or server.poll() is not None:
                    pytest.skip(f"sshd does not start here: {(home / 'log').read_text()[-300:]}")
                time.sleep(0.05)
        with Program(Far(home, port).words("echo come in")) as program:
            code = program.wait(60)
            if code or b"come in" not in program.written:
                pytest.skip(f"nobody can log in here: {program.text.strip()[-200:]}")
        yield Far(home, port)
    finally:
        server.terminate()
        server.wait(10)


def gone(pid: int) -> bool:
    """Tell whether a process has ended, waiting a little for it."""
    end = time.monotonic() + _SOON
    while time.monotonic() < end:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", ["killed", "closed"])
def test_a_dropped_line_costs_nothing(far: Far, many: Path, how: str) -> None:
    command = far.reader(many)
    with Program(far.words(command), environment={"TERM": "xterm-256color", "COLORTERM": ""}) as program:
        program.until("60 articles", seconds=60).rest(0.6)
        program.send("/is:open quality:>20", quiet=0.8).send("\r", quiet=0.6)
        program.send("jjj", quiet=0.6).send("s", quiet=0.4).send("jd", quiet=0.6)
        program.send("\r", quiet=0.6).send("jj", quiet=1.6)
        before = program.lines
        pid = far.pid()
        assert Path(f"/proc/{pid}").exists()
        if how == "killed":
            for each in reversed(family(program.process.pid)):
                os.kill(each, signal.SIGKILL)
        else:
            program.hang_up()
        assert gone(pid)
    with Program(far.words(command), environment={"TERM": "xterm-256color", "COLORTERM": ""}) as program:
        program.until("taken up where you were interrupted", seconds=60).rest(0.6)
        after = program.lines
        assert after[0].split("quality:>20")[0] == before[0].split("quality:>20")[0]
        article = [line for line in before[1:-1] if "A paragraph" in line]
        assert [line for line in after[1:-1] if "A paragraph" in line] == article
        program.send("h", quiet=0.5).send("Q")
        assert program.wait() == 0
        # Over the line: no mouse, and nothing that is not drawn.
        assert b"\x1b[?1000h" not in program.written


def test_ctrl_z_stays_where_only_ssh_is_above(far: Far, many: Path) -> None:
    for command in (far.reader(many), f"{far.reader(many)}; true"):
        with Program(far.words(command), environment={"TERM": "xterm-256color", "COLORTERM": ""}) as program:
            program.until("60 articles", seconds=60).rest(0.6)
            program.send("\x1a").until("no shell here could continue")
            program.send("jj").until("3 of 60").send("Q")
            assert program.wait() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
def test_the_clipboard_through_tmux_at_the_far_end(far: Far, many: Path, tmp_path: Path) -> None:
    (tmp_path / "tmux.conf").write_text("")
    tmux = f"env -u TMUX tmux -S {tmp_path / 'socket'} -f {tmp_path / 'tmux.conf'}"
    script = tmp_path / "reader.sh"
    script.write_text(f"#!/bin/sh\n{far.reader(many)}\n")
    script.chmod(0o700)
    try:
        with Program(
            far.words(f"{tmux} new {script}"), environment={"TERM": "xterm-256color", "COLORTERM": ""}
        ) as program:
            program.until("60 articles", seconds=60).rest(0.8)
            program.send("y").until("copied https://wide.example/0").rest(0.5)
            assert b"\x1b]52;" in program.written
    finally:
        subprocess.run(["sh", "-c", f"{tmux} kill-server"], check=False, capture_output=True)
