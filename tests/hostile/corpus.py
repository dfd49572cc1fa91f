"""A corpus that nobody vetted: some hundred files made to break, deceive or flood the program, each with what is due.

As a script it writes them into a folder: `python -m tests.hostile.corpus FOLDER`.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MARK = "owned"
"""What every sequence that must not work would do something with: on no terminal may it arrive as more than text."""

# Sequences that a terminal acts on, by what they would do.
SEQUENCES = {
    "title": f"\x1b]0;{MARK}\x07",
    "title-st": f"\x1b]2;{MARK}\x1b\\",
    "link": f"\x1b]8;;https://{MARK}.example/\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "clear": "\x1b[2J\x1b[H",
    "report": "\x1b[6n\x1b[c\x1b[>q",
    "device": f"\x1bP$q{MARK}\x1b\\",
    "program": f"\x1b_G{MARK}\x1b\\",
    "private": f"\x1b^{MARK}\x1b\\",
    "reset": "\x1bc",
    "screen": "\x1b[?1049l\x1b[?47l",
    "mouse": "\x1b[?1003h",
    "charset": "\x1b(0\x0e",
    "c1-csi": "\x9b2J\x9b31m",
    "c1-osc": f"\x9d0;{MARK}\x9c",
    "c1-dcs": f"\x90{MARK}\x9c",
    "c0": "\x00\x01\x02\x05\x07\x08\x0b\x0c\x0e\x0f\x1a\x1b\x7f",
    "tmux": f"\x1bPtmux;\x1b\x1b]0;{MARK}\x07\x1b\\",
    "title-tmux": f"\x1bk{MARK}\x1b\\",
    "bidi": "\u202eabc\u202c\u2066def\u2069\u200e\u200f\u061c",
    "hidden": "a\u200bb\u2060c\ufeffd\u00ade\u180ef",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "marks": "Z" + "\u0301\u0489" * 5_000,
    "separators": "one\u2028two\u2029three\x85four",
    "markup": "[@click=app.quit]x[/] [/] [red [bold]b[/bold] [link=https://x]y[/link] $accent",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>&#27;[2J&#x9b;31m&lt;b&gt;",
    "format": "%s%n{0}{self.__class__} ${HOME} $(id) `id` ;id |id",
    "joiners": "a\u200db\u200cc\u200d",
    "variation": "❤\ufe0f 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
}
ACTING = frozenset(SEQUENCES) - {
    *("hidden", "marks", "separators", "markup", "html", "format", "joiners", "variation"),
}
"""Those that hold what a terminal would act on: `reader check` names each file that does."""

URLS = (
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "-version",
    "--new-window=https://x.example", "https://x.example/\nSet-Cookie: a", "https://x.example/a b",
    "https://bank.example@evil.example/", "https://user:pass@evil.example/", "https://evil.example/\x1b[2J",
    "https://evil.example/\u202egpj.exe", "https://evil.example\\@bank.example/", "http://[::1", "https://",
    "ftp://x.example/", "vbscript:x", "HTTPS://evil.example/%action", "https://evil.example/$(id)`id`;id|id&id",
    "https://evil.example/'\";ls", "https://evil.example:99999/", "https://" + "a" * 10_000 + ".example/",
    "//evil.example/a", "mailto:a@b.example", "https://\u0430pple.example/", "ssh://-oProxyCommand=id/x",
)  # fmt: skip

FIELDS = (
    "title", "excerpt", "category", "type", "publishedDateTime", "originalUrl", "webUrl", "ampWebUrl",
    "cdnAmpWebUrl", "quality", "heat", "published", "featuredContent", "provider", "topics", "images", "related",
    "secured", "author", "tags", "draft",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile thing: the bytes of a file, or what makes another thing at its place.

    `expected` is what is due: `read` (an article without a problem), `told` (an article, and a problem that names
    the file), `problem` (no article, but a problem), `passed` (neither: not an article of this corpus), or `either`
    (an article, with or without a problem). `title` is what the article must be called, "" for whatever.
    """

    path: bytes
    expected: str
    data: bytes = b""
    title: str = ""
    make: Callable[[Path], None] | None = None


