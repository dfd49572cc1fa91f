"""Publishing: planned from what was read, written file by file, taken back to the byte, and never by halves."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.corpus.front_matter.split import MAX_FILE
from reader.errors import EditError
from reader.marks import Edit
from reader.session.publish import files, runs
from reader.session.publish.perform import last, perform, plan_back
from reader.session.publish.plan import READY, Plan, plan
from reader.session.session import Session
from tests.session.corpus import COST, STORM, TITLES, paths_in, session_over, write_corpus

FILES = {STORM: "2026/storm.md", COST: "2026/cost.md"}
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def session(root: Path, tmp_path: Path) -> Iterator[Session]:
    with session_over(root, paths=paths_in(tmp_path)) as opened:
        yield opened


def planned(session: Session, *titles: str, published: bool = True) -> Plan:
    rows = [list(session.corpus.titles).index(title) for title in titles or (STORM, COST)]
    return plan(session, rows, published=published)


def contents(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def reload(session: Session) -> None:
    session.adopt(session.load())


def notes(session: Session) -> list[str]:
    assert session.publish_folder is not None
    return sorted(path.suffix for path in session.publish_folder.iterdir())


def refusal(session: Session, wanted: Plan | None = None) -> str:
    """Return why the one file of a plan stays as it is, and make sure that it does."""
    wanted = wanted or planned(session, STORM)
    if wanted.changes:
        before = contents(session.roots[0])
        outcome = perform(session, wanted)
        assert outcome.written == ()
        assert contents(session.roots[0]) == before
        (refused,) = outcome.refused
    else:
        (refused,) = wanted.refused
    assert refused.path == FILES[STORM]
    return refused.reason


def test_one_line_of_each_file_changes_and_the_index_knows_it(session: Session, root: Path) -> None:
    before = contents(root)
    progress: list[tuple[int, int]] = []
    wanted = planned(session)
    assert [(change.path, change.edit.before, change.edit.after) for change in wanted.changes] == [
        (path, "published: false", "published: true") for path in FILES.values()
    ]
    outcome = perform(session, wanted, on_progress=lambda *counts: progress.append(counts))
    assert (outcome.written, outcome.refused) == (wanted.changes, ())
    assert progress == [(0, 2), (1, 2)]
    for path in FILES.values():
        before[path] = before[path].replace(b"published: false", b"published: true")
    assert contents(root) == before
    reload(session)
    assert session.select("is:draft") == []
    assert plan(session, session.select("is:published")) == Plan(True, settled=5)


def test_what_waits_is_the_approved_drafts(session: Session) -> None:
    keys = session.corpus.keys_of([0, 1, 2])
    session.journal.apply("approve", [Edit(key, "verdict", "approved") for key in keys])
    assert [session.corpus.titles[row] for row in session.select(READY)] == [STORM, COST]


def test_a_file_that_does_not_say_gets_a_line(session: Session, root: Path) -> None:
    old = (root / "2025/bridge.md").read_text()
    row = list(session.corpus.titles).index(TITLES[9])
    perform(session, plan(session, [row], published=False))
    new = (root / "2025/bridge.md").read_text()
    assert new == old.replace("quality: 12\n", "quality: 12\npublished: false\n")


def test_a_run_is_taken_back_to_the_byte_and_only_once(session: Session, root: Path) -> None:
    before = contents(root)
    assert last(session) is None
    perform(session, planned(session, STORM))
    reload(session)
    perform(session, planned(session, COST))
    for path in ("2026/cost.md", "2026/storm.md"):
        run = last(session)
        assert run is not None
        back = plan_back(session, run)
        assert [change.path for change in back.changes] == [path]
        assert (back.published, back.takes_back) == (False, run.name)
        assert perform(session, back).refused == ()
    assert contents(root) == before
    assert last(session) is None
    # Another corpus has runs of its own.
    assert runs.last_run(session.publish_folder or Path(), [root / "2026"]) is None


def test_runs_before_a_moment_are_not_looked_for(session: Session) -> None:
    perform(session, planned(session, STORM))
    run = last(session)
    assert run is not None
    assert last(session, since=run.moment - 1) == run
    assert last(session, since=run.moment) is None


def test_what_changed_since_is_not_taken_back(session: Session, root: Path) -> None:
    perform(session, planned(session))
    (root / FILES[STORM]).write_text("---\ntitle: another\n---\n")
    (root / FILES[COST]).unlink()
    run = last(session)
    assert run is not None
    back = plan_back(session, run)
    assert [(one.path, one.reason) for one in back.refused] == [
        (FILES[STORM], "it has changed since"),
        (FILES[COST], "it is no longer there"),
    ]
    assert back.changes == ()


def test_what_is_as_before_needs_no_taking_back(session: Session, root: Path) -> None:
    before = contents(root)
    perform(session, planned(session))
    (root / FILES[STORM]).write_bytes(before[FILES[STORM]])
    (root / FILES[COST]).chmod(0o444)
    run = last(session)
    assert run is not None
    back = plan_back(session, run)
    assert (back.settled, back.changes, back.refused[0].reason) == (1, (), "it is read-only")


@pytest.mark.parametrize("when", ["before the plan", "after it"])
@pytest.mark.parametrize("how", ["longer", "same size", "same moment", "gone", "a link", "a pipe", "huge"])
def test_a_file_that_changed_is_refused(session: Session, root: Path, when: str, how: str) -> None:
    file = root / FILES[STORM]
    wanted = planned(session, STORM) if when == "after it" else None
    status, data = file.stat(), file.read_bytes()
    if how == "longer":
        file.write_bytes(data + b"more")
    elif how in ("same size", "same moment"):
        file.write_bytes(data.replace(b"Ferries", b"FERRIES"))
        os.utime(file, ns=(0, status.st_mtime_ns + (how == "same size")))
    else:
        file.unlink()
    if how == "a link":
        (root / "elsewhere").write_bytes(data)
        file.symlink_to(root / "elsewhere")
    elif how == "a pipe":
        os.mkfifo(file)
    elif how == "huge":
        with open(file, "wb") as stream:
            stream.truncate(MAX_FILE + 1)
    wanted = wanted or planned(session, STORM)
    reason = wanted.refused[0].reason if wanted.refused else ""
    if not reason:
        outcome = perform(session, wanted)
        assert outcome.written == ()
        reason = outcome.refused[0].reason
    expected = {"gone": "no longer there", "a link": "symbolic link", "a pipe": "no regular file"}
    assert expected.get(how, "has changed since it was") in reason
    if how == "a link":
        assert (root / "elsewhere").read_bytes() == data


def test_a_file_that_changes_while_its_copy_is_written(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddled(*arguments: Any) -> None:
        write(*arguments)
        (root / FILES[STORM]).write_text("theirs")

    write = files._write
    monkeypatch.setattr(files, "_write", meddled)
    outcome = perform(session, planned(session, STORM))
    assert outcome.refused[0].reason == "it has changed since it was looked at"
    assert (root / FILES[STORM]).read_text() == "theirs"
    assert [path.name for path in (root / "2026").glob(".*")] == []


def test_a_row_whose_file_left_the_index_or_says_so_already(session: Session, root: Path) -> None:
    before, row = session.corpus, list(session.corpus.titles).index(STORM)
    (root / FILES[STORM]).unlink()
    session.load()  # the snapshot that is looked at is the one before
    assert session.corpus is before
    assert plan(session, [row]).refused[0].reason == "it is no longer in the corpus"


def test_what_cannot_be_edited_is_named(session: Session, root: Path) -> None:
    file = root / FILES[STORM]
    file.write_text(file.read_text().replace("published: false", "published: &a false\nflag: *a"))
    reload(session)
    assert "cannot be changed by itself" in refusal(session)


def test_read_only_files_and_folders_and_hard_links(session: Session, root: Path) -> None:
    file = root / FILES[STORM]
    file.chmod(0o444)
    assert refusal(session) == "it is read-only"
    file.chmod(0o644)
    file.parent.chmod(0o555)
    try:
        assert refusal(session) == "its folder may not be written"
    finally:
        file.parent.chmod(0o755)
    os.link(file, root / "other")
    assert refusal(session) == "it has 2 names (hard links), of which only one would be changed"


def test_a_link_stays_a_link_and_the_file_it_leads_to_is_changed(tmp_path: Path) -> None:
    root = tmp_path / "linked"
    (root / ".kept").mkdir(parents=True)
    target = root / ".kept" / "a.md"
    target.write_text("---\ntitle: a\npublished: false\n---\n")
    (root / "a.md").symlink_to(target)
    with session_over(root, paths=paths_in(tmp_path)) as session:
        assert len(perform(session, plan(session, [0])).written) == 1
    assert (root / "a.md").is_symlink()
    assert target.read_text() == "---\ntitle: a\npublished: true\n---\n"


def test_rights_of_others(session: Session, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = planned(session, STORM)
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).is_dir())
    assert refusal(session) == refusal(session, wanted) == "it may not be written"
    monkeypatch.setattr(os, "access", lambda path, _mode: not Path(path).is_dir())
    assert refusal(session) == "its folder may not be written"


def test_mode_owner_and_attributes_stay(session: Session, root: Path) -> None:
    file = root / FILES[STORM]
    file.chmod(0o640)
    attributes: list[str] = []
    try:
        os.setxattr(file, "user.reader", b"kept")
        attributes = ["user.reader"]
    except OSError:  # a file system without attributes
        pass
    if IS_ROOT:
        os.chown(file, 12345, 54321)
    before = file.stat()
    wanted = planned(session, STORM)
    umask = os.umask(0o077)
    try:
        assert perform(session, wanted).refused == ()
    finally:
        os.umask(umask)
    after = file.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert [name for name in os.listxattr(file) if name.startswith("user.")] == attributes


def test_a_file_of_another_owner_stays(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: Any) -> None:
        raise PermissionError(errno.EPERM, "no")

    fstat = os.fstat

    def another(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        if found.st_size or not stat.S_ISREG(found.st_mode):
            return found
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:10]))

    wanted = planned(session, STORM)
    monkeypatch.setattr(os, "fchown", refused)
    monkeypatch.setattr(os, "fstat", another)
    assert refusal(session, wanted) == "it belongs to another user or group and would be theirs no more"


def test_the_owner_is_given_back_where_that_is_allowed(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []
    fstat = os.fstat
    monkeypatch.setattr(os, "fchown", lambda _descriptor, user, group: given.append((user, group)))
    monkeypatch.setattr(
        os,
        "fstat",
        lambda descriptor: (
            fstat(descriptor)
            if fstat(descriptor).st_size
            else os.stat_result((*fstat(descriptor)[:4], -1, *fstat(descriptor)[5:10]))
        ),
    )
    perform(session, planned(session, STORM))
    status = (root / FILES[STORM]).stat()
    assert given == [(status.st_uid, status.st_gid)]


def test_attributes_that_may_not_be_set_and_systems_without(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: Any, **_options: Any) -> None:
        raise OSError(errno.EPERM, "no")

    wanted = planned(session)
    monkeypatch.setattr(os, "listxattr", lambda _file, **_options: ["security.x"])
    monkeypatch.setattr(os, "getxattr", lambda _file, _name, **_options: b"x")
    monkeypatch.setattr(os, "setxattr", fails)
    assert len(perform(session, wanted).written) == 2
    monkeypatch.delattr(os, "listxattr")
    run = last(session)
    assert run is not None
    assert len(perform(session, plan_back(session, run)).written) == 2


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "it is on a disk that is closed to writing"),
        (errno.EIO, "it cannot be changed (Input/output error)"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_disk_that_takes_no_more(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str, call: str
) -> None:
    wanted = planned(session, STORM)
    real = getattr(os, call)

    def fails(target: Any, *rest: Any) -> Any:
        beside = target if call == "open" else Path(f"/proc/self/fd/{target}").resolve()
        if Path(beside).name.startswith(".reader-"):
            raise OSError(number, os.strerror(number))
        return real(target, *rest)

    monkeypatch.setattr(os, call, fails)
    assert refusal(session, wanted) == sentence
    assert list(root.rglob(".reader-*")) == []


def test_where_nothing_can_be_noted_nothing_is_written(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root)
    wanted = planned(session)
    session.publish_folder.mkdir(parents=True) if session.publish_folder else None

    def fails(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(
        EditError, match=r"cannot be noted \(No space left on device\), so nothing is written"
    ):
        perform(session, wanted)
    assert contents(root) == before
    assert notes(session) == []


def test_a_session_without_a_place_for_notes_writes_nothing(root: Path) -> None:
    with session_over(root) as session:
        assert last(session) is None
        with pytest.raises(EditError, match="keeps no notes"):
            perform(session, planned(session))


def test_notes_are_private_and_only_so_many(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEPT", 2)
    for _ in range(2):
        perform(session, planned(session, STORM))
        run = last(session)
        assert run is not None
        assert run.moment > 1_600_000_000_000
        perform(session, plan_back(session, run))
        reload(session)
    folder = session.publish_folder
    assert folder is not None
    assert notes(session) == [".run", ".run"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_damaged_notes_are_passed_over(session: Session) -> None:
    perform(session, planned(session, STORM))
    perform(session, planned(session, COST))
    folder = session.publish_folder
    assert folder is not None
    first, second = sorted(folder.iterdir())
    second.write_text("{}\n")
    found = last(session)
    assert found is not None
    assert found.name == first.stem
    first.write_text(first.read_text().partition("\n")[0] + "\nnonsense\n")
    with pytest.raises(EditError, match="cannot be read"):
        plan_back(session, found)


def test_what_a_killed_program_left_is_cleared_up_at_the_next_load(session: Session, root: Path) -> None:
    perform(session, planned(session, STORM))
    folder = session.publish_folder
    assert folder is not None
    (run,) = folder.iterdir()
    left = root / "2026" / json.loads(run.read_text().splitlines()[1])["beside"]
    left.write_text("half")
    still = run.rename(run.with_suffix(".open"))
    (folder / "damaged.open").write_text("{")
    begun = folder / "begun.part"
    begun.touch()
    with open(still) as held, open(begun) as held_too:
        fcntl.flock(held, fcntl.LOCK_EX)
        fcntl.flock(held_too, fcntl.LOCK_EX)
        session.load()
        assert left.exists()  # its program is still at work
        assert begun.exists()
    session.load()
    assert not left.exists()
    assert notes(session) == [".run", ".run"]
    found = last(session)
    assert found is not None
    assert found.name == run.stem


def test_a_signal_while_a_run_is_noted_leaves_nothing(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    wanted = planned(session, STORM)
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        perform(session, wanted)
    assert notes(session) == []
    assert not list(root.rglob(".reader-*"))


def test_notes_that_cannot_be_closed_or_locked_do_no_harm(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: Any) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    replace = Path.replace
    monkeypatch.setattr(fcntl, "flock", fails)
    monkeypatch.setattr(
        Path, "replace", lambda path, to: fails() if to.suffix == ".run" else replace(path, to)
    )
    assert len(perform(session, planned(session)).written) == 2
    assert notes(session) == [".open"]


KILLED = """
import os, sys
from pathlib import Path
from reader.session.publish import runs
from reader.session.publish.perform import last, perform, plan_back
from reader.session.publish.plan import plan
from tests.session.corpus import paths_in, session_over

