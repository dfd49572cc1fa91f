"""A small corpus on disk for the tests of the session and of the screen: every kind of article, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.config.paths import Paths
from reader.config.settings import Settings
from reader.corpus.library import Library
from reader.marks import Journal
from reader.session.session import Session

NOW = 1_773_144_000
"""2026-03-10 12:00 UTC: the moment all these tests happen at."""

STORM = "Storm closes the harbour for a third day"
COST = "What three days without ferries cost the islands"
FERRY = "港が再開し、フェリーは通常どおり運航"
MARKET = "Night market 🎉 returns 👩‍👩‍👧 to the old quay"
RECIPE = "How to smoke a herring at home"
LONG = (
    "The council, the port, the two shipping lines and everybody who has ever waited in the rain on the north "
    "pier have agreed on a timetable that nobody likes and that will, all say, be better than none"
)
HOSTILE = "[@click=app.quit]x[/][2J]0;owned[bold"
TWICE = "Lighthouse lit again after ten years"
LIBRARY = "Library opens on Sundays"
BRIDGE = "Old bridge to be painted green"
PICTURE = "Seals return to the sandbank"
NOTE = "A note without a date"
BROKEN = "Half a file"
TITLES = (STORM, COST, FERRY, MARKET, RECIPE, LONG, HOSTILE, TWICE, LIBRARY, BRIDGE, PICTURE, NOTE, BROKEN)
"""The titles as they are shown, in the order of the list."""

FILES = {
    "2026/storm.md": f"""---
category: news
title: "{STORM}"
excerpt: "Ferries stay in port until the wind drops, the harbour master said ..."
publishedDateTime: 2026-03-10T08:30:00Z
originalUrl: "https://www.coastal.example/storm?utm_source=feed"
webUrl: "https://coastal.example/storm"
ampWebUrl: "https://amp.coastal.example/storm"
type: article
quality: 61
heat: 40
published: false
provider: {{name: Coastal Times, domain: coastal.example}}
topics: [Shipping, Weather]
related:
  - title: "{COST}"
    publishedDateTime: 2026-03-10T07:00:00Z
    webUrl: "https://island.example/cost"
    provider: {{name: Island Post, domain: island.example}}
    quality: 70
  - title: "Islands cut off, says the weather office"
    excerpt: "No boat will sail before Friday."
    publishedDateTime: 2026-03-09T10:00:00Z
    webUrl: "https://weather.example/cut-off"
    provider: {{name: Weather Office, domain: weather.example}}
    quality: 17
  - title: "Sturm legt Fähren lahm"
    publishedDateTime: 2026-03-11T06:00:00Z
    webUrl: "https://kueste.example/sturm"
    provider: {{name: Küstenbote, domain: kueste.example}}
secured: "b3BhcXVl"
---
""",
    "2026/cost.md": f"""---
title: "{COST}"
excerpt: "Shops ran out of bread first. Then the arithmetic began."
publishedDateTime: 2026-03-10T07:00:00Z
webUrl: "https://island.example/cost"
type: article
quality: 70
heat: 12
published: false
provider: {{name: Island Post, domain: island.example}}
topics: [Shipping, Money]
related:
  - title: "{STORM}"
    publishedDateTime: 2026-03-10T08:30:00Z
    webUrl: "https://coastal.example/storm"
    provider: {{name: Coastal Times, domain: coastal.example}}
    quality: 61
---
# The bill