def cases() -> Iterator[Case]:
    """Yield all cases; paths are relative to the corpus."""
    yield from _sequences()
    yield from _urls()
    yield from _names()
    yield from _values()
    yield from _yaml()
    yield from _encodings()
    yield from _sizes()
    yield from _other_formats()
    yield from _things()


def _article(title: str, *lines: str, body: str = "") -> bytes:
    head = "\n".join([f"title: {_quoted(title)}", *lines])
    return f"---\n{head}\n---\n{body}".encode("utf-8", "surrogatepass")


def _quoted(text: str) -> str:
    """Return text as a double-quoted scalar of YAML in which nothing stands raw that YAML forbids."""
    out = []
    for character in text:
        code = ord(character)
        if character in '"\\':
            out.append("\\" + character)
        elif character.isprintable():
            out.append(character)
        else:
            out.append(f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}")
    return '"' + "".join(out) + '"'


def _sequences() -> Iterator[Case]:
    """Every sequence in every field, escaped as YAML can, and raw as it cannot."""
    for name, text in SEQUENCES.items():
        due = "told" if name in ACTING else "either"
        escaped = _quoted(f"Before {text} after")
        outlet = f"{{name: {escaped}, domain: {escaped}}}"
        entry = f"{{title: {escaped}, excerpt: {escaped}, webUrl: {escaped}, provider: {outlet}}}"
        yield Case(
            f"sequences/{name}.md".encode(),
            due,
            _article(
                f"Sequence {name} {text}",
                *(f"{field}: {escaped}" for field in ("excerpt", "category", "type", "featuredContent", "author")),
                f"provider: {outlet}",
                f"topics: [{escaped}]",
                f"images: [{{url: {escaped}, title: {escaped}}}]",
                f"related: [{entry}]",
                f"{escaped}: {escaped}",
                body=f"{text}\n\n# {text}\n\n[{text}]({text}) <{text}>\n\n```\n{text}\n```\n\n"
                f"| {text} |\n|---|\n| {text} |\n",
            ),
        )  # fmt: skip
        yield Case(
            f"raw/{name}.md".encode(),
            due,
            f"---\ntitle: Raw {name} {text}\n{text}: {text}\nexcerpt: '{text}'\n---\n{text}".encode(),
        )
        yield Case(
            f"html/{name}.html".encode(),
            due,
            _article(f"Html {name}", body=f"<p>{text}</p><a href='{text}'>a</a>"),
        )
    for field in FIELDS:
        yield Case(
            f"fields/{field}.md".encode(),
            "read" if field == "secured" else "told",
            f'---\n{field}: "a\\e[2J\\x9b31m\\u202e[/]"\nname: x\n---\n'.encode(),
        )


def _urls() -> Iterator[Case]:
    for number, url in enumerate(URLS):
        lines = [f"originalUrl: {_quoted(url)}", f"related: [{{title: r{number}, webUrl: {_quoted(url)}}}]"]
        body = f"[a]({url}) <{url}> ![p]({url})"
        yield Case(
            f"urls/{number:02}.md".encode(), "either", _article(f"Address {number}", *lines, body=body)
        )


def _names() -> Iterator[Case]:
    """File and folder names that no person would choose."""
    plain = b"---\ntitle: A name\n---\n"
    for number, text in enumerate(SEQUENCES.values()):
        name = text.replace("/", "").replace("\x00", "")[:40].encode()
        yield Case(b"names/" + name + b"%d.md" % number, "either", plain)
        yield Case(b"folders/" + name + b"%d/a.md" % number, "either", plain)
    for name in (
        b"-rf.md",
        b"--help.md",
        b"a\nb.md",
        b"\xff\xfe.md",
        b" .md",
        b"a b;c$(id).md",
        b"[/].md",
        b"%s.md",
    ):
        yield Case(b"names/" + name, "either", plain)
    yield Case(b"names/" + b"x" * 250 + b".md", "either", plain)
    yield Case(b"deep/" + b"d/" * 120 + b"deep.md", "either", plain)
    yield Case(b"names/.hidden.md", "passed", plain)
    yield Case(b".hidden/a.md", "passed", plain)
    yield Case(b"names/other.exe", "passed", plain)


