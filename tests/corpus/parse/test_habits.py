"""What generators other than the one of the real corpora write, and what it means to them."""

from __future__ import annotations

import pytest

from reader.corpus.front_matter.field_names import DEFAULT_NAMES
from reader.corpus.parse.heading import first_heading
from reader.corpus.parse.read_article import parse_article
from reader.model import Article


def read(text: str, path: str = "news/a.md") -> tuple[Article, list[str]]:
    """Return the article of a file and what is said of it, without path and line."""
    parsed = parse_article(text.encode(), path)
    assert parsed.article is not None
    return parsed.article, [problem.message for problem in parsed.problems]


def post(fields: str, path: str = "news/a.md") -> Article:
    """Return the article of a file of which nothing is to be said."""
    article, problems = read(f"---\n{fields}\n---\n", path)
    assert problems == []
    return article


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: [Draft] A ban", "[Draft] A ban"),
        ("title: {x} of y", "{x} of y"),
        ("title: @reader's day", "@reader's day"),
        ("title: % done", "% done"),
        ("title: `code` first", "`code` first"),
        ("title: *Star* news", "*Star* news"),
        ("title: & more", "& more"),
        ("title: A ban: the vote", "A ban: the vote"),
        ('title:"Harbour news"', "Harbour news"),
        ("title:'Harbour news'", "Harbour news"),
        ("title:Harbour news", "Harbour news"),
        # No error to YAML, and another text than was meant.
        ("title: *Star", "*Star"),
        ("title: !important news", "!important news"),
        ("title: !important", "!important"),
    ],
)
def test_a_title_that_yaml_takes_for_something_else_is_read_and_told(written: str, title: str) -> None:
    article, problems = read(f"---\n{written}\ntopics: [a]\n---\n")
    assert (article.title, article.topics) == (title, ("a",))
    assert len(problems) == 1


@pytest.mark.parametrize("written", ["title: [a, b", "title: {a"])
def test_a_structure_that_is_broken_is_no_title(written: str) -> None:
    article, problems = read(f"---\n{written}\n---\n")
    assert article.title == "a"
    assert problems


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            "title: The C # language",
            ["title is cut off by “ #”, which begins a comment; put the text in quotes"],
        ),
        (
            "title: #1 in the world",
            ["title is cut off by “ #”, which begins a comment; put the text in quotes"],
        ),
        (
            "title: x\ndescription: a #b",
            ["description is cut off by “ #”, which begins a comment; put the text in quotes"],
        ),
        ("title: C# and F#", []),
        ("title: 'The C # language'", []),
        ("title: x\ndate: 2020-01-01 # a note", []),
        # Comments that are meant: other fields have them, or lines.
        ("title: x # translate this\nlang: es # the language", []),
        ("# Instructions\ntitle: x # translate this", []),
        ("title: x # a note\ntitle: 'y # z'", None),
    ],
)
def test_a_text_that_a_comment_cuts_off(fields: str, said: list[str] | None) -> None:
    _, problems = read(f"---\n{fields}\n---\n")
    if said is not None:
        assert problems == said


@pytest.mark.parametrize("switch", ["true", "false", "True", "FALSE"])
def test_switches_of_themes_are_no_values(switch: str) -> None:
    names = (
        "related",
        "tags",
        "source",
        "author",
        "image",
        "category",
        "type",
        "permalink",
        "description",
        "date",
    )
    article = post("title: T\n" + "\n".join(f"{name}: {switch}" for name in names))
    assert (article.related, article.topics, article.authors, article.images) == ((), (), (), ())
    assert (article.category, article.type, article.excerpt, article.url) == ("", "", "", "")
    assert article.provider.name == ""
    assert dict(article.extra)["related"] == switch
    assert "url" not in article.broken


@pytest.mark.parametrize(
    ("fields", "topics", "category", "type_"),
    [
        ("tag: high water\ncategory: sea", ("high water",), "sea", ""),
        ("categories: [[news, harbour], [sea]]", ("news", "harbour", "sea"), "", ""),
        ("category: [sea, news]\ntags: [a]", ("a", "news"), "sea", ""),
        ("category: [sea]\ntype: [post, x]", (), "sea", "post"),
        ("category: []\ntype: []", (), "", ""),
    ],
)
def test_topics_and_categories(fields: str, topics: tuple[str, ...], category: str, type_: str) -> None:
    article = post(fields)
    assert (article.topics, article.category, article.type) == (topics, category, type_)


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ("author: [[Ann Smith]]", ("Ann Smith",)),
        ("author: '[[Ann Smith|Ann]]'", ("Ann",)),
        ("authors: [[[Ann Smith]], [[Bo]]]", ("Ann Smith", "Bo")),
        ("Authors: Ann Adams, Bo Brown", ("Ann Adams", "Bo Brown")),
        ("authors: Adams, Ann; Brown, Bo", ("Adams, Ann", "Brown, Bo")),
        ("author: Adams, Ann", ("Adams, Ann",)),
    ],
)
def test_authors(fields: str, authors: tuple[str, ...]) -> None:
    assert post(fields).authors == authors


