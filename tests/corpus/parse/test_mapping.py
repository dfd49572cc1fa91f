"""Front matter to articles."""

from __future__ import annotations

import pytest

from reader.corpus.front_matter.field_names import CANONICAL, DEFAULT_NAMES
from reader.corpus.parse.coerce import MAX_FAULTS
from reader.corpus.parse.extra_fields import FIELDS_LIMIT, VALUE_LIMIT
from reader.corpus.parse.read_article import Parsed, parse_article
from reader.model import Article, Image, Provider
from tests.corpus.posts import CLIPPER, FULL, HUGO_JSON, HUGO_TOML, JEKYLL, ZOLA

NOON = 1592265600
"""2020-06-16T00:00:00Z."""


def parsed(text: str, path: str = "news/a.md") -> Parsed:
    return parse_article(text.encode(), path)


def article(text: str, path: str = "news/a.md") -> Article:
    found = parsed(text, path)
    assert found.article is not None
    return found.article


def post(fields: str, path: str = "news/a.md") -> Article:
    return article(f"---\n{fields}\n---\n", path)


def problems(fields: str) -> list[str]:
    return [str(problem) for problem in parsed(f"---\n{fields}\n---\n").problems]


def test_the_full_schema() -> None:
    found = parsed(FULL)
    assert found.problems == ()
    one = found.article
    assert one is not None
    assert (one.key, one.path, one.paths) == (
        "https://example.com/news/council-votes.html",
        "news/a.md",
        ("news/a.md",),
    )
    assert one.title == "Council votes to keep “smart” cameras"
    assert one.excerpt == "The city’s council voted on Monday ..."
    assert one.date == 1602616560
    assert one.provider == Provider(
        "The Example", "example.com", (Image("https://cdn.example.com/logo-50x50.jpg", 50, 50),)
    )
    assert one.images == (Image("https://cdn.example.com/cameras.jpg", 2200, 1694, True, "Cameras"),)
    assert (one.quality, one.heat, one.published, one.secured) == (58, None, False, True)
    assert (one.category, one.type, one.topics) == ("news", "article", ("Computer Vision", "AI"))
    assert one.featured == '<iframe src="https://www.example.com/embed/1"></iframe>'
    assert one.amp_url.endswith("outputType=amp")
    assert one.cdn_amp_url.startswith("https://www-example-com.cdn")
    assert (one.body, one.body_format, one.extra, one.broken) == ("The body.", "markdown", (), frozenset())
    first, second = one.related
    assert (first.key, first.quality, first.provider.name) == (
        "https://other.example.org/cameras-stay",
        104,
        "Other",
    )
    assert (second.quality, second.provider) == (None, Provider("third.example.net", "third.example.net"))


def test_a_jekyll_post() -> None:
    one = article(JEKYLL, "_posts/2020-06-16-welcome.md")
    assert (one.title, one.date) == ("Welcome to Jekyll!", NOON)
    assert one.topics == ("news", "two words", "jekyll", "update")
    assert one.authors == ("Jane Doe",)
    assert one.provider == Provider("Jane Doe")
    assert one.extra == (("layout", "post"), ("permalink", "/welcome/"))
    assert one.body == "# Hello\n\n{% include x.html %}"
    assert one.key == "file:_posts/2020-06-16-welcome.md"
    assert parsed(JEKYLL).problems == ()


def test_a_hugo_post_in_toml() -> None:
    found = parsed(HUGO_TOML)
    assert found.problems == ()
    one = article(HUGO_TOML)
    assert (one.date, one.published) == (1592332020, False)
    assert one.topics == ("go", "ssg", "dev")
    assert one.images == (Image("https://example.com/a.png"),)
    assert (one.authors, one.provider.name) == (("Jo Roe",), "Example Site")
    assert one.extra == (("lastmod", "2020-06-17"), ("weight", "3"), ("featured", "false"))


def test_a_zola_page() -> None:
    one = article(ZOLA)
    assert (one.topics, one.authors, one.date) == (("rust", "web"), ("Sam Poe",), NOON)
    assert one.original_url == "https://example.com/zola"
    assert one.extra == (("extra.rating", "5"),)


def test_a_hugo_post_in_json() -> None:
    one = article(HUGO_JSON)
    assert (one.title, one.published, one.topics) == ("A JSON post", True, ("one", "two"))
    assert one.extra == (("score", "value: 1.5; of:"), ("weight", "10"))


