"""What is sent to draw the screen: a frame for each change, and none that says nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminals.conftest import Start
from tests.terminals.program import Program

# A terminal's answer that it draws what stands between a beginning and an end in one go.
IN_ONE_GO = b"\x1b[?2026;2$y"
FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
ONLY_THE_CURSOR = re.compile(rb"(?:\x1b\[\d+;\d+H)?")


@pytest.fixture
def program(home: Path, start: Start) -> Program:
    settings = home / "settings"
    (settings / "reader").mkdir(parents=True)
    (settings / "reader" / "config.toml").write_text("read_after = 0\n", "utf-8")
    return start(XDG_CONFIG_HOME=str(settings)).until("Enter").rest().send(IN_ONE_GO, quiet=0.4)


def frames(program: Program, keys: str) -> list[bytes]:
    """Return the frames that are sent for some keys, in order."""
    before = len(program.written)
    program.send(keys, quiet=0.5)
    return FRAME.findall(bytes(program.written[before:]))


def test_no_frame_says_nothing(program: Program) -> None:
    sent = [
        frame
        for keys in ("j", "k", "gt", "j", "\x1b", "/", "\x1b", "G", "?", "\x1b")
        for frame in frames(program, keys)
    ]
    assert len(sent) >= 10
    assert [frame for frame in sent if ONLY_THE_CURSOR.fullmatch(frame)] == []


def test_a_story_is_one_frame(program: Program) -> None:
    frames(program, "gt")  # the widgets are made
    before = program.lines[0]
    frames(program, "\x1b")
    frames(program, "G")
    frames(program, "g")
    assert len(frames(program, "t")) == 1
    assert program.lines[0] != before, "a story of other sources, which take other lines"
