"""What an article is in its story, in the sentences that stand under its title."""

from __future__ import annotations

from reader.stories.better_source import better_source
from reader.stories.story import Source, Story, outlet_of
from reader.text.dates import lag
from reader.tui.render.row import number


def standing_sentences(story: Story, source_id: str, better_key: str = "B") -> tuple[str, ...]:
    """Return that there is a clearly better source, and who else has the same text; neither is nothing.

    `better_key` is how a person goes there.
    """
    own = story.source(source_id)
    if own is None:
        return ()
    sentences = []
    better = better_source(story, source_id)
    if better is not None:
        score = number(better.coverage.quality)
        sentences.append(
            f"Better source: {_named(better)}, quality {score}{_when(own, better)} · {better_key} goes there"
        )
    text = own.copy_of or own.id
    alike = [other for other in story.sources if other.id != own.id and text in (other.id, other.copy_of)]
    if alike:
        names = list(dict.fromkeys(_named(other) for other in alike))
        named = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        sentences.append(f"{'A copy: the' if own.copy_of else 'The'} same text is at {named}")
    return tuple(sentences)


def _when(own: Source, other: Source) -> str:
    if own.lag is None or other.lag is None or own.lag == other.lag:
        return ""
    return f", {lag(other.lag - own.lag)}"


def _named(source: Source) -> str:
    return outlet_of(source.coverage) or "an unknown source"
