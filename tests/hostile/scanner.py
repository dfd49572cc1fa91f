"""Every byte that was written to a terminal, read as a terminal reads it: what is text, and what would be acted on."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.text.clean import has_control
from reader.text.urls import is_web_url

# As ECMA-48 and xterm have it; a string that is not ended takes in all that follows.
_TOKEN = re.compile(
    r"""(?P<mouse>\x1b\[\?1000h\x1b\[\?1003h\x1b\[\?1006h|\x1b\[\?1006l\x1b\[\?1003l\x1b\[\?1000l)
      | (?P<csi>\x1b\[[0-?]*[\ -/]*[@-~])
      | (?P<string>\x1b[\]P_^X].*?(?:\x07|\x1b\\|\Z))
      | (?P<escape>\x1b.?)
      | (?P<control>[\x00-\x1f\x7f-\x9f])
      | (?P<text>[^\x00-\x1f\x7f-\x9f]+)""",
    re.VERBOSE | re.DOTALL,
)

Allowed = Callable[[str, str], bool]
"""Whether a sequence (its kind, and all of it) is one that the program itself sends."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that has no business on a terminal, and what stood around it."""

    kind: str
    what: str
    around: str

    def __str__(self) -> str:
        return f"{self.kind} {self.what!r} in {self.around!r}"


def scan(data: bytes, allowed: Allowed) -> Iterator[Found]:
    """Yield what in the bytes is neither clean text nor an allowed sequence."""
    text = data.decode("utf-8", "surrogateescape")
    for token in _TOKEN.finditer(text):
        kind, what = token.lastgroup or "", token[0]
        if not (_is_clean(what) if kind == "text" else allowed(kind, what)):
            yield Found(kind, what[:80], text[max(0, token.start() - 40) : token.end() + 40])


def _is_clean(text: str) -> bool:
    return not has_control(text) and not re.search("[\udc80-\udcff]", text)


_LOOKS = r"\x1b\[[0-9;]*m"
_PLACE = r"\x1b\[\d+;\d+H"
# The other screen, the cursor, the focus, pastes, wrapping, whole frames.
_MODE = r"\x1b\[\?(?:1049|25|1004|2004|7|2026)[hl]"
# Whether the terminal sends whole frames, and whether it has kitty's keys.
_ASKED = r"\x1b\[\?(?:2026\$p|u)"
_KEYBOARD = r"\x1b\[(?:>\d+|<)u"
# The usual form of the mouse's pointer, which Textual asks for once.
_POINTER = "\x1b]22;default\x07"
_SCREEN = re.compile("|".join((_LOOKS, _PLACE, _MODE, _ASKED, _KEYBOARD)))
_COPIED = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/]*=*)\x07")
_LINK = re.compile(r"\x1b\]8;(?:id=[\w.]*)?;([!-~]*)(?:\x07|\x1b\\)")
_LINE = re.compile(r"\x1b\[(?:[0-9;]*m|K)")


def on_screen(kind: str, what: str) -> bool:
    """Allow what the app sends to draw its screen, and nothing else."""
    if kind == "control":
        return what in "\r\n"  # between the lines of a screen that is drawn whole
    return what == _POINTER or kind == "mouse" or (kind == "csi" and _SCREEN.fullmatch(what) is not None)


def on_screen_copying(kind: str, what: str) -> bool:
    """Allow besides an address that is clean to go to the clipboard, or to be a link."""
    if copied := _COPIED.fullmatch(what):
        return is_web_url(base64.b64decode(copied[1]).decode())
    if link := _LINK.fullmatch(what):
        return not link[1] or is_web_url(link[1])
    return on_screen(kind, what)


def on_lines(kind: str, what: str) -> bool:
    """Allow what a command sends to a terminal: lines, bold and dim, and a line of progress that is drawn over."""
    return what in "\r\n" if kind == "control" else kind == "csi" and _LINE.fullmatch(what) is not None


def in_pipe(kind: str, what: str) -> bool:
    """Allow what a command writes for other programs: lines, and tabs between values."""
    return kind == "control" and what in "\n\t"
