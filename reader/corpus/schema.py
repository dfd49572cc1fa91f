"""Front matter to an article: which field means what, under whatever name, and what is wrong with it."""

from __future__ import annotations

import re
from typing import Any

from reader.corpus.fields import DEFAULT_NAMES, FieldNames
from reader.corpus.frontmatter import FrontMatter
from reader.corpus.intake import Intake, is_site_relative
from reader.corpus.outlets import read_authors, read_images, read_provider
from reader.corpus.picked import Picked, Written, pick
from reader.corpus.readable import readable
from reader.corpus.values import Value
from reader.model import Article, Coverage, Problem
from reader.text.clean import LINE_LIMIT, clean_line
from reader.text.dates import parse_instant
from reader.text.identity import article_key, ghost_key, short_id
from reader.text.urls import canonical_url, is_web_url

TITLE_LIMIT = 1_000
"""Characters kept of a title."""

EXCERPT_LIMIT = 20_000
"""Characters kept of an excerpt; some feeds put the whole article there."""

_DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ]|$)", re.ASCII)
_INDEX_NAMES = frozenset({"index", "_index"})
_BODY_FORMATS = {"html": "html", "htm": "html", "txt": "text"}
# Names under which Jekyll takes words for topics when no comma stands between them.
_WORD_LISTS = ("tags", "categories")
_WHEN_STORED = ("created_at", "created")


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
    intake = Intake()
    picked = pick(front.values, names)
    _settle_published(picked)
    common = _coverage(intake, picked)
    stem = _stem(path)
    common["title"] = common["title"] or clean_line(stem, TITLE_LIMIT)
    if common["date"] is None and not picked.get("date").place:
        common["date"] = _date_in_name(stem)
    related = _related(intake, picked.get("related"), names)
    canonical = canonical_url(common["original_url"]) or canonical_url(common["web_url"])
    key = article_key(canonical, path)
    extra = _extra(intake, picked)
    body = intake.block(front.body) if front.body else ""
    if front.broken:
        intake.broken.add("yaml")
    if front.control:
        intake.broken.add("control")
    article = Article(
        **common,
        key=key,
        id=short_id(key),
        path=path,
        paths=(path,),
        body=body,
        body_format=_BODY_FORMATS.get(path.rpartition(".")[2].lower(), "markdown"),
        heat=intake.score(picked.get("heat").value, picked.get("heat").place),
        published=_published(intake, picked),
        topics=_topics(intake, picked),
        related=related,
        extra=extra,
        broken=frozenset(intake.broken),
    )
    problems = [Problem(path, fault.line, fault.field, fault.message) for fault in front.faults]
    problems += [Problem(path, front.line_of(field), field, message) for field, message in intake.faults]
    return article, problems


def _coverage(intake: Intake, picked: Picked) -> dict[str, Any]:
    """Return the fields that an article and a related entry have in common."""
    get = picked.get

    def text(field: str, limit: int = LINE_LIMIT, *, tags: bool = True) -> str:
        written = get(field)
        return intake.text(written.value, written.place, limit, tags=tags) if written.place else ""

    def url(field: str) -> str:
        written = get(field)
        return intake.url(written.value, written.place) if written.place else ""

    original, web = url("original_url"), url("web_url")
    authors = read_authors(intake, get("authors")) if get("authors").place else ()
    source = get("provider").value
    if (
        not original
        and not web
        and isinstance(source, str)
        and is_web_url(source)
        and canonical_url(source).count("/") > 2
    ):
        original = source
    return {
        "title": text("title", TITLE_LIMIT, tags=False),
        "excerpt": text("excerpt", EXCERPT_LIMIT, tags=False),
        "date": intake.instant(get("date").value, get("date").place),
        "provider": read_provider(intake, picked, original or web, authors),
        "authors": authors,
        "category": text("category"),
        "type": text("type"),
        "quality": intake.score(get("quality").value, get("quality").place),
        "original_url": original,
        "web_url": web,
        "amp_url": url("amp_url"),
        "cdn_amp_url": url("cdn_amp_url"),
        "images": read_images(intake, get("images").value, get("images").place),
        "featured": text("featured"),
        "secured": get("secured").value not in (None, "", "false"),
    }


