"""Stories of the snapshot before stay known until the rows of the new one are on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.session.corpus import session_over
from tests.session.many import write_many


def test_stories_are_known_for_the_rows_on_the_screen_while_others_are_read(tmp_path: Path) -> None:
    folder = write_many(tmp_path / "many", 8)
    with session_over(folder) as session:
        session.load_stories()
        shown = session.stories
        assert len(shown) == 8
        write_many(folder, 1, start=9)
        more = session.load()
        assert len(session.load_stories(more, fresh=False)) == 9
        assert session.stories is shown, "as long as the snapshot before is the present one"
        session.adopt(more)
        assert len(session.stories) == 9
