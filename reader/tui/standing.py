"""What is said under the title of an article: that its file is gone, and what it is in its story."""

from __future__ import annotations

from reader.session.session import Session

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
    from reader.tui.render.standing import standing_sentences

    return (*gone, *standing_sentences(session.story(article_id), article_id, better_key))