@pytest.mark.parametrize(
    ("fields", "path", "published"),
    [
        ("publish: false", "a.md", False),
        ("publish: true", "a.md", True),
        ("Status: draft", "a.md", False),
        ("status: hidden", "a.md", False),
        ("status: published", "a.md", True),
        ("status: Open", "a.md", None),
        ("status: draft\npublished: true", "a.md", True),
        ("published: 2014", "a.md", None),
        ("published: June 16, 2020", "a.md", None),
        ("title: x", "_drafts/a.md", False),
        ("published: true", "site/_drafts/a.md", False),
        ("title: x", "my_drafts/a.md", None),
    ],
)
def test_what_says_that_it_is_published(fields: str, path: str, published: bool | None) -> None:
    assert post(fields, path).published is published


def test_a_date_under_published_is_the_date_and_a_year_is_not() -> None:
    assert post("published: June 16, 2020").date == 1592265600
    book = post("published: 2014")
    assert (book.date, book.extra) == (None, (("published", "2014"),))


@pytest.mark.parametrize(
    "address",
    [
        "docs/pier.html", "pier.html", "/:categories/:title/", ":year/:title", "/{{ page.slug }}/", "'{{ slug }}'",
        "./a", "../a", "'#top'", "a b/c", "''",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["permalink", "url"])
def test_an_address_on_the_own_site_is_no_problem(name: str, address: str) -> None:
    article = post(f"{name}: {address}")
    assert article.url == ""
    assert "url" not in article.broken


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.com/a", "www.example", "ftp://x.org/a", "mailto:a@b.c"]
)
def test_what_leads_elsewhere_and_is_no_web_address_is_told(address: str) -> None:
    _, problems = read(f"---\ntitle: x\nurl: {address}\n---\n")
    assert problems == [f"url is not a web address: '{address}'"]


def test_a_blank_in_an_address_is_encoded() -> None:
    assert (
        post("title: x\nurl: https://example.org/a b/c d.html").url == "https://example.org/a%20b/c%20d.html"
    )
    assert read("---\ntitle: x\nurl: https://a.org/x https://b.org/y\n---\n")[1]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("posts/my-trip/index.md", "my-trip"),
        ("posts/my-trip/index.de.md", "my-trip"),
        ("posts/my-trip/_index.zh-cn.md", "my-trip"),
        ("posts/index.html.md", "index.html"),
        ("index.md", "index"),
    ],
)
def test_the_name_of_a_page_of_a_folder(path: str, title: str) -> None:
    assert post("layout: x", path).title == title


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# The title\n\nText.", "The title"),
        ("Text first.\n\n# The title #\n", "The title"),
        ("The title\n=========\n", "The title"),
        ("```sh\n# a comment\n```\n# The title", "The title"),
        ("~~~\n# never closed", ""),
        ("# The **bold** [title](https://x.org) {#id}", "The bold title"),
        ("# snake_case_names stay", "snake_case_names stay"),
        ("<h1 class='x'>The\ntitle</h1>", "The\ntitle"),
        ("## Second level\n\n#hashtag", ""),
        ("x" * 20_001 + "\n# Too late", ""),
        ("", ""),
    ],
)
def test_the_first_heading(body: str, heading: str) -> None:
    assert first_heading(body) == heading


def test_a_file_without_title_is_called_by_its_heading() -> None:
    text = "---\nlayout: doc\n---\n# The <em>title</em> of the page\n\nText.\n"
    assert read(text)[0].title == "The title of the page"
    names = DEFAULT_NAMES._replace(heading_titles=False)
    parsed = parse_article(text.encode(), "news/a.md", names=names)
    assert parsed.article is not None
    assert parsed.article.title == "a"
    assert names.with_names({"title": ["kop"]}).heading_titles is False


