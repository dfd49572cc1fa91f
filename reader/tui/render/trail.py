"""The trail through related coverage, as one line over the article it has led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.text.width import truncate
from reader.tui.render.lines import Line, Span, cut, line_width

_STEP = " › "
_HERE = "here"
# Cells of a title on the trail: enough to know it again.
_CRUMB = 20
# Cells for the number of places that are not named, on either side.
_COUNT = 6


def trail_line(before: Sequence[str], ahead: Sequence[str], width: int) -> Iterator[Line]:
    """Yield the trail around an article by its titles, oldest first; nothing where there is none.

    The nearest places are named as far as there is room, those one came from first, and the others counted.
    """
    if not before and not ahead:
        return
    room = max(1, (width - len(_HERE) - 2 * _COUNT) // (_CRUMB + len(_STEP)))
    came = [truncate(title, _CRUMB) + _STEP for title in before[-room:]]
    then = [_STEP + truncate(title, _CRUMB) for title in ahead[: max(0, room - len(came))]]
    if len(before) > len(came):
        came.insert(0, f"{len(before) - len(came)}{_STEP}")
    if len(ahead) > len(then):
        then.append(f"{_STEP}{len(ahead) - len(then)}")
    line = (Span("".join(came), "meta"), Span(_HERE, "key"), Span("".join(then), "faint"))
    # A narrow window has no room for a whole title beside the place one is at.
    over = line_width(line) - width
    if over > 0 and came:
        line = (
            Span(truncate(line[0].text, max(1, len(line[0].text) - over - len(_STEP))) + _STEP, "meta"),
            *line[1:],
        )
    yield cut(line, width)
