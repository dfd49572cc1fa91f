"""A regular expression as an automaton: one step a character, whatever the text.

Python's engine goes back and tries again, which can take exponential time. Here all ways through the expression are
followed at once (Thompson 1968), and each set of places met becomes a state whose steps are looked up from then on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.query.regex.regex_ast import Alternatives, Assertion, Atom, Chain, Part, PatternError

MAX_PLACES = 4_000
"""Places of an expression, counts written out: a step that is not known yet looks at each once."""

_MAX_STEPS = 20_000
"""Steps remembered (each some 100 bytes): beyond, all are forgotten and found again."""

_EDGE, _LINE, _WORD, _OTHER = range(4)
"""What stands on one side of a place: the edge of the text, a line end, a letter or digit, anything else."""

_IS_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Place:
    """A place in the expression: an atom or assertion to pass, and the places behind; without either, a fork."""

    next: list[int] = field(default_factory=list)
    atom: int = -1
    assertion: str = ""


class _State(dict[str, "_State"]):
    """The places reached, and what character led there; as a dict, the next state by the next character."""

    __slots__ = ("_owner", "before", "places")

    def __init__(self, owner: Automaton, places: frozenset[int], before: int) -> None:
        super().__init__()
        self._owner = owner
        self.places = places
        self.before = before

    def __missing__(self, char: str) -> _State:
        return self._owner.step(self, char)


class Automaton:
    """Searches texts for an expression. `anchored` finds it only where a search begins.

    Raises `PatternError` for one with more than `MAX_PLACES` places.
    """

    def __init__(self, root: Alternatives, flags: int, *, anchored: bool = False) -> None:
        self._anchored = anchored
        self._flags = flags
        self._places: list[_Place] = []
        self._atoms: dict[str, int] = {}
        self._end = self._place()
        self._begin = self._build(root, self._end)
        self._tests = [re.compile(source, flags).match for source in self._atoms]
        self._fitting: dict[str, frozenset[int]] = {}
        self._states: dict[tuple[frozenset[int], int], _State] = {}
        self._steps = 0
        self._found = _State(self, frozenset((self._end,)), _OTHER)

    def search(self, text: str) -> bool:
        """Tell whether the expression occurs in a text."""
        state = self._state(frozenset((self._begin,)), _EDGE)
        found = self._found
        for char in text:
            state = state[char]
            if state is found:
                return True
        return self._end in self._reached(state, _EDGE)

    def end_of(self, text: str, start: int) -> int | None:
        """Return where the longest match that begins at `start` ends, None where none does. For `anchored` ones."""
        last = None
        state = self._state(frozenset((self._begin,)), _kind(text[start - 1]) if start else _EDGE)
        for place in range(start, len(text)):
            char = text[place]
            if self._end in self._reached(state, _kind(char)):
                last = place
            state = state[char]
            if not state.places:
                return last
        return len(text) if self._end in self._reached(state, _EDGE) else last

    def step(self, state: _State, char: str) -> _State:
        """Return the state behind a character, and remember it."""
        reached = self._reached(state, _kind(char))
        if self._end in reached and not self._anchored:
            following = self._found
        else:
            fitting = self._fits(char)
            places = {
                place
                for one in reached
                if self._places[one].atom in fitting
                for place in self._places[one].next
            }
            if not self._anchored:
                places.add(self._begin)
            following = self._state(frozenset(places), _kind(char))
        if self._steps >= _MAX_STEPS:
            self._states, self._fitting, self._steps = {}, {}, 0
        self._steps += 1
        state[char] = following
        return following

    def _state(self, places: frozenset[int], before: int) -> _State:
        found = self._states.get((places, before))
        if found is None:
            found = self._states[places, before] = _State(self, places, before)
        return found

    def _fits(self, char: str) -> frozenset[int]:
        """Return the atoms that take a character."""
        fitting = self._fitting.get(char)
        if fitting is None:
            fitting = frozenset(number for number, test in enumerate(self._tests) if test(char))
            self._fitting[char] = fitting
        return fitting

    def _reached(self, state: _State, after: int) -> set[int]:
        """Return the places that can be reached without a character, between what stands before and after."""
        reached: set[int] = set()
        waiting = list(state.places)
        while waiting:
            one = waiting.pop()
            if one in reached:
                continue
            reached.add(one)
            place = self._places[one]
            if place.atom < 0 and (not place.assertion or _holds(place.assertion, state.before, after)):
                waiting += place.next
        return reached

    def _place(self, *following: int) -> int:
        if len(self._places) >= MAX_PLACES:
            raise PatternError("the numbers in its { } multiply to too many characters")
        self._places.append(_Place(list(following)))
        return len(self._places) - 1

    def _build(self, part: Part | Chain, following: int) -> int:
        """Return the first place of a part that goes on at `following`."""
        if isinstance(part, Chain):
            for one in reversed(part.parts):
                following = self._build(one, following)
            return following
        if isinstance(part, Alternatives):
            return self._place(*(self._build(branch, following) for branch in part.branches))
        if isinstance(part, Atom | Assertion):
            first = self._place(following)
            if isinstance(part, Atom):
                self._places[first].atom = self._atoms.setdefault(part.source, len(self._atoms))
            else:
                self._places[first].assertion = part.source
            return first
        if part.high is None:
            fork = self._place(following)
            self._places[fork].next.append(self._build(part.part, fork))
            following = fork
        else:
            end = following
            for _ in range(part.high - part.low):
                following = self._place(end, self._build(part.part, following))
        for _ in range(part.low):
            following = self._build(part.part, following)
        return following


def _kind(char: str) -> int:
    if char == "\n":
        return _LINE
    return _WORD if _IS_WORD.match(char) else _OTHER


def _holds(assertion: str, before: int, after: int) -> bool:
    match assertion:
        case "^":
            return before in (_EDGE, _LINE)
        case "$":
            return after in (_EDGE, _LINE)
    return ((before == _WORD) != (after == _WORD)) == (assertion == r"\b")
