"""An article and the related coverage it carries, as cleaned and repaired values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture named by an article: never fetched by itself, shown as a captioned link."""

    url: str
    width: int | None = None
    height: int | None = None
    cached: bool | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """The outlet that published something. Either field may be empty."""

    name: str = ""
    domain: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One outlet's piece on an event: what an article of the corpus and a related entry have in common.

    `key` is the identity (the canonical URL, else `path:` and the path in the corpus) and `id` its short hash.
    `date` is in seconds since 1970-01-01 UTC. `quality` is a rank without an upper bound, None when not scored.
    All text is clean and repaired: no control characters, one line except where a docstring says otherwise.
    """

    key: str
    id: str
    title: str
    excerpt: str = ""
    date: int | None = None
    provider: Provider = Provider()
    authors: tuple[str, ...] = ()
    category: str = ""
    type: str = ""
    quality: float | None = None
    original_url: str = ""
    web_url: str = ""
    amp_url: str = ""
    cdn_amp_url: str = ""
    images: tuple[Image, ...] = ()
    featured: str = ""
    secured: bool = False

    @property
    def url(self) -> str:
        """The address to open or copy: the original one, else the one on the web; may be empty."""
        return self.original_url or self.web_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Coverage):
    """A file of the corpus (or several with one identity, folded).

    `path` is the label of its file (relative to the corpus, safe to show), `paths` holds it and those of its copies,
    and `files` the absolute paths that open them, in the same order. `body` keeps its line breaks;
    `body_format` is `markdown`, `html` or `text`. `published` is None where the file does not say. `extra` holds
    the fields of the file that the schema does not know, as readable text. `broken` names what is wrong with
    the file (`mojibake dup date url provider control yaml`), related entries included.
    """

    path: str
    paths: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    body: str = ""
    body_format: str = "markdown"
    heat: float | None = None
    published: bool | None = None
    topics: tuple[str, ...] = ()
    related: tuple[Coverage, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    broken: frozenset[str] = frozenset()

    @property
    def body_form(self) -> str:
        """What the body is written in: its format, or `mdx`, in which code of JavaScript stands between paragraphs."""
        return "mdx" if self.path.endswith(".mdx") else self.body_format