def _values() -> Iterator[Case]:
    """Every field with a value of every wrong kind, and what YAML 1.1 makes of innocent words."""
    wrong = {
        "list": "[1, [2, [3]], {a: b}]", "mapping": "{a: {b: {c: d}}}", "null": "~", "empty": "", "number": "12",
        "text": "words", "truth": "yes", "float": ".inf", "huge": "9" * 5_000, "date": "2020-13-45T25:61:61Z",
        "year0": "0000-00-00", "offset": "2020-01-01T00:00:00+99:00", "year": "99999-01-01",
        "binary": "!!binary aGFsbG8=",
        "python": "!!python/object/apply:os.system ['touch owned']", "set": "!!set {a, b}", "tag": "!unknown x",
        "block": "|\n  a\n  b", "nan": ".nan", "negative": "-1e400", "sexagesimal": "12:30:45", "octal": "0o777",
    }  # fmt: skip
    for kind, value in wrong.items():
        yield Case(
            f"values/all-{kind}.md".encode(),
            "either",
            ("---\n" + "".join(f"{field}: {value}\n" for field in FIELDS) + "---\n").encode(),
        )
    for number, word in enumerate(
        ("NO", "1.10", "12:30:45", "2020-01-01", "null and void", "0x1F", "1e3", "on")
    ):
        yield Case(
            f"values/word-{number}.md".encode(), "read", f"---\ntitle: {word}\n---\n".encode(), title=word
        )
    for number, date in enumerate(
        ("2020-02-30", "2020-01-01T24:61:00Z", "yesterday", "0", "-1", "1e18", "٢٠٢٠-٠١-٠١")
    ):
        yield Case(f"values/date-{number}.md".encode(), "either", _article(f"Date {number}", f"date: {date}"))


def _yaml() -> Iterator[Case]:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]\n" for n in range(1, 12)
    )
    broken = {
        "bomb": f"title: Bomb\n{bomb}related: *a11",
        "brackets": "title: Brackets\ntopics: " + "[" * 100_000,
        "braces": "title: Braces\ntopics: " + "{" * 100_000,
        "dashes": "title: Dashes\ntopics: " + "- " * 100_000 + "x",
        "nesting": "title: Nesting\n" + "".join("  " * n + "a:\n" for n in range(2_000)),
        "self": "title: Self\na: &a [*a, *a]\ntopics: *a",
        "merge": "title: Merge\na: &a {b: 1}\n" + "c: {" + "<<: *a, " * 10_000 + "}",
        "merge-self": "title: Merge self\na: &a {<<: *a}",
        "quote": 'title: "Quote without an end\nexcerpt: x',
        "tab": "title: Tab\n\texcerpt: x",
        "colon": "title: Colon: in a title: twice",
        "percent": "%YAML 9.9\ntitle: x",
        "documents": "title: One\n--- \ntitle: Two",
        "keys": "title: Keys\n? [a, b]\n: c\n? {d: e}\n: f\n~: g\n1: h",
        "anchor": "title: *nowhere",
        "twice": "title: First\ntitle: Second",
        "comment": "# title: x",
        "escape": 'title: "\\xZZ \\U99999999"',
        "surrogate": 'title: "\\ud800 \\udfff"',
        "null": 'title: "a\\0b"',
        "long-key": "title: Key\n" + "k" * 100_000 + ": x",
        "many-keys": "title: Many\n" + "".join(f"k{n}: v\n" for n in range(20_000)),
        "many-related": "title: Related\nrelated:\n" + "".join(f"- title: r{n}\n" for n in range(20_000)),
        "many-topics": "title: Topics\ntopics: [" + ", ".join(f"t{n}" for n in range(20_000)) + "]",
        "folded": "title: >\n" + "  word\n" * 50_000,
        "flow": "title: Flow\nprovider: {name: [a, {b: c}], domain: }",
        "anchors": "title: Anchors\n" + "".join(f"a{n}: &b{n} x\n" for n in range(10_000)),
        "python": "title: !!python/object/new:os.system [touch owned]\nb: !!python/name:os.system",
    }
    for name, text in broken.items():
        yield Case(f"yaml/{name}.md".encode(), "either", f"---\n{text}\n---\nbody\n".encode())
    for name, text in {"scalar": "just words", "list": "- title: x"}.items():
        yield Case(f"yaml/{name}.md".encode(), "told", f"---\n{text}\n---\nbody\n".encode())
    yield Case(b"yaml/open.md", "told", b"---\ntitle: Never closed\nexcerpt: x\n")
    yield Case(b"yaml/empty.md", "either", b"---\n---\n")
    yield Case(b"yaml/fence.md", "passed", b"---")
    yield Case(b"yaml/prose.md", "passed", b"---\nThis is a rule above prose, not front matter.\n")
    yield Case(b"yaml/nothing.md", "passed", b"")
    yield Case(b"yaml/space.md", "passed", b" \n\t\n")
    whole = _article("Truncated", "excerpt: words and more", "topics: [a, b]")
    for cut in range(0, len(whole), 7):
        yield Case(f"cut/{cut:02}.md".encode(), "whatever", whole[:cut])


