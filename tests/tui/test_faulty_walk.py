"""A seeded walk of keys with errors on the way: the app stays up, says what happened, and loses nothing."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from reader.commands import COMMANDS
from reader.config.settings import Settings
from reader.corpus.library import Library
from reader.marks import Journal
from reader.session.session import Session
from reader.text.width import cell_width
from reader.tui.app import ReaderApp
from reader.tui.main import main_view as main_view_module
from reader.tui.main.error_display import show_fault
from reader.tui.main.main_view import MainView
from reader.tui.prompts.pipe import PipeMode
from reader.tui.render import fault as fault_lines
from reader.tui.render.lines import line_text
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.row_list import RowList
from tests.session.corpus import NOW, paths_in, write_corpus
from tests.tui.app import Driver, key_event, keys_of, running
from tests.tui.faults import Faults

KEYS = int(os.environ.get("READER_FAULTY_KEYS", "150"))
SEEDS = [int(seed) for seed in os.environ.get("READER_FAULTY_SEEDS", "1 2").split()]
_NOT_WALKED = {"quit", "mouse", "suspend", "picture", "fetch-text", "edit", "open"}
_TYPED = (
    "enter",
    "enter",
    "escape",
    "tab",
    "space",
    "backspace",
    "a",
    "r",
    "t",
    "y",
    "n",
    "down",
    "up",
    "-",
    "3",
)
_SIZES = ((120, 40), (80, 24), (50, 14))
_AFTER = {
    "export": ("enter", "down", "enter", "enter", "enter"),
    "pipe": ("c", "a", "t", "enter"),
    "publish": ("y",),
    "facets": ("down", "enter"),
    "tag": ("x", "enter"),
    "note": ("h", "i", "escape"),
    "filter": ("s", "e", "enter"),
    "save-view": ("v", "enter"),
}
# Where a fault is no more than a lost convenience, and is not told: what wants it does without, or asks again.
QUIET = (
    "snapshot.present",  # the ids are in memory too
    "main_screen._take_over",  # a sentence that is shown stays; a second later it is asked again, and said
    "view_state.read_ahead",  # the key that follows says so
    "scan.",  # a folder that cannot be read is a problem of the corpus, and counted on top
    "quick_scan.",  # a look at all files follows
    "no_matches.",  # why a filter finds nothing: whoever reads the index next says what is wrong with it
    "temporary_file.remove_abandoned",  # the next export removes what another left behind
    "state_files.",  # earlier filters and commands: pleasant to find again, and no loss; the place is noted again
)


# What is said of faults whose own words do not come through: Textual's own, and those of a plan.
TOLD_OTHERWISE = {
    "builtins.open": "unable to read CSS file",
    "perform.perform": "1 left as they are",
}


class Heard:
    """All that the app has said and shown of errors."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.rows = 0
        tell, sentence, lines, line = (
            ReaderApp.tell,
            fault_lines.sentence,
            fault_lines.fault_lines,
            RowList._line,
        )

        def telling(app: ReaderApp, error: Exception) -> None:
            self.said.append(str(error))
            tell(app, error)

        def sentenced(error: Exception, room: int) -> str:
            said = sentence(error, room)
            assert cell_width(said) <= room
            self.said.append(said)
            return said

        def lined(error: Exception, width: int) -> object:
            self.said.append(str(error))
            return lines(error, width)

        def rowed(rows: RowList, index: int, width: int) -> object:
            drawn = line(rows, index, width)
            self.rows += drawn is None
            return drawn

        def showing(main_view: MainView, error: Exception) -> None:
            self.said.append(str(error))
            show_fault(main_view, error)

        patch.setattr(main_view_module, "show_fault", showing)
        patch.setattr(ReaderApp, "tell", telling)
        patch.setattr(fault_lines, "sentence", sentenced)
        patch.setattr(fault_lines, "fault_lines", lined)
        patch.setattr(RowList, "_line", rowed)


def seen(app: Driver) -> list[str]:
    """Return what the screen says outside of its list."""
    # What is wrong with a command stands beside the box, as much of it as there is room for.
    modes = [prompt._mode for prompt in app.app.screen.query(Prompt)]
    return [
        *(mode._complaint for mode in modes if isinstance(mode, PipeMode)),
        *(app.text_of(bar) for bar in app.app.screen.query(Bar)),
        *(" ".join(map(line_text, view._lines)) for view in app.app.screen.query(ArticleView)),
        app.bottom,
    ]


def keys(chance: random.Random) -> list[str]:
    if chance.random() < 0.3:
        return [chance.choice(_TYPED)]
    verbs = [command.id for command in COMMANDS if command.id not in _NOT_WALKED and command.keys]
    verb = chance.choice([*verbs, *_AFTER, *_AFTER])
    # Out of what is open: else most keys are typed into some box.
    out = ("escape",) * 3 if chance.random() < 0.3 else ()
    return [*out, *keys_of(verb), *(_AFTER.get(verb, ()) if chance.random() < 0.8 else ())]


def is_told(faults: Faults, said: list[str]) -> bool:
    """Tell whether an error is among what was said, or need not be."""
    place = f"{faults.raised} {faults.path}"
    words = (
        f"injected fault {faults.number}",
        *(told for part, told in TOLD_OTHERWISE.items() if part in place),
    )
    return any(quiet in faults.path for quiet in QUIET) or any(
        word in " ".join(sentence.split()) for word in words for sentence in said
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_any_error_at_any_key_is_said_and_loses_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    root, paths = write_corpus(tmp_path / "corpus"), paths_in(tmp_path)
    file = tmp_path / "marks.sqlite3"
    journal = Journal.open(file, user="tester")
    library = Library([root], cache=None)
    session = Session(library, journal, Settings(watch=False), paths=paths, clock=lambda: NOW)
    faults, heard = Faults(monkeypatch), Heard(monkeypatch)
    unsaid: list[str] = []
    raised: list[str] = []
    async with running(session, chance.choice(_SIZES)) as app:
        trail: list[str] = []
        for number in range(KEYS):
            pressed = keys(chance)
            heard.said.clear()
            heard.rows = 0
            told = False
            faults.raised = ""
            if faults.left is None:  # else the one before is still to come
                faults.arm(chance.randrange(chance.choice((1, 3, 12))), chance.randrange(3))
            for key in pressed:
                if key == "q" and app.scope == "list" and app.app.screen is app.main and not app.prompting:
                    continue
                app.app.post_message(key_event(key))
                await app.settled()
                trail.append(key)
                assert not app.left, (faults.raised, trail[-12:])
                if faults.raised and not told:
                    told = is_told(faults, [*heard.said, *seen(app)])
            raised += [faults.raised] if faults.raised else []
            if faults.raised and not told and not heard.rows:
                unsaid.append(f"{faults.raised} {pressed} {faults.path}")
            if number % 25 == 0 or number == KEYS - 1:
                faults.disarm()
                await app.settled()
                with Journal.open(file, user="other") as other:
                    assert dict(other.marks) == dict(journal.marks)
                full = app.view_state.full
                decided = sum(not session.mark(full.id_at(index)).verdict for index in range(len(full)))
                assert app.view_state.left == decided
                await app.resize(*chance.choice(_SIZES))
        await app.press("escape", "escape", "escape")
    library.close()
    journal.close()
    print(f"{len(trail)} keys, {len(raised)} faults in {KEYS} verbs")
    for one in unsaid:
        print("UNSAID", one)
    assert unsaid == []
    assert len(raised) > KEYS // 4, "the faults are to happen"
