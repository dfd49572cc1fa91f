"""Bodies as their writers meant them: HTML, Liquid, Hugo, containers and modules as plain Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markup.code_lines import code_lines, indented_code
from reader.text.markup.generator_syntax import as_markdown, is_html, readable

PIECES = st.sampled_from(
    ["<!--", "-->", "<p>", "</p>", "<div>", "<pre>", "</pre>", "```", "~~~", "{% highlight x %}", "{% endhighlight %}",
     "{{< highlight x >}}", "{{< /highlight >}}", ":::", ":::note a", "import a from 'b';", "export const a = {", "}",
     "{: .a}", "# a {#b}", "\n", "\n\n", " ", "    ", "> ", "- ", "word", "&amp;", "{% comment %}", "{% endcomment %}",
     "{/*", "*/}", "%%", "{% raw %}", "{% endraw %}", "{% note a %}", "{% endnote %}", "<Tabs>",
     "</Tabs>", "<Tab a={1}>",
     "{{< fig\n", ">}}", "](", "]: ", "{.a}"]
)  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<p>One</p>\n<p>Two</p>",
        "<p>One</p>\n\n<ul>\n<li>two</li></ul>",
        '<a href="https://a.example">One</a> line',
        "<!-- feed --><div>x</div>",
    ],
)
def test_what_is_html_by_what_it_holds(body: str) -> None:
    assert is_html(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "One < two",
        "<https://a.example> is </here>",
        "<p>One</p>\n\nTwo",
        "<p>One</p>\n\n- two",
        '<a href="/">One</a>\n\n<b>two</b>',
        "<div>One</div>\n\n[two](/three)",
        "<p>One</p>\n\n```\n<p>x</p>\n```",
        "<img src=a>",
    ],
)
def test_what_is_markdown(body: str) -> None:
    assert not is_html(body)


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("plain", "plain"),
        ("a\n\n<p>b &amp; <b>c</b>\nd</p>\n\ne", "a\n\n\nb & **c** d\n\n\ne"),
        ("<details>\n<summary>s</summary>\n\n*m*\n\n</details>", "\ns\n\n\n*m*\n\n\n\n"),
        ('<div markdown="1">\n*m*\n</div>', "\n*m*\n"),
        ("- a\n  <p>b</p>", "- a\n\n  b\n"),
        ("a\n<!-- b\nc -->\nd", "a\n\nd"),
        ("<!-- b --> d", " d"),
        ("<!-- open", "<!-- open"),
        ("<pre>\n\na\n</pre>", "\n```\na\n```\n"),
        ("<String> a", "<String> a"),
        ("```\n<p>\n{% raw %}\n:::x\n```", "```\n<p>\n{% raw %}\n:::x\n```"),
        ("{% highlight ruby %}\na\n\n  b\n{% endhighlight %}", "\n```ruby\na\n\n  b\n```\n"),
        ("{% highlight ruby %}a{% endhighlight %}", "\n```ruby\na\n```\n"),
        ("{% codeblock lang:js %}\na\n{% endcodeblock %}", "\n```js\na\n```\n"),
        ('{{< highlight go "x=1" >}}\na\n{{< /highlight >}}', "\n```go\na\n```\n"),
        ("{% highlight ruby %}\na", "\\[highlight ruby\\]\na"),
        ("{{< highlight go >}}\na\n{{< /highlight", "**go** \na\n{{< /highlight"),
        (
            '{{< code lang="go" title="A *title*" >}}\na\n{{< /code >}}',
            "\n**A \\*title\\***\n\n```go\na\n```\n",
        ),
        ("{% codeblock Sort it lang:js %}\na\n{% endcodeblock %}", "\n**Sort it**\n\n```js\na\n```\n"),
        ("{% comment %}\na\n{% endcomment %}\nb", "\nb"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("a\n{: .b}\n## c {#d}\n", "a\n## c\n"),
        ("a\n{.b}\n## c {.d}\n{...}", "a\n## c\n{...}"),
        ("{/* a\nb */} c\nd {/* e */} `{/* f */}`", " c\nd  `{/* f */}`"),
        ("a\n%% b\nc %%\n%% d %%\ne %% f", "a\n\n\ne %% f"),
        ("%% open\na", "%% open\na"),
        ("{% include fig.html\n  src='a.png'\n  caption='b' %}", "![b](<a.png>)"),
        ("{% include a.html", "{% include a.html"),
        ("{% raw %}\n{% a %}\n{% endraw %}\n{% if b %}", "\n{% a %}\n\n"),
        ("<div>{% include a.html title='B' %}<code>{% c %}</code></div>", "\nB`{% c %}`\n"),
        (":::tip Be careful\na\n:::\nb", "\n> **Tip · Be careful**\n> \n> a\n\nb"),
        (":::note\n```\n:::\n```\n:::", "\n> **Note**\n> \n> ```\n> :::\n> ```\n"),
        ("::: {.box}\na\n:::", "\n>\n> \n> a\n"),
        (":::a\n:::b\nc\n:::\n:::", "\n> **A**\n> \n> \n> > **B**\n> > \n> > c\n> \n"),
        (":::", ""),
        (":::note{.wide} Look\na\n:::", "\n> **Note · Look**\n> \n> a\n"),
        (":::note[Look here]\na", "\n> **Note · Look here**\n> \n> a"),
    ],
)
def test_what_a_generator_makes_of_it(body: str, markdown: str) -> None:
    assert as_markdown(body) == markdown


def test_a_line_too_long_to_be_looked_at_stays() -> None:
    line = "# " + "{" * 2_000
    assert as_markdown(f"<p>a</p>\n\n{line}").endswith(line)
    long = "{% highlight " + "x" * 2_000 + " %}"
    assert as_markdown(long) == long


def test_the_code_of_a_module_is_hidden() -> None:
    body = (
        'import A from "a";\nimport {\n  B\n} from "b"\n\nexport const meta = {\n  a: 1,\n};\n\nText.\n\n'
        '```js\nimport C from "c";\n```\n\nimport the goods from here\n\nexport of "goods"'
    )
    assert as_markdown(body, modules=True) == (
        '\n\n\nText.\n\n```js\nimport C from "c";\n```\n\nimport the goods from here\n\nexport of "goods"'
    )
    assert "export const meta" in as_markdown(body)
    assert as_markdown("export const a = {", modules=True) == "export const a = {"
    assert as_markdown("a\nimport 'b';") == "a\nimport 'b';"
    assert as_markdown("export const a = {", modules=False) == "export const a = {"


def test_each_format_is_read_as_what_it_is() -> None:
    assert readable("<p>a</p>", "html") == "a"
    assert readable("<p>a</p>", "text") == "<p>a</p>"
    assert readable("<p>a</p>", "markdown").strip() == "a"


def test_lines_of_code_are_known() -> None:
    assert code_lines(["a", "- ```x", "b", "  ```", "c", "`` ` ``` `", "~~~", "```", "~~~~"]) == [
        False, True, True, True, False, False, True, True, True,
    ]  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_is_too_much_and_no_word_is_lost(body: str) -> None:
    for modules in (False, True):
        as_markdown(body, modules=modules)
    if not any(sign in body for sign in ("<!--", "{% comment", "{/*", "%%", "import")):
        assert as_markdown(body).count("word") == body.count("word")


@pytest.mark.parametrize(
    "piece",
    [
        "<!--\n",
        "<div>\n",
        "{% highlight x %}\n",
        "{{< highlight x >}}\n",
        ":::x\n",
        "```\n",
        "export {\n\n",
        "<pre>\n",
        "<Tabs a={\n",
        "{% a\n",
        "%% a\n",
        "{/*\n",
        "[a]({{ ",
        "{% raw %}",
        "{# ",
    ],
)
def test_what_never_ends_takes_no_time(piece: str) -> None:
    short, long = (_seconds(piece * number) for number in (2_000, 16_000))
    assert long < 40 * max(short, 0.001), "in proportion to the length, with room for a busy machine"


def _seconds(text: str) -> float:
    times = []
    for _attempt in range(3):
        begun = time.process_time()
        as_markdown(text, modules=True)
        times.append(time.process_time() - begun)
    return min(times)


def test_lines_that_an_indent_makes_code_are_known() -> None:
    text = "    a1\n\n\tb1\nc\n    d\n- e\n    f\n\n        g1\n        - h\n\ni\n\n    j1\n```\n    k\n```"
    lines = text.split("\n")
    flags = indented_code(lines, code_lines(lines))
    assert [line for line, is_code in zip(lines, flags, strict=True) if is_code] == [
        line for line in lines if line.endswith("1")
    ]