def _encodings() -> Iterator[Case]:
    text = "---\ntitle: Encodé ünd ß\nexcerpt: naïve\n---\nbody\n"
    yield Case(b"encodings/utf8.md", "read", text.encode(), title="Encodé ünd ß")
    yield Case(b"encodings/bom.md", "read", b"\xef\xbb\xbf" + text.encode(), title="Encodé ünd ß")
    yield Case(b"encodings/crlf.md", "read", text.replace("\n", "\r\n").encode(), title="Encodé ünd ß")
    yield Case(b"encodings/cr.md", "read", text.replace("\n", "\r").encode(), title="Encodé ünd ß")
    yield Case(b"encodings/utf16le.md", "read", b"\xff\xfe" + text.encode("utf-16-le"), title="Encodé ünd ß")
    yield Case(b"encodings/utf16be.md", "read", b"\xfe\xff" + text.encode("utf-16-be"), title="Encodé ünd ß")
    yield Case(b"encodings/utf16-odd.md", "either", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00")
    yield Case(b"encodings/latin1.md", "told", text.encode("latin-1"), title="Encodé ünd ß")
    yield Case(b"encodings/mixed.md", "told", text.encode() + b"\xff\xc3\x28\xa0\xed\xa0\x80")
    yield Case(b"encodings/nul.md", "told", text.encode().replace(b"e\n", b"e\x00\x00\n"))
    yield Case(b"encodings/zip.md", "passed", b"PK\x03\x04" + bytes(range(256)) * 8)
    yield Case(
        b"encodings/noise.md",
        "either",
        b"---\ntitle: x\n" + bytes(range(256)) + b"\n---\n" + bytes(range(256)),
    )
    yield Case(b"encodings/surrogates.md", "either", b"---\ntitle: \xed\xa0\x80\xed\xb0\x80\n---\n")
    yield Case(b"encodings/overlong.md", "either", b"---\ntitle: \xc0\xaf\xc1\x9b \xf5\x80\x80\x80\n---\n")


def _sizes() -> Iterator[Case]:
    yield Case(b"sizes/title.md", "either", _article("T" * 100_000))
    yield Case(b"sizes/title-wide.md", "either", _article("漢" * 100_000))
    yield Case(b"sizes/title-marks.md", "either", _article("a" + "\u0300" * 100_000))
    yield Case(b"sizes/excerpt.md", "either", _article("Excerpt", "excerpt: " + "w" * 500_000))
    yield Case(b"sizes/front.md", "told", _article("Front", "excerpt: " + "x" * 3_000_000))
    yield Case(b"sizes/line.md", "either", _article("Line", body="y" * 5_000_000))
    yield Case(b"sizes/lines.md", "either", _article("Lines", body="z\n" * 500_000))
    yield Case(b"sizes/quotes.md", "either", _article("Quotes", body=">" * 20_000 + " deep"))
    yield Case(
        b"sizes/lists.md", "either", _article("Lists", body="\n".join("  " * n + "- x" for n in range(500)))
    )
    yield Case(
        b"sizes/stars.md", "either", _article("Stars", body="*_" * 50_000 + "[" * 50_000 + "![" * 20_000)
    )
    yield Case(
        b"sizes/backticks.md", "either", _article("Ticks", body="".join("`" * n + " " for n in range(600)))
    )
    yield Case(
        b"sizes/table.md",
        "either",
        _article(
            "Table", body="|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + ("|" + "b|" * 2_000 + "\n") * 20
        ),
    )
    yield Case(b"sizes/tags.html", "either", _article("Tags", body="<div>" * 50_000))
    yield Case(
        b"sizes/entities.html", "either", _article("Entities", body="&" * 100_000 + "&#x110000;&#0;" * 1_000)
    )
    yield Case(b"sizes/comment.html", "either", _article("Comment", body="<!--" * 20_000))
    yield Case(b"sizes/scalar.md", "problem", b"---\ntitle: " + b"s" * 50_000_000 + b"\n---\n")


def _other_formats() -> Iterator[Case]:
    yield Case(b"formats/deep.json.md", "either", b'{"title": "Deep", "a": ' + b"[" * 100_000)
    yield Case(
        b"formats/control.md", "either", b'{"title": "Json \\u001b[2J\\u009b31m\\u202e", "\\u001b[1m": 1}\n'
    )
    yield Case(
        b"formats/nan.md", "either", b'{"title": "Nan", "quality": NaN, "heat": 1e999, "date": 1e99}\n'
    )
    yield Case(b"formats/twice.md", "either", b'{"title": "a", "title": "b"}\n')
    yield Case(b"formats/surrogate.md", "either", b'{"title": "\\ud800\\udc00 \\ud800"}\n')
    yield Case(
        b"formats/toml.md",
        "either",
        b'+++\ntitle = "Toml \\u001b[2J\\u009b"\n"\\u001b]0;x\\u0007" = 1\n+++\n',
    )
    yield Case(
        b"formats/dots.md", "either", b"+++\ntitle = 'Dots'\n" + b".".join([b"a"] * 20_000) + b" = 1\n+++\n"
    )
    yield Case(b"formats/arrays.md", "either", b"+++\ntitle = 'Arrays'\na = " + b"[" * 50_000 + b"\n+++\n")
    yield Case(b"formats/broken.md", "either", b"+++\ntitle = \n+++\n")


def _things() -> Iterator[Case]:
    """What is no file, or one that cannot be read."""
    plain = b"---\ntitle: A thing\n---\n"
    yield Case(b"things/folder.md/inside.md", "read", plain, title="A thing")
    yield Case(b"things/pipe.md", "passed", make=lambda path: os.mkfifo(path))
    yield Case(b"things/socket.md", "passed", make=_socket)
    yield Case(b"things/link-out.md", "problem", make=lambda path: path.symlink_to("/etc/passwd"))
    yield Case(b"things/link-device.md", "problem", make=lambda path: path.symlink_to("/dev/zero"))
    yield Case(b"things/link-nowhere.md", "whatever", make=lambda path: path.symlink_to("nowhere.md"))
    yield Case(b"things/link-self.md", "whatever", make=lambda path: path.symlink_to(path.name))
    yield Case(b"things/link-folder", "passed", make=lambda path: path.symlink_to(".."))
    yield Case(b"things/link-root", "passed", make=lambda path: path.symlink_to("/"))
    yield Case(b"things/closed.md", "whatever", plain, make=lambda path: path.chmod(0))
    yield Case(b"closed/a.md", "whatever", plain, make=lambda path: path.parent.chmod(0))


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, suppress(OSError):  # where the path is too long for one
        one.bind(os.fsencode(path))


def write(folder: Path, *, largest: int = 1 << 30) -> list[Case]:
    """Write the cases whose data is no larger than `largest` bytes below a folder; return those that could be made."""
    made: list[Case] = []
    for case in cases():
        if len(case.data) > largest:
            continue
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + case.path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if case.data or case.make is None:
                path.write_bytes(case.data)
            if case.make is not None:
                case.make(path)
        except OSError:  # a name that this file system does not take
            continue
        made.append(case)
    return made


if __name__ == "__main__":
    print(f"{len(write(Path(sys.argv[1])))} files")