def _related(intake: Intake, written: Written, names: FieldNames) -> tuple[Coverage, ...]:
    """Return the related entries; an address that stands twice is kept twice and named in `broken`."""
    value = written.value
    if value is None:
        return ()
    if not isinstance(value, list):
        value = [value]
    entries = [_entry(intake, one, f"{written.place}[{at}]", names) for at, one in enumerate(value)]
    related = tuple(entry for entry in entries if entry)
    if len({entry.key for entry in related}) < len(related):
        intake.broken.add("dup")
    return related


def _entry(intake: Intake, value: Value, place: str, names: FieldNames) -> Coverage | None:
    """Return one related entry: a mapping of the same fields, or only an address or a title."""
    if isinstance(value, str):
        value = {"url" if is_web_url(value) else "title": value}
    if not isinstance(value, dict):
        intake.fault(place, f"{place} should be a mapping with a title and an address")
        return None
    common = _coverage(intake, pick(value, names, place))
    url = common["original_url"] or common["web_url"]
    common["title"] = common["title"] or url
    if not common["title"]:
        intake.fault(place, f"{place} has neither a title nor an address")
        return None
    key = ghost_key(canonical_url(url), common["provider"].name, common["title"])
    return Coverage(**common, key=key, id=short_id(key))


def _topics(intake: Intake, picked: Picked) -> tuple[str, ...]:
    """Return the topics under all their names, each once."""
    topics: dict[str, None] = {}
    for written in picked.every("topics"):
        value = written.value
        if isinstance(value, str):
            words = written.place.rpartition(".")[2].lower() in _WORD_LISTS and "," not in value
            value = [*value.split()] if words else [*value.split(",")]
        elif isinstance(value, dict):
            value = [*value]
        for at, one in enumerate(value or ()):
            if isinstance(one, dict):
                one = one.get("name") or one.get("title")
            topics[intake.text(one, f"{written.place}[{at}]").lstrip("#")] = None
    topics.pop("", None)
    return tuple(topics)


def _settle_published(picked: Picked) -> None:
    """Take a date under the name `published` (as web clippers write it) for the date."""
    written = picked.get("published")
    if not isinstance(written.value, str) or not written.value[:4].isdecimal() or len(written.value) < 8:
        return
    del picked.best["published"]
    held = picked.get("date")
    if not held.place or held.place.lower() in _WHEN_STORED:
        picked.best["date"] = written._replace(field="date")
    else:
        picked.rest[written.place] = written.value


def _published(intake: Intake, picked: Picked) -> bool | None:
    draft = intake.truth(picked.get("draft").value, picked.get("draft").place)
    published = intake.truth(picked.get("published").value, picked.get("published").place)
    if draft is None:
        return published
    return False if draft else published is not False


def _extra(intake: Intake, picked: Picked) -> tuple[tuple[str, str], ...]:
    """Return what the schema does not know, or knows under a better name, or cannot open (`permalink: /about/`)."""
    fields = dict(picked.rest)
    fields |= {
        other.place: other.value for other in picked.others if other.field not in ("topics", "provider")
    }
    for field in ("original_url", "web_url"):
        written = picked.get(field)
        if isinstance(written.value, str) and is_site_relative(written.value):
            fields[written.place] = written.value
    return readable(intake, fields)


def _stem(path: str) -> str:
    """Return the name of a file without its ending; of a folder's `index.md`, the name of the folder."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if stem in _INDEX_NAMES and folder else stem


def _date_in_name(stem: str) -> int | None:
    """Return the date that a file's name begins with, as Jekyll has it: `2020-06-16-title.md`."""
    found = _DATED_NAME.match(stem)
    try:
        return parse_instant(found.group(1)) if found else None
    except ValueError:
        return None