def test_a_clipped_page() -> None:
    one = article(CLIPPER)
    assert one.original_url == "https://www.example.com/story/one"
    assert one.provider == Provider("example.com", "example.com")
    assert (one.authors, one.date, one.published) == (("Ann Author", "Bo Writer"), NOON, None)
    assert one.excerpt == "It was clipped."


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("news/My story.md", "My story"),
        ("a/b/index.md", "b"),
        ("index.md", "index"),
        ("NOTES", "NOTES"),
        ("a/_index.html", "a"),
    ],
)
def test_a_file_without_title_is_named_by_its_path(path: str, title: str) -> None:
    one = post("type: x", path)
    assert one.title == title
    assert parsed("---\ntype: x\n---\n").problems == ()


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2020-06-16-a.md", NOON),
        ("2020-6-16.md", NOON),
        ("2020-06-16-x/index.md", NOON),
        ("2020-13-45-a.md", None),
        ("x-2020-06-16.md", None),
    ],
)
def test_a_date_in_the_name(path: str, date: int | None) -> None:
    assert post("title: x", path).date == date
    assert post("date: 1970-01-01", path).date == 0


@pytest.mark.parametrize(
    "name", ["date", "pubDate", "published_at", "publishedAt", "PUBLISHED-AT", "datePublished"]
)
def test_other_names_of_the_date(name: str) -> None:
    assert post(f"{name}: 2020-06-16").date == NOON


def test_the_schema_s_own_name_wins() -> None:
    one = post("date: 1999-01-01\npublishedDateTime: 2020-06-16\nsummary: b\ndescription: a\nheadline:\n")
    assert (one.date, one.excerpt) == (NOON, "a")
    assert one.extra == (("date", "1999-01-01"), ("summary", "b"))


def test_names_of_the_user() -> None:
    names = DEFAULT_NAMES.with_names({"title": ["kop"], "topics": ["Trefwoorden"]})
    text = b"---\nkop: Mijn kop\ntitle: other\ntrefwoorden: een, twee\n---\n"
    one = parse_article(text, "a.md", names=names).article
    assert one is not None
    assert (one.title, one.topics) == ("Mijn kop", ("een", "twee"))
    with pytest.raises(KeyError):
        DEFAULT_NAMES.with_names({"nothing": ["x"]})
    assert "title" in CANONICAL


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("published: true", True),
        ("published: No", False),
        ("draft: true", False),
        ("draft: false", True),
        ("draft: false\npublished: false", False),
        ("draft: true\npublished: true", False),
        ("title: x", None),
        ("published:", None),
    ],
)
def test_published(fields: str, published: bool | None) -> None:
    assert post(fields).published is published


def test_published_may_be_a_date() -> None:
    assert post("published: 2020-06-16T00:00:00Z").date == NOON
    one = post("date: 1970-01-01\npublished: 2020-06-16")
    assert (one.date, one.published, one.extra) == (0, None, (("published", "2020-06-16"),))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("52", 52),
        ("52.0", 52),
        ("1e2", 100),
        ("+3.5", 3.5),
        (".5", 0.5),
        ("1_000", 1000),
        ("0", 0),
        ("-1", None),
        ("-0.5", None),
        ("", None),
    ],
)
def test_scores(written: str, number: float | None) -> None:
    one = post(f"quality: {written}\nheat: {written}")
    assert (one.quality, one.heat) == (number, number)
    assert type(one.quality) is type(number)
    assert problems(f"quality: {written}") == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("quality: abc", "quality is not a number: 'abc'"),
        ("quality: .nan", "quality is not a number: '.nan'"),
        ("heat: 1e999", "heat is not a number: '1e999'"),
        ("heat: " + "9" * 60, "heat is not a number: '" + "9" * 39 + "…'"),
        ("heat: [1]", "heat should be a number, not a list"),
        ("published: maybe", "published is neither true nor false: 'maybe'"),
        ("title: [a]", "title should be text, not a list"),
        ("excerpt: {a: b}", "excerpt should be text, not a mapping"),
        ("date: soon", "date: 'soon' is not a date"),
        ("date: 2020-13-45", "date: '2020-13-45' is not a date (month must be in 1..12)"),
        ("date: [2020]", "date should be a date, not a list"),
        ("webUrl: javascript:alert(1)", "webUrl is not a web address: 'javascript:alert(1)'"),
        ("webUrl: file:///etc/passwd", "webUrl is not a web address: 'file:///etc/passwd'"),
        ("url: example.com/a", "url is not a web address: 'example.com/a'"),
        ('url: "https://x.org/\\e[31m"', "url is not a web address: 'https://x.org/[31m'"),
        ("url: [https://x.org]", "url should be a web address, not a list"),
        (
            "images: ['data:image/png;base64,AA']",
            "images[0] is not a web address: 'data:image/png;base64,AA'",
        ),
        ("images: [{url: 'https://x.org/a.png', width: wide}]", "images[0].width is not a number: 'wide'"),
        ("provider: {name: [x]}", "provider.name should be text, not a list"),
        ("related: [{title: x, quality: bad}]", "related[0].quality is not a number: 'bad'"),
        ("related: [[x]]", "related[0] should be a mapping with a title and an address"),
        ("related: [{excerpt: x}]", "related[0] has neither a title nor an address"),
    ],
)
def test_a_field_of_the_wrong_kind_is_a_problem(fields: str, problem: str) -> None:
    assert problems(f"type: x\n{fields}") == [f"news/a.md:3: {problem}"]
    assert post(f"type: x\n{fields}").type == "x"


