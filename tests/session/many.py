"""A corpus of many plain articles, for what takes more of them than a dozen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.session.corpus import NOW

PROVIDERS = ("Coastal Times", "Island Post", "Town Hall")


def write_many(folder: Path, count: int, *, start: int = 0) -> Path:
    """Write articles number `start` to `start + count - 1` into a folder, one an hour, the last the oldest."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"{number:04}.md").write_text(_article(number), encoding="utf-8")
    return folder


def _article(number: int) -> str:
    when = datetime.fromtimestamp(NOW, UTC) - timedelta(hours=number)
    related = "".join(
        f"  - {{title: Coverage of {other}, webUrl: 'https://wide.example/{other}', quality: {other % 90}}}\n"
        for other in range(number + 1, number + number % 4)
    )
    return (
        f"---\ntitle: Article {number:04}\npublishedDateTime: {when:%Y-%m-%dT%H:%M:%SZ}\n"
        f"originalUrl: https://wide.example/{number}\nquality: {number * 37 % 101}\n"
        f"published: {'true' if number % 3 else 'false'}\n"
        f"provider: {{name: {PROVIDERS[number % 3]}}}\ntopics: [Topic {number % 5}]\n"
        + (f"related:\n{related}" if related else "")
        + "---\n"
        + f"A paragraph of article {number}.\n\n" * (number % 30)
    )
