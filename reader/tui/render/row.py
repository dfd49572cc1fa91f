"""One row of the article list, and one of the related coverage, as spans of exact widths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.text.dates import lag
from reader.text.width import fit
from reader.tui.render.dates import SHORT, short_date
from reader.tui.render.lines import Line, Span

if TYPE_CHECKING:
    from reader.model import Coverage, Mark
    from reader.stories.rows import StoryRows

_VERDICTS = {"": " ", "later": "L", "dismissed": "D", "approved": "A"}


class Glyphs(NamedTuple):
    """The characters of the gutter; the ASCII form is for terminals and encodings without the others."""

    unread: str = "•"
    star: str = "★"
    selected: str = "+"
    ranged: str = "│"
    note: str = "✎"
    inside: str = "●"
    ghost: str = "○"
    better: str = "▲"
    rival: str = "△"
    copy: str = "≡"
    aside: str = "~"
    folded: str = "▸"
    unfolded: str = "▾"
    member: str = "└"


UNICODE = Glyphs()
ASCII = Glyphs(
    unread="o",
    star="*",
    selected="+",
    ranged="|",
    note="n",
    inside="=",
    ghost="-",
    better="^",
    rival="<",
    copy='"',
    folded="+",
    unfolded="-",
    member="`",
)


# Selected, unread, starred, verdict, note or tag: always in the same place, each by a character of its own.
GUTTER = 5
# From which width of the list on a column is there, in cells.
_FROM = {"date": 30, "quality": 36, "heat": 36, "provider": 56}
_SCORE = 3


class ColumnWidths(NamedTuple):
    """The columns of the list before the title, each with its width in cells, and the width of the title."""

    before: tuple[tuple[str, int], ...]
    title: int

    @classmethod
    def for_width(cls, width: int, wanted: tuple[str, ...] = ("date", "provider", "quality")) -> ColumnWidths:
        """Share out a list's width; below 56 cells the provider, below 36 the scores, below 30 the date give way."""
        widths = {"date": SHORT, "provider": min(20, max(8, width // 6)), "quality": _SCORE, "heat": _SCORE}
        before = tuple((name, widths[name]) for name in wanted if width >= _FROM[name])
        return cls(before, max(1, width - GUTTER - 1 - sum(cells + 1 for _, cells in before)))


# The longest distance is "+11 months".
_LAG = 10


def article_row(
    title: str,
    provider: str,
    date: int | None,
    quality: float | None,
    mark: Mark,
    *,
    columns: ColumnWidths,
    now: int,
    heat: float | None = None,
    decided_by: str = "",
    selected: bool = False,
    ranged: bool = False,
    flash: bool = False,
    sign: str = "",
    fold: str = "",
    glyphs: Glyphs = UNICODE,
) -> Line:
    """Return a row of the list: gutter, the columns that are wanted, and last the title.

    `sign` is one character for the article's place in its story (see `sign_of`), `fold` what stands before the title
    where the list is folded to stories. `decided_by` is the name of another person who decided, and stands before the
    title. The title is last because terminals disagree about the width of some characters: what they make of it then
    moves nothing else.
    """
    # The sign has the blank before the quality, or before the title where there is no such column.
    before, stands = gutter(mark, selected, glyphs, ranged=ranged), sign or " "
    for name, cells in columns.before:
        match name:
            case "date":
                before += f" {short_date(date, now)}"
            case "provider":
                before += f" {fit(provider, cells)}"
            case "quality":
                before += f"{stands}{number(quality):>{cells}}"
                stands = " "
            case _:
                before += f" {number(heat):>{cells}}"
    said = f"{decided_by}: {title}" if decided_by else title
    state = state_of(mark)
    return (
        Span(before + stands + fold, "meta" if state != "decided" else "decided"),
        Span(
            fit(said, columns.title),
            f"{state} found" if flash else state,
        ),
    )


def sign_of(stories: StoryRows, row: int, glyphs: Glyphs) -> str:
    """Return the sign for a row whose story has a clearly better source or whose text others have too, else ""."""
    if stories.has_better(row):
        return glyphs.rival
    return glyphs.copy if stories.is_copy(row) else ""


def gutter(mark: Mark, selected: bool, glyphs: Glyphs, *, ranged: bool = False) -> str:
    """Return the marks of an article as `GUTTER` characters; in a range that runs it is about to be selected."""
    return (
        (glyphs.selected if selected else glyphs.ranged if ranged else " ")
        + (" " if mark.read else glyphs.unread)
        + (glyphs.star if mark.starred else " ")
        + _VERDICTS[mark.verdict]
        + (glyphs.note if mark.note else ("#" if mark.tags else " "))
    )


def state_of(mark: Mark) -> str:
    """Return the name of the look that the title of an article has by its marks."""
    return "decided" if mark.verdict else ("read" if mark.read else "unread")


def signed(distance: str) -> str:
    """Return `2 h later` as `+2 h` and `3 days earlier` as `-3 days`: a column has no room for the words."""
    for word, sign in ((" later", "+"), (" earlier", "-")):
        if distance.endswith(word):
            return sign + distance.removesuffix(word)
    return distance


def number(quality: float | None) -> str:
    """Return a quality for a column of three cells; a dash where there is none."""
    return "–" if quality is None else f"{quality:.0f}"


def related_row(
    entry: Coverage,
    *,
    inside: bool,
    date: int | None,
    quality: float | None,
    mark: Mark,
    width: int,
    glyphs: Glyphs = UNICODE,
) -> Line:
    """Return a row of the related coverage of an article published at `date` with `quality`.

    In order: in the corpus or a ghost, how long before or after the article, provider, quality with a mark where
    it is better than the article's, title.
    """
    apart = "" if date is None or entry.date is None else signed(lag(entry.date - date))
    better = quality is not None and entry.quality is not None and entry.quality > quality
    provider = min(18, max(8, width // 5))
    first = (glyphs.inside if inside else glyphs.ghost) + ("*" if mark.starred else " ")
    verdict = _VERDICTS[mark.verdict]
    score = f"{number(entry.quality):>3}" + (glyphs.better if better else " ")
    before = (
        f"{first}{verdict} {fit(apart, _LAG)} {fit(entry.provider.name or entry.provider.domain, provider)} "
    )
    room = max(1, width - len(first) - 3 - _LAG - 1 - provider - 1 - 5 + 1)
    return (
        Span(before, "meta"),
        Span(score + " ", "better" if better else "meta"),
        Span(fit(entry.title, room), "inside" if inside else "ghost"),
    )
