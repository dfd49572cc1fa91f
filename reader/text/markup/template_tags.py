"""Tags of template languages (Liquid, Nunjucks, Hexo, Hugo) as the words that they hold.

What a tag makes of its arguments only its site knows. What is for reading is kept: captions and titles, quoted words,
the name and argument of an embed. Control flow, closing tags, comments, and includes without words are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.text.markup.markdown import escape

TAG = re.compile(
    r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}"
    r"|\{%[-+]?\s*([^\s%]*)((?:(?!%\}).){0,2000}?)[-+]?%\}"
    r"|\{\{([<%])[-]?\s*(/?\s*[^\s>%]+)((?:(?![>%]\}\}).){0,2000}?)/?[-]?[>%]\}\}"
    r"|\{#(?=\s)(?:(?!#\}).){0,2000}#\}",
    re.DOTALL,
)
"""A tag or a comment of a template, or what is no tag between `raw` and `endraw`. `{{ … }}` is none: a value."""

SIGNS = ("{%", "{{<", "{{%", "{# ")
"""A text without any of these has no tag."""

# Attributes that a generator gives to the link or picture before them.
_BEHIND_LINK = re.compile(r"(?<=[)\]])\{(?::|[.#][A-Za-z])[^{}\n]*\}")
_REMARK = re.compile(r"\{/\*(?:(?!\*/\}).){0,2000}\*/\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{[^{}\n]{0,200}\}\}")
_TARGET = re.compile(r"\]\(([^()\n]*\{[{%][^()\n]*)\)|^ {0,3}\[[^\]\n]+\]: +(.*\{[{%].*)$")
_ARGUMENT = re.compile(
    r"""(?:([\w-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"'`,]+))"""
)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_CLOSINGS = re.compile(r"\{%[-+]?\s*end(\w+)|\{\{[<%]\s*/\s*([\w.-]+)")
_READ = (
    "title",
    "caption",
    "alt",
    "label",
    "text",
    "header",
    "summary",
    "description",
    "attribution",
    "content",
)
_SOURCES = ("src", "url", "href", "link")
_CONTROL_WORDS = (
    "if elsif elseif elif else endif unless for break continue case when assign set capture increment decrement "
    "cycle extends block from with macro import layout raw verbatim comment liquid css js style script paginate "
    "ifversion"
)
_CONTROL = frozenset(_CONTROL_WORDS.split())
_INCLUDES = frozenset({"include", "include_cached", "include_relative", "render", "partial"})
_PICTURES = re.compile(r"fig|im(?:g|age)|pic|photo", re.IGNORECASE)
_LINKS = frozenset({"post_link", "post_url", "link", "ref", "relref", "asset_path", "post_path", "doc_link"})
_NOTES_WORDS = (
    "note info tip warning warn danger caution important success error alert callout notice admonition hint"
)
_NOTES = frozenset(_NOTES_WORDS.split())
_ADDRESS = re.compile(r"(?:https?:)?/\S*|\S+\.(?:png|jpe?g|gif|webp|svg|md|markdown|html)", re.IGNORECASE)


class _Arguments(NamedTuple):
    """The arguments of a tag: the words for reading, the address, and the bare ones."""

    said: list[str]
    source: str
    bare: list[str]


def closed_tags(text: str) -> frozenset[str]:
    """Return the names of tags that a text closes somewhere: these stand around other text."""
    return frozenset(one or other for one, other in _CLOSINGS.findall(text))


def spoken(text: str, closed: frozenset[str], *, plain: bool = False) -> str:
    """Return a text with its tags as the words they hold; code between backquotes stays.

    `closed` is what `closed_tags` returns. `plain` says that the text is no Markdown.
    """
    if "{" not in text:
        return text
    parts: list[str] = []
    at = 0
    for code in _CODE_SPAN.finditer(text) if "`" in text and not plain else ():
        parts += [_spoken(text[at : code.start()], closed, plain=plain), code[0]]
        at = code.end()
    return "".join([*parts, _spoken(text[at:], closed, plain=plain)])


def code_title(name: str, arguments: str) -> list[str]:
    """Return the lines that stand over the code of a tag: what its arguments call it, as strong Markdown."""
    words = [word for word in _read(arguments).said if name != "highlight" or "=" not in word]
    if name == "codeblock" and "lang:" in arguments:
        words = _read(arguments).bare + words
    return [_strong(" ".join(words)), ""] if words else []


def _spoken(text: str, closed: frozenset[str], *, plain: bool) -> str:
    if "](" in text or "]:" in text:
        text = _BEHIND_LINK.sub("", _TARGET.sub(_led, text))
    if any(sign in text for sign in SIGNS):
        text = TAG.sub(lambda found: _said(found, closed, plain=plain), text)
    return _REMARK.sub("", text) if "{/*" in text else text


def _led(found: re.Match[str]) -> str:
    """Return a link's target or a definition without expressions, whose blanks would end it."""
    address = found[1] if found[1] is not None else found[2]
    bare = TAG.sub(lambda tag: " ".join(_bare(tag[3] or tag[6] or "")), _OUTPUT.sub("", address)).strip()
    bare = bare or address.strip("{} ")
    bare = bare if " " in bare and bare.endswith(('"', "'")) else bare.replace(" ", "%20")
    return found[0].replace(address, bare)


def _bare(arguments: str) -> Iterator[str]:
    for found in _ARGUMENT.finditer(arguments):
        if not found[1]:
            yield next(value for value in found.groups()[1:] if value is not None)


def _said(found: re.Match[str], closed: frozenset[str], *, plain: bool) -> str:
    if found[1] is not None:
        return found[1]
    name, arguments = (found[5], found[6]) if found[4] else (found[2], found[3])
    if not name or name.startswith(("/", "end")) or name in _CONTROL:
        return ""
    said, source, bare = _read(arguments)
    words = " ".join(said)
    if name in closed:
        words = _heading(name, said, bare)
        return words if plain or not words else _strong(words) + " "
    if name in _LINKS:
        return words or " ".join(bare)
    if name in _INCLUDES:
        name, bare = (bare or [""])[0], bare[1:]
        if not words:
            return ""
    if not words:
        held = " ".join([name, *bare, *([source] if source else [])])
        return f"[{held}]" if plain else escape(f"[{held}]")
    if plain or not source:
        return words if plain else escape(words)
    return f"{'!' if _PICTURES.search(name) else ''}[{escape(words)}](<{source}>)"


def _heading(name: str, said: Sequence[str], bare: Sequence[str]) -> str:
    """Return what stands over the text that a tag is around: the kind of a note, and its title."""
    words = [*said, *(word for word in bare if any(map(str.isalpha, word)) and not _ADDRESS.fullmatch(word))]
    if name not in _NOTES:
        return " ".join(words)
    kind = next((word for word in words if word.lower() in _NOTES), name)
    title = " ".join(word for word in words if word is not kind)
    return f"{kind.capitalize()} · {title}" if title else kind.capitalize()


def _strong(words: str) -> str:
    return f"**{escape(words)}**" if words else ""


def _read(arguments: str) -> _Arguments:
    said: list[str] = []
    bare: list[str] = []
    source = ""
    for found in _ARGUMENT.finditer(arguments):
        key, quoted = found[1], next((value for value in found.groups()[1:4] if value is not None), None)
        value = " ".join((quoted if quoted is not None else found[5]).replace('\\"', '"').split())
        if not value:
            continue
        if key:
            if key.lower() in _SOURCES:
                source = source or value
            elif key.lower() in _READ and value not in said:
                said.append(value)
        elif quoted is not None and not _ADDRESS.fullmatch(value):
            said.append(value)
        else:
            bare.append(value)
    return _Arguments(said, source, bare)