def test_problems_of_one_file_are_bounded() -> None:
    many = "related:\n" + "".join(f"  - title: t{n}\n    quality: bad\n" for n in range(MAX_FAULTS * 2))
    assert len(problems(many)) == MAX_FAULTS


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ("title: x\nprovider: y", set()),
        ("title: x", {"provider"}),
        ("title: x\nauthor: y", set()),
        ("url: https://x.org/a", set()),
        ("provider: y\ndate: ''", set()),
        ("provider: y\ndate: soon", {"date"}),
        ("provider: y\ndate: {a: b}", {"date"}),
        ("provider: y\nampWebUrl: ftp://x.org", {"url"}),
        ("provider: y\ntitle: cityâ€™s", {"mojibake"}),
        ('provider: y\ntitle: "a\\eb"', {"control"}),
        ('provider: y\ntitle: "a\\u202eb"', {"control"}),
        ("provider: y\ntitle: a&#x202e;b", {"control"}),
        ('provider: y\nurl: "https://x.org/\\eb"', {"control", "url"}),
        ("provider: y\ntitle: a\x1bb", {"control"}),
        ("provider: y\ntitle: a: b", {"yaml"}),
        ("provider: y\nrelated: [{title: CafÃ©, provider: z}]", {"mojibake"}),
        ("provider: y\nrelated: [{title: z}]", {"provider"}),
        (
            "provider: y\nrelated: [{url: 'https://x.org/a?mod=b'}, {title: t, webUrl: 'http://www.x.org/a/'}]",
            {"dup"},
        ),
        ("provider: y\nrelated: [{title: t, provider: z}, {title: T, provider: Z}]", {"dup"}),
    ],
)
def test_what_is_broken(fields: str, broken: set[str]) -> None:
    assert post(fields).broken == broken


def test_the_body_counts_too() -> None:
    one = article("---\nprovider: y\n---\nA\u200b cafÃ©\n\tnext &amp; last\n")
    assert one.broken == {"mojibake", "control"}
    assert one.body == "A café\n\tnext &amp; last"


@pytest.mark.parametrize(
    ("path", "kind"), [("a.html", "html"), ("a.TXT", "text"), ("a.mdx", "markdown"), ("a", "markdown")]
)
def test_body_formats(path: str, kind: str) -> None:
    assert post("title: x", path).body_format == kind


@pytest.mark.parametrize(
    ("fields", "provider"),
    [
        ("provider: Reuters", Provider("Reuters")),
        ("site: al.com", Provider("al.com", "al.com")),
        ("source: https://www.nytimes.com", Provider("nytimes.com", "nytimes.com")),
        ("source: {title: X, url: 'https://www.x.org/about'}", Provider("X", "x.org")),
        ("publisher: {Name: X}\nurl: https://y.org/a", Provider("X", "y.org")),
        ("provider: {domain: x.org}", Provider("x.org", "x.org")),
        ("provider: {domain: not a domain}\nsite: Y", Provider("Y")),
        ("provider: [First, Second]", Provider("First")),
        ("provider: []", Provider("")),
        (
            "provider: {name: N, logo: 'https://x.org/l.png'}",
            Provider("N", "", (Image("https://x.org/l.png"),)),
        ),
        ("author: [{name: A}, {email: b@x.org}, A]", Provider("A")),
    ],
)
def test_outlets(fields: str, provider: Provider) -> None:
    assert post(fields).provider == provider


