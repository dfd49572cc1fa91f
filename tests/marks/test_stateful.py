"""Whatever is done, undone, redone and reopened: the marks are those of the steps that stand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.marks import Edit, Journal
from reader.marks.changes.state import marks_of
from reader.model import Mark
from reader.text.identity import short_id
from tests.marks.conftest import Clock

KEYS = [f"https://example.org/{name}" for name in "abcd"]

edit = st.one_of(
    st.builds(Edit, st.sampled_from(KEYS), st.sampled_from(["read", "starred"]), st.booleans()),
    st.builds(
        Edit,
        st.sampled_from(KEYS),
        st.just("verdict"),
        st.sampled_from(["", "later", "approved", "dismissed"]),
    ),
    st.builds(
        Edit, st.sampled_from(KEYS), st.sampled_from(["tag+", "tag-"]), st.sampled_from(["x", "X", "y"])
    ),
    st.builds(Edit, st.sampled_from(KEYS), st.just("note"), st.sampled_from(["", "one", "one\ntwo"])),
)

State = dict[str, Mark]


class Sessions(RuleBasedStateMachine):
    """Two sessions of one user on one journal, against two plain stacks of whole states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "marks.db")
        self.clock = Clock()
        self.sessions = [Journal.open(self.path, user="ann", clock=self.clock) for _ in range(2)]
        self.states: list[State] = [{}]
        self.undone: list[State] = []

    @rule(which=st.integers(0, 1), edits=st.lists(edit, max_size=4))
    def apply(self, which: int, edits: list[Edit]) -> None:
        step = self.sessions[which].apply("step", edits)
        state = dict(self.sessions[which].marks)
        assert (step is None) == (state == self.states[-1])
        if step is not None:
            self.states.append(state)
            self.undone.clear()

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        step = self.sessions[which].undo()
        assert (step is None) == (len(self.states) == 1)
        if step is not None:
            assert step.left == 0
            self.undone.append(self.states.pop())
        assert dict(self.sessions[which].marks) == self.states[-1]

    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        step = self.sessions[which].redo()
        assert (step is None) == (not self.undone)
        if step is not None:
            self.states.append(self.undone.pop())
        assert dict(self.sessions[which].marks) == self.states[-1]

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.sessions[which].close()
        self.sessions[which] = Journal.open(self.path, user="ann", clock=self.clock)

    @invariant()
    def every_session_sees_the_state_that_the_changes_come_to(self) -> None:
        for session in self.sessions:
            session.poll()
            assert dict(session.marks) == self.states[-1]
        folded = marks_of(change for change, _label in self.sessions[0].history())
        assert {short_id(key): mark for key, mark in folded.items()} == self.states[-1]

    def teardown(self) -> None:
        while self.sessions[0].undo():
            pass
        assert dict(self.sessions[0].marks) == {}
        while self.sessions[0].redo():
            pass
        assert dict(self.sessions[0].marks) == (self.undone or self.states)[0 if self.undone else -1]
        for session in self.sessions:
            session.close()
        self.folder.cleanup()


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=20, stateful_step_count=12, deadline=None, derandomize=True)
