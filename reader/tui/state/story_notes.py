"""What is said of an article besides its text: that its file is gone or changed, and what it is in its story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.session.session import Session

if TYPE_CHECKING:
    from reader.model import Coverage

GONE = "Its file is gone: the article leaves the list when the view is refreshed"


def standing(session: Session, article_id: str, better_key: str) -> tuple[str, ...]:
    """Return it in sentences; a story is read only where there is something to say of it.

    `better_key` is how a person goes to a better source.
    """
    corpus, stories = session.corpus, session.stories
    row = corpus.row_of(article_id)
    if row is None:
        return ()
    gone = (GONE,) if row in corpus.departed else ()
    if not (stories.has_better(row) or stories.is_copy(row)):
        return gone
    from reader.tui.render.story.story_notes import standing_sentences

    return (*gone, *standing_sentences(session.story(article_id), article_id, better_key))


def change_on_disk(shown: Coverage, present: Coverage) -> str:
    """Return in a sentence what has become of the article shown by a change on disk, "" where nothing has."""
    from reader.model import Article

    text = present
    if isinstance(shown, Article) and isinstance(present, Article):
        # What is found wrong may be that there is a copy now; other than that it changes with the text.
        text = replace(present, path=shown.path, paths=shown.paths, files=shown.files, broken=shown.broken)
        if text == shown and shown.path not in present.paths:
            return f"the file of the article shown was moved to {present.path}"
    return "" if text == shown else "the article shown was changed on disk: this is what it says now"