@pytest.mark.parametrize(
    ("text", "title", "topics"),
    [
        ("---\ntitle: {{ title }}\ndate: {{ date }} # now\ntags:\n---\n", "{{ title }}", ()),
        (
            '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ntags: [a, "{{ x }}"]\n---\n',
            '{{ replace .Name "-" " " | title }}',
            ("a", "{{ x }}"),
        ),
        (
            "+++\ntitle = '{{ replace .Name '-' ' ' }}'\ndate = {{ .Date }} # now\ndraft = true\n+++\n",
            "{{ replace .Name '-' ' ' }}",
            (),
        ),
        (
            '---\ntitle: <% tp.file.title %>\ncreated: "<% tp.date.now("YYYY") %>"\nheat: {{ n }}\n---\n',
            None,
            (),
        ),
        (
            "---\ntitle: a\npermalink: {{ site.url }}/b\nurl: https://{{ host }}/b\ndraft: {% if x %}\n---\n",
            "a",
            (),
        ),
        ("---\ntitle: a\nauthor: {{ name }}\nnested:\n  inner: {{ x }}\nnone: ~\n---\n", "a", ()),
    ],
)
def test_templates_for_articles_are_no_faults(text: str, title: str | None, topics: tuple[str, ...]) -> None:
    article, problems = read(text)
    assert problems == []
    assert (article.title, article.topics) == (title or "<% tp.file.title %>", topics)
    assert (article.date, article.url, article.broken & {"yaml", "date", "url"}) == (None, "", frozenset())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: '{{ title }}'\nsummary: [a\n---\n", 4),
        ("---\ntitle: {{ title }}\ntitle: b\n---\n", 3),
        ("+++\ntitle = '{{ a }}'\nb = c\n+++\n", 3),
    ],
)
def test_what_is_broken_beside_a_placeholder_is_told(text: str, line: int) -> None:
    assert [problem.line for problem in parse_article(text.encode(), "a.md").problems] == [line]


@pytest.mark.parametrize(
    ("fields", "title", "date"),
    [
        ('title = "A"\ndate = 2020-06-16\nx = oops\n[extra]\nauthor = "Ann"\nbad = [\n', "A", 1592265600),
        ('[extra]\nauthor = "Ann"\nx = (1\n', "a", None),
    ],
)
def test_fields_of_broken_toml_are_saved_and_the_line_is_told(
    fields: str, title: str, date: int | None
) -> None:
    parsed = parse_article(f"+++\n{fields}+++\n".encode(), "a.md")
    assert parsed.article is not None
    assert (parsed.article.title, parsed.article.date, parsed.article.authors) == (title, date, ("Ann",))
    assert [problem.line for problem in parsed.problems] == [4]


@pytest.mark.parametrize(
    "signs", ["{{", "{%", "<%", "{{ a ", "{% a ", "<% a ", "}}{{", '"""', "Date(", "[a]\nb"]
)
def test_broken_fields_of_many_signs_are_read_once(signs: str) -> None:
    for fence, before in (("---", "title: "), ("+++", "title = ")):
        found = parse_article(f"{fence}\n{before}{signs * 30_000}\n{fence}\n".encode(), "a.md")
        assert found.article is not None


def test_dates_and_tuples_of_julia_are_read() -> None:
    text = '+++\ntitle = "A (b)"\ndate = Date(2020, 6, 16)\nmeta = [("a", """x\n(y"""), ("b", "c")]\n+++\n'
    article, problems = read(text)
    assert (article.title, article.date, problems) == ("A (b)", 1592265600, [])
    assert article.extra == (("meta", "a, x (y, b, c"),)


def test_what_is_broken_beside_julia_is_told_with_its_line() -> None:
    text = "+++\ntitle = 'A'\ndate = Date(2020, 6, 16)\nx = oops\n+++\n"
    parsed = parse_article(text.encode(), "a.md")
    assert parsed.article is not None
    assert (parsed.article.title, [problem.line for problem in parsed.problems]) == ("A", [4])


def test_fields_that_are_all_indented_are_saved() -> None:
    article, problems = read('---\n title: "A"\n date: 2020-06-16\n keywords:x\n---\n')
    assert (article.title, article.date, len(problems)) == ("A", 1592265600, 1)


def test_prose_under_date_is_no_date() -> None:
    assert post("title: a\ndate: |\n  Convert a date.\n").date is None


def test_what_looks_like_an_anchor_is_text() -> None:
    article, problems = read("---\ntitle: &Partners news\nsummary: &x y\nauthor: *x\ntopics: [&z a]\n---\n")
    assert (article.title, article.excerpt, article.authors, article.topics) == (
        "&Partners news",
        "y",
        ("y",),
        ("a",),
    )
    assert problems == ["&Partners is an anchor to YAML; put the text in quotes"]