Three days, **four** islands and [one ledger](https://island.example/ledger).

- bread
- diesel
  1. for the mill
  2. for the *ambulance*

> Nobody sent an invoice.

| day | loss |
|-----|------|
| Sunday | 4,000 |
| Monday | 9,500 |

"""
    + "\n\n".join(f"Paragraph {number} of the long story of the ferries." for number in range(1, 31))
    + "\n",
    "2026/ferry.md": f"""---
title: "{FERRY}"
excerpt: "強風のため三日間欠航していた便が再開した。"
publishedDateTime: 2026-03-09T22:15:00Z
originalUrl: "https://kaijo.example/ferry"
quality: 33.5
heat: -1
published: true
provider: {{name: 海上新聞, domain: kaijo.example}}
topics: [Shipping]
---
""",
    "2026/market.md": f"""---
title: "{MARKET}"
publishedDateTime: 2026-03-08T18:00:00Z
originalUrl: "https://coastal.example/market"
quality: 8
provider: {{name: Coastal Times, domain: coastal.example}}
topics: [Food]
---
""",
    "2026/recipe.html": f"""---
title: "{RECIPE}"
publishedDateTime: 2026-03-07T09:00:00Z
originalUrl: "https://kitchen.example/herring"
type: recipe
quality: 44
provider: {{name: Kitchen, domain: kitchen.example}}
topics: [Food]
---
<h2>You need</h2><ul><li>a herring</li><li>a <b>barrel</b></li></ul><p>Smoke it <a href="/slow">slowly</a>.</p>
""",
    "2026/timetable.md": f"""---
title: "{LONG}"
publishedDateTime: 2026-03-05T09:00:00Z
originalUrl: "https://coastal.example/timetable"
quality: 25
published: true
provider: {{name: Coastal Times, domain: coastal.example}}
topics: [Shipping]
---
""",
    "2026/hostile.md": """---
title: "[@click=app.quit]x[/]\\e[2J\\e]0;owned\\a[bold"
excerpt: "[red]red[/red]\\x9b31m and \\u202E reversed"
publishedDateTime: 2026-03-04T09:00:00Z
originalUrl: "javascript:alert(1)"
quality: 1
provider: {name: "[/]\\e[1m", domain: evil.example}
topics: ["[b]Evil[/b]"]
---
[@click=app.quit]body[/] \x1b[2J <script>alert(1)</script>
""",
    "2026/lighthouse.md": f"""---
title: "{TWICE}"
publishedDateTime: 2026-03-03T20:00:00Z
originalUrl: "https://island.example/lighthouse"
quality: 52
provider: {{name: Island Post, domain: island.example}}
topics: [Weather]
---
""",
    "copies/lighthouse.md": f"""---
title: "{TWICE}"
publishedDateTime: 2026-03-03T20:00:00Z
originalUrl: "https://www.island.example/lighthouse#top"
quality: 52
provider: {{name: Island Post, domain: island.example}}
topics: [Weather]
---
""",
    "2026/library.md": f"""---
title: "{LIBRARY}"
publishedDateTime: 2026-02-20T10:00:00Z
originalUrl: "https://town.example/library"
heat: 5
published: true
provider: {{name: Town Hall, domain: town.example}}
---
""",
    "2025/bridge.md": f"""---
title: "{BRIDGE}"
publishedDateTime: 2025-11-20T10:00:00Z
originalUrl: "https://town.example/bridge"
quality: 12
provider: {{name: Town Hall, domain: town.example}}
---
""",
    "2025/seals.md": f"""---
title: "{PICTURE}"
publishedDateTime: 2025-06-01T10:00:00Z
originalUrl: "https://coastal.example/seals"
quality: 88
heat: 90
provider: {{name: Coastal Times, domain: coastal.example}}
topics: [Animals]
images:
  - url: "https://img.example/seals.jpg"
    width: 800
    height: 600
    isCached: true
    title: "Two seals"
---
""",
    "notes/note.md": f"""---
title: "{NOTE}"
---
Nothing more.
""",
    "notes/broken.md": f"""---
title: "{BROKEN}"
quality: many
date: sometime
---
""",
    "notes/README.txt": "No front matter, so no article.\n",
}


def write_corpus(folder: Path) -> Path:
    """Write the articles into a folder and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def paths_in(folder: Path) -> Paths:
    """Return places for settings, marks and notes under a folder of the test's own."""
    return Paths(
        config=folder / "config", data=folder / "data", cache=folder / "cache", state=folder / "state"
    )


@contextmanager
def session_over(
    root: Path,
    *,
    journal: Journal | None = None,
    settings: Settings | None = None,
    paths: Paths | None = None,
    loaded: bool = True,
) -> Iterator[Session]:
    """Yield a session at `NOW` over the articles in `root`, with marks in memory unless a journal is given."""
    library = Library([root], cache=None)
    marks = journal or Journal.in_memory("tester")
    session = Session(library, marks, settings or Settings(watch=False), paths=paths, clock=lambda: NOW)
    try:
        if loaded:
            session.adopt(session.load())
        yield session
    finally:
        library.close()
        marks.close()
