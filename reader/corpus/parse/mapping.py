"""Front matter to an article: which field means what, under whatever name, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from reader.corpus.front_matter.field_names import DEFAULT_NAMES, FieldNames
from reader.corpus.front_matter.split import FrontMatter
from reader.corpus.front_matter.values import Value
from reader.corpus.parse.aliases import AliasedFields, resolve_aliases
from reader.corpus.parse.article_date import read_date
from reader.corpus.parse.coerce import Coercer, is_site_relative
from reader.corpus.parse.extra_fields import readable
from reader.corpus.parse.providers import flat, read_authors, read_images, read_provider, source_address
from reader.corpus.parse.publication import read_publication, settle_published
from reader.model import Article, Coverage, Problem
from reader.text.clean import clean_line
from reader.text.identity import article_key, ghost_key, short_id
from reader.text.urls import canonical_url, is_web_url, without_user

TITLE_LIMIT = 1_000
"""Characters kept of a title."""

EXCERPT_LIMIT = 20_000
"""Characters kept of an excerpt; some feeds put the whole article there."""

# Characters kept of the name of a field, and of what is said about it.
_NAME_LIMIT, _SENTENCE_LIMIT = 200, 500
# A page of a folder, perhaps in one of several languages.
_INDEX = re.compile(r"_?index(?:\.[A-Za-z]{2,3}(?:[-_]\w{2,8})*)?", re.ASCII)
_BODY_FORMATS = {"html": "html", "htm": "html", "txt": "text"}
# Names under which Jekyll takes words for topics when no comma stands between them.
_WORD_LISTS = ("tags", "categories")


def to_article(
    front: FrontMatter, path: str, *, names: FieldNames = DEFAULT_NAMES
) -> tuple[Article, list[Problem]]:
    """Return the article that front matter and body describe, and every problem of the file.

    `path` is the file's label in the corpus. A field of the wrong kind is a problem and left out; the others
    count. `broken` holds `date` and `url` for one that is given but cannot be understood, `provider` when
    neither an outlet nor a host to derive it from is known, `dup` when one address stands twice among the
    related entries, `yaml` when the front matter as a whole could not be parsed, and `mojibake` and
    `control` for faults of the text.
    """
    intake = Coercer()
    picked = resolve_aliases(front.values, names)
    settle_published(picked)
    stem = _stem(path)
    common = _coverage(intake, picked)
    if not common["title"]:
        common["title"] = _heading(intake, front, names) or clean_line(stem, TITLE_LIMIT)
    common["date"] = read_date(intake, picked, stem)
    _note_cut_texts(intake, front, names)
    canonical = canonical_url(common["original_url"]) or canonical_url(common["web_url"])
    key = article_key(canonical, path)
    body = intake.block(front.body) if front.body else ""
    # Every value is taken in before `broken` is complete.
    article = Article(
        **common,
        key=key,
        id=short_id(key),
        path=path,
        paths=(path,),
        body=body,
        body_format=_body_format(body, path),
        heat=intake.score(*picked.get("heat")),
        published=False if _in_drafts(path) else read_publication(intake, picked).answer,
        topics=_topics(intake, picked),
        related=_related(intake, picked, names),
        extra=_extra(intake, picked),
        broken=_broken(intake, front),
    )
    problems = [Problem(path, fault.line, fault.field, fault.message) for fault in front.faults]
    problems += [
        # The names of fields are an article's own words as well.
        Problem(
            path, front.line_of(field), clean_line(field, _NAME_LIMIT), clean_line(message, _SENTENCE_LIMIT)
        )
        for field, message in intake.faults
    ]
    return article, problems


def _heading(intake: Coercer, front: FrontMatter, names: FieldNames) -> str:
    """Return the first heading of the body, "" where none is wanted."""
    if not names.heading_titles:
        return ""
    from reader.corpus.parse.heading import first_heading

    return intake.text(first_heading(front.body), "", TITLE_LIMIT, tags=False)


def _note_cut_texts(intake: Coercer, front: FrontMatter, names: FieldNames) -> None:
    """Note texts that end where a comment begins: `title: The C # language`.

    Whoever writes comments behind other fields as well means them.
    """
    cut = {
        name for name in front.cut_short if (known := names.find(name)) and known[0] in ("title", "excerpt")
    }
    if cut == front.cut_short:
        for name in sorted(cut):
            intake.fault(name, f"{name} is cut off by “ #”, which begins a comment; put the text in quotes")


def _title(intake: Coercer, value: Value, place: str) -> str:
    return intake.text(value, place, TITLE_LIMIT, tags=False)


def _excerpt(intake: Coercer, value: Value, place: str) -> str:
    return intake.text(value, place, EXCERPT_LIMIT, tags=False)


def _first_text(intake: Coercer, value: Value, place: str) -> str:
    """Return a text, or the first of a list of texts."""
    first, first_place = next(flat(value, place), (None, place))
    return intake.text(first, first_place)


def _is_secured(intake: Coercer, value: Value, place: str) -> bool:
    return bool(value) and value != "false"


# How the fields that an article and a related entry have in common are read; all but outlet and date, which need more.
_READ: dict[str, Callable[[Coercer, Value, str], Any]] = {
    "title": _title,
    "excerpt": _excerpt,
    "authors": read_authors,
    "category": _first_text,
    "type": _first_text,
    "quality": Coercer.score,
    "original_url": Coercer.url,
    "web_url": Coercer.url,
    "amp_url": Coercer.url,
    "cdn_amp_url": Coercer.url,
    "images": read_images,
    "featured": Coercer.text,
    "secured": _is_secured,
}


def _coverage(intake: Coercer, picked: AliasedFields) -> dict[str, Any]:
    """Return the fields that an article and a related entry have in common, as far as they are written."""
    common: dict[str, Any] = {"title": "", "original_url": "", "web_url": "", "authors": ()}
    for field, (value, place, _) in picked.best.items():
        if read := _READ.get(field):
            common[field] = read(intake, value, place)
    url = common["original_url"] or common["web_url"] or source_address(picked)
    if not common["web_url"]:
        common["original_url"] = url
    common["provider"] = read_provider(intake, picked, url, common["authors"])
    return common


def _related(intake: Coercer, picked: AliasedFields, names: FieldNames) -> tuple[Coverage, ...]:
    """Return the related entries; an address that stands twice is kept twice and named in `broken`."""
    value, place = picked.get("related")
    if value is None:
        return ()
    if not isinstance(value, list):
        value = [value]
    entries = [_entry(intake, one, f"{place}[{at}]", names) for at, one in enumerate(value)]
    related = tuple(entry for entry in entries if entry)
    if len({entry.key for entry in related}) < len(related):
        intake.broken.add("dup")
    return related


def _entry(intake: Coercer, value: Value, place: str, names: FieldNames) -> Coverage | None:
    """Return one related entry: a mapping of the same fields, or only an address or a title."""
    if isinstance(value, str):
        value = {"url" if is_web_url(without_user(value)) else "title": value}
    if not isinstance(value, dict):
        intake.fault(place, f"{place} should be a mapping with a title and an address")
        return None
    picked = resolve_aliases(value, names, place)
    common = _coverage(intake, picked)
    common["date"] = intake.instant(*picked.get("date"))
    url = common["original_url"] or common["web_url"]
    common["title"] = common["title"] or url
    if not common["title"]:
        intake.fault(place, f"{place} has neither a title nor an address")
        return None
    key = ghost_key(canonical_url(url), common["provider"].name, common["title"])
    return Coverage(**common, key=key, id=short_id(key))


def _topics(intake: Coercer, picked: AliasedFields) -> tuple[str, ...]:
    """Return the topics under all their names, each once."""
    topics: dict[str, None] = {}
    categories, category_place = picked.get("category")
    further = [(categories[1:], category_place)] if isinstance(categories, list) else []
    for value, place in (*picked.every("topics"), *further):
        if isinstance(value, str):
            words = place.rpartition(".")[2].lower() in _WORD_LISTS and "," not in value
            value = [*value.split()] if words else [*value.split(",")]
        elif isinstance(value, dict):
            value = [*value]
        for one, one_place in flat(value or [], place):
            if isinstance(one, dict):
                one = one.get("name") or one.get("title")
            topics[intake.text(one, one_place).lstrip("#")] = None
    topics.pop("", None)
    return tuple(topics)


def _extra(intake: Coercer, picked: AliasedFields) -> tuple[tuple[str, str], ...]:
    """Return what the schema does not know, or knows under a better name, or cannot open (`permalink: /about/`)."""
    fields = dict(picked.rest)
    for field, (value, place, _) in picked.others:
        if field not in ("topics", "provider"):
            fields[place] = value
    for field in ("original_url", "web_url"):
        value, place = picked.get(field)
        if isinstance(value, str) and is_site_relative(value):
            fields[place] = value
    return readable(intake, fields)


def _broken(intake: Coercer, front: FrontMatter) -> frozenset[str]:
    """Return what is wrong with the file, once all its values have been taken in."""
    if front.broken:
        intake.broken.add("yaml")
    if front.control:
        intake.broken.add("control")
    return frozenset(intake.broken)


def _in_drafts(path: str) -> bool:
    """Tell whether a file lies in a folder of Jekyll's for drafts, whatever the file itself says."""
    return path.startswith("_drafts/") or "/_drafts/" in path


def _body_format(body: str, path: str) -> str:
    """Return what a body is written in: by the file's ending, and in Markdown by what it holds."""
    form = _BODY_FORMATS.get(path.rpartition(".")[2].lower(), "markdown")
    if form != "markdown" or body[:1] != "<":
        return form
    from reader.text.markup.generator_syntax import is_html  # few bodies begin so

    return "html" if is_html(body) else form


def _stem(path: str) -> str:
    """Return the name of a file without its ending; of `index.md` and `index.de.md`, the name of their folder."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if folder and _INDEX.fullmatch(stem) else stem