@pytest.mark.parametrize(
    ("written", "images"),
    [
        ("https://x.org/a.png", (Image("https://x.org/a.png"),)),
        ("//x.org/a.png", (Image("https://x.org/a.png"),)),
        ("cover.jpg", ()),
        ("{src: 'https://x.org/a.png', alt: Alt}", (Image("https://x.org/a.png", title="Alt"),)),
        ("{alt: Alt}", ()),
        ("[a.png, {url: b.png}, {url: 'https://x.org/c.png', width: 5}]", (Image("https://x.org/c.png", 5),)),
    ],
)
def test_pictures(written: str, images: tuple[Image, ...]) -> None:
    assert post(f"image: {written}").images == images
    assert problems(f"image: {written}") == []


@pytest.mark.parametrize(
    ("fields", "topics"),
    [
        ("tags: a b c", ("a", "b", "c")),
        ("tags: machine learning, ai", ("machine learning", "ai")),
        ("topics: Computer Vision", ("Computer Vision",)),
        ("keywords: [a, a, '#b', '', 2020]", ("a", "b", "2020")),
        ("topics: [{name: A}, {title: B}, {x: C}]", ("A", "B")),
        ("topics: {a: 1, b: 2}", ("a", "b")),
        ("topics: []", ()),
    ],
)
def test_topics(fields: str, topics: tuple[str, ...]) -> None:
    assert post(fields).topics == topics


def test_related_entries_of_any_shape() -> None:
    one = post("related: ['https://www.x.org/a', A title, {headline: H, site: S}]")
    keys = [(entry.key, entry.title, entry.provider.name) for entry in one.related]
    assert keys[0] == ("https://x.org/a", "https://www.x.org/a", "x.org")
    assert keys[1][0].startswith("ghost:")
    assert keys[2][1:] == ("H", "S")
    assert post("related: A title").related[0].title == "A title"


def test_markup_in_titles_and_excerpts_is_plain_text() -> None:
    one = post(
        'title: "A &lt;b&gt;bold&lt;/b&gt; claim: 1 < 2"\nexcerpt: "<p>One</p><p>two &amp;amp; three</p>"'
    )
    assert (one.title, one.excerpt) == ("A bold claim: 1 < 2", "One two & three")


def test_addresses() -> None:
    one = post("originalUrl: 'https://x.org/?a=1&amp;b=2'\nwebUrl: https://y.org/b")
    assert (one.original_url, one.web_url, one.key) == (
        "https://x.org/?a=1&b=2",
        "https://y.org/b",
        "https://x.org?a=1&b=2",
    )
    one = post("originalUrl: 'x'\nwebUrl: https://y.org/b")
    assert (one.original_url, one.key) == ("", "https://y.org/b")
    assert problems("url: /relative/\npermalink: ../x") == []


@pytest.mark.parametrize(
    ("written", "secured"), [("", False), ("abc", True), ("false", False), ("[x]", True), ("{}", False)]
)
def test_secured_is_only_a_truth(written: str, secured: bool) -> None:
    assert post(f"secured: {written}").secured is secured


def test_unknown_fields_are_readable_and_bounded() -> None:
    one = post("a: [x, [y, z]]\nb: {c: d, e: null}\nf: null\ng: " + "x" * 5000)
    assert one.extra[:2] == (("a", "x, y, z"), ("b", "c: d; e:"))
    assert len(one.extra[2][1]) == VALUE_LIMIT
    one = post("\n".join(f"x{n}: y" for n in range(FIELDS_LIMIT * 2)) + "\nlist: [" + "abc, " * 9000 + "]")
    assert len(one.extra) == FIELDS_LIMIT
    assert len(post("list: [" + "abc, " * 9000 + "]").extra[0][1]) == VALUE_LIMIT