root, home = Path(sys.argv[1]), Path(sys.argv[2])
watched = {"open", "fdopen", "write", "writelines", "fsync", "replace", "rename", "unlink", "fchmod", "flock"}

def until(number):
    count = 0
    def look(_frame, event, called):
        nonlocal count
        if event == "c_call" and called.__name__ in watched:
            count += 1
            if count == number:
                os._exit(9)
    return look

with session_over(root, paths=paths_in(home)) as session:
    rows = session.select("is:draft")
    old = {path: path.read_bytes() for path in root.rglob("*.md")}
    new = {path: data.replace(b"published: false", b"published: true") for path, data in old.items()}
    number, killed, seen = 0, True, set()
    while killed:
        number += 1
        wanted = plan(session, rows)
        child = os.fork()
        if not child:
            sys.setprofile(until(number))
            perform(session, wanted)
            sys.setprofile(None)
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        done = [path for path in old if path.read_bytes() == new[path] != old[path]]
        assert all(path.read_bytes() in (old[path], new[path]) for path in old), number
        seen.add(len(done))
        session.load()
        assert list(root.rglob(".reader-*")) == [], number
        run = last(session)
        if done:
            assert perform(session, plan_back(session, run)).refused == (), number
        assert all(path.read_bytes() == old[path] for path in old), number
        session.adopt(session.load())
        for path in (home / "state" / "published").glob("*"):
            path.unlink()
    print(number, sorted(seen))
"""


def test_killed_at_any_moment_every_file_is_old_or_new_and_nothing_is_left(tmp_path: Path) -> None:
    root = write_corpus(tmp_path / "corpus")
    (root / "2026/cost.md").rename(root / "2026/storm2.md")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(tmp_path / "home")],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    number, _, seen = done.stdout.partition(" ")
    assert int(number) > 20
    assert seen.strip() == "[0, 1, 2]"
