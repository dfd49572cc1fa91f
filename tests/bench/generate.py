"""A corpus of any size in the schema of the real ones: the same count gives the same bytes on every machine.

About 2.5 kB an article, four related entries on every third, four years from the newest to the oldest.
"""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

NEWEST = datetime(2024, 6, 30, 18, 0, tzinfo=UTC)
YEARS = 4
FILTER = "facial recognition quality:>=60"
"""A filter that a tenth, then a hundredth of the articles match, as it is typed."""

_VOCABULARY = """\
who: Harbour board, City council, Night school, Ferry company, Town hospital, Grid operator
who: Valley farmers, Chess club, Island clinic, Customs office, Weather service, Public library
who: Rail union, Film archive, Fire brigade, Seed bank, Small foundry, River authority, Observatory
who: Post office
does: tests, drops, defends, extends, questions, orders, shelves, publishes, rewrites, audits, leases
does: opens, limits, funds, explains, repairs, joins, measures, trains, bans
how: cheaper, local, older, quiet, shared, open, faster, long-range, seasonal, hand-made, automatic
how: rented, sealed, portable, experimental, nightly, coastal, borrowed, second, plain
what: facial recognition, speech models, ticket machines, tide gauges, power cells, crop drones
what: cloud contracts, ledger software, heat pumps, image archives, traffic cameras, storm forecasts
what: water meters, radio masts, password rules, robot arms, bus timetables, sensor buoys, wind turbines
what: sorting lines
where: Aldermoor, Brackwater, Cinder Bay, Dunhollow, Eastmarch, Fenwick Sound, Greyport, Hallowmere
where: Inverstrand, Jarrow Point, Kestrel Head, Low Haven, Marshgate, Northby, Otterford, Pellwick
papers: Tidewater Courier, Fen Gazette, The Long Table, Quarry Lane, Upland Record, Signal and Noise
papers: Mill Street Journal, Harbour Light, The Evening Ledger, Copper Wire, Northern Almanac
papers: Field Notes Daily
topics: AI, Computer Vision, Power Systems, Transport, Public Money, Weather, Security, Cloud, Health
topics: Farming, Education, Energy
"""
_CATEGORIES = ("news", "blog", "report", "opinion")


def _words(kind: str) -> tuple[str, ...]:
    lines = (line.split(": ") for line in _VOCABULARY.splitlines())
    return tuple(word for name, words in lines if name == kind for word in words.split(", "))


_SENTENCE = tuple(map(_words, ("who", "does", "how", "what", "where")))
_PAPERS, _TOPICS = _words("papers"), _words("topics")


@dataclass(frozen=True, slots=True)
class Generated:
    """A corpus that was written: where, how many articles, and the title that stands first in the list."""

    folder: Path
    count: int
    newest: str


def write_corpus(folder: Path, count: int) -> Generated:
    """Write `count` articles under `folder` (made if it is not there) and return what was written."""
    for category in _CATEGORIES:
        (folder / category).mkdir(parents=True, exist_ok=True)
    apart = timedelta(days=365 * YEARS) / max(1, count)
    newest = ""
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - the same articles each time, no secrets
        when = NEWEST - number * apart
        title = _title(chance)
        newest = newest or title
        category = chance.choice(_CATEGORIES)
        name = f"{when:%Y-%m-%d}-{_slug(title)}-{number}.md"
        text = "\n".join(_article(chance, number, when, title, category))
        (folder / category / name).write_text(text, encoding="utf-8")
    return Generated(folder, count, newest)


def _article(chance: random.Random, number: int, when: datetime, title: str, category: str) -> Iterator[str]:
    yield "---"
    yield f"category: {category}"
    yield from _coverage(chance, number, when, title)
    yield f"heat: {chance.choice((-1, -1, chance.randrange(100)))}"
    yield f"published: {'true' if number % 4 else 'false'}"
    yield "topics:"
    for topic in chance.sample(_TOPICS, chance.randint(1, 3)):
        yield f"  - {topic}"
    yield "images:"
    yield f'  - url: "https://img.wire.example/{number:07}/{chance.getrandbits(64):016x}.jpg"'
    yield "    width: 1600"
    yield "    height: 900"
    yield "    isCached: true"
    if number % 3 == 0:
        yield "related:"
        for other in range(4):
            lines = _coverage(chance, number * 10 + other, when + timedelta(hours=other + 1), _title(chance))
            for place, line in enumerate(lines):
                yield f"  {'-' if not place else ' '} {line}"
    yield f'secured: "{base64.b64encode(chance.randbytes(90)).decode()}"'
    yield "---"
    if number % 5 == 0:
        yield from ("", *(f"{_title(chance)}. {_excerpt(chance)}\n" for _ in range(3)))


def _coverage(chance: random.Random, number: int, when: datetime, title: str) -> Iterator[str]:
    """Yield the fields that an article and a related entry have in common."""
    paper = chance.choice(_PAPERS)
    domain = f"{_slug(paper)}.example"
    page = f"{domain}/{when:%Y/%m}/{_slug(title)}-{number}"
    yield f"title: {json.dumps(title)}"
    yield f"excerpt: {json.dumps(_excerpt(chance))}"
    yield f"publishedDateTime: {when:%Y-%m-%dT%H:%M:%SZ}"
    yield f'originalUrl: "https://www.{page}?utm_source=wire"'
    yield f'webUrl: "https://www.{page}"'
    yield f'ampWebUrl: "https://www.{page}/amp"'
    yield f'cdnAmpWebUrl: "https://cdn.wire.example/c/s/{page}/amp"'
    yield "type: article"
    yield f"quality: {chance.randrange(20, 100)}"
    yield "provider:"
    yield f"  name: {paper}"
    yield f"  domain: {domain}"


def _title(chance: random.Random) -> str:
    who, does, how, what, where = map(chance.choice, _SENTENCE)
    return f"{who} {does} {how} {what} in {where}"


def _excerpt(chance: random.Random) -> str:
    first, second = _title(chance), _title(chance)
    return f"{first} after months of talks, while the {second[0].lower()}{second[1:]} for a third year ..."


def _slug(text: str) -> str:
    return "-".join(text.lower().replace("-", " ").split())
