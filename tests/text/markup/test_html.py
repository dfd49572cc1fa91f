"""HTML bodies as Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.clean import has_control
from reader.text.markup.html import html_to_markdown
from reader.text.markup.markdown import MAX_DEPTH


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("<h1>Title</h1><h3> Sub\nhead </h3><p>One\n two", "# Title\n\n### Sub head\n\nOne two"),
        ("<p>a<b> bold </b>b<em>it</em> <del>old</del>", "a **bold** b*it* ~~old~~"),
        ("<p><b></b><i> </i>x", "x"),
        ('<a href="https://x.org/a_(b)">text</a>', "[text](https://x.org/a_%28b%29)"),
        ('<a href="javascript:alert(1)">text</a> <a>none</a>', "text none"),
        ('<a href="https://x.org"> </a>x', "x"),
        ('<a href="https://x.org">one<p>two</p></a>', "[one](https://x.org)\n\ntwo"),
        ('<img alt="A [pic]" src="https://x.org/a.png"/>', "![A \\[pic\\]](https://x.org/a.png)"),
        ('<img alt="only text" src="data:image/png;base64,AAAA"><img>', "\\[only text\\]"),
        ('<img alt="A cat" src="/cat.png">and more', "\\[A cat\\]and more"),
        ("<ruby>漢<rt>kan</rt></ruby> <q>so</q>", "漢(kan) “so”"),
        ("<ruby>漢<rp>[</rp><rt>kan</rt><rp>]</rp></ruby>", "漢\\[kan\\]"),
        ("<code>a`b</code> <kbd>*x*</kbd> <code> </code>", "`` a`b `` `*x*`"),
        ("<pre><code>\n  a\n <b>b</b>\n</code></pre>", "```\n  a\n b\n```"),
        ("<pre>```</pre><pre> </pre>", "````\n```\n````"),
        ("one<br>two <br/> three", "one\\\ntwo\\\nthree"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "- a\n- b\n  - c\n\nd"),
        ("<ol start='9'><li>a</li><li>b</li></ol>", "9. a\n10. b"),
        ("<ol start='x'><li><p>a</p><p>b</p></li></ol>", "1. a\n\n   b"),
        ("<li>stray</li></ul>", "- stray"),
        ("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"),
        ("<table><tr><th>A<th>B<tr><td>1<td><p>2</p><ul><li>3</ul></table>x", "A | B\\\n1 | 2 3\n\nx"),
        ("<table></table><table><tr><td>open", "open"),
        ("<head><title>t</title></head><style>p{}</style><script>if (a<b) x</script>b", "b"),
        ("<head><body>text", "text"),
        ("<svg><text>hidden</svg><p>b</svg>", "b"),
        ("<!-- note --><!doctype html><?php x ?><![CDATA[y]]>b<!-- open", "b"),
        ("a &lt;b&gt; &amp; &#27;[31m &nbsp;c", "a \\<b> & \\[31m  c"),
        ("snake_case _x_ *y* back\\slash", "snake_case \\_x\\_ \\*y\\* back\\\\slash"),
        (
            "<p># no<p>1. no<p>- no<p>+ no<p>&gt; no<p>12 yes",
            "\\# no\n\n1\\. no\n\n\\- no\n\n\\+ no\n\n\\> no\n\n12 yes",
        ),
        ("<p>a <a href=", "a \\<a href="),
        ("</em>x<em>y", "x*y*"),
        ("<unknown>kept</unknown>", "kept"),
        ("", ""),
    ],
)
def test_what_a_reader_needs(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


def test_nesting_is_bounded() -> None:
    deep = html_to_markdown("<ul><li>" * 500 + "x")
    assert deep.endswith("- x")
    assert len(deep) < 10 * MAX_DEPTH
    assert html_to_markdown("<b>" * 500 + "x" + "</b>" * 500).strip("*") == "x"


@pytest.mark.parametrize(
    "piece",
    ["<a ", "</a", "<!--", "<![", "<?", "<b>", '<a b="', "<td>", "<ul><li>", "</p>", "<a/", "&#", "<svg>"],
)
def test_no_markup_takes_for_ever(piece: str) -> None:
    started = time.process_time()
    html_to_markdown(piece * (60_000 // len(piece)) + ">")
    assert time.process_time() - started < 5


NAMES = (
    "a",
    "b",
    "em",
    "code",
    "pre",
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "h1",
    "hr",
)
TAGS = st.sampled_from((*NAMES, "img", "head", "body", "script", "svg", "div"))
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format),
        TAGS.map("</{}>".format),
        st.sampled_from(
            [
                '<a href="https://x.org/">',
                "<img src='http://x/y' alt=z>",
                "<![if x]>",
                "<!",
                "<",
                ">",
                "&#27;",
                "\x1b",
            ]
        ),
        st.text(max_size=6),
    )
).map("".join)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(MARKUP)
def test_any_markup_becomes_safe_text(html: str) -> None:
    assert not has_control(html_to_markdown(html))
