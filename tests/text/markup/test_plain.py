"""The words of a body that are searched: those that are shown, and no others."""

from __future__ import annotations

import time

import pytest

from reader.text.markup.plain import plain_words


@pytest.mark.parametrize(
    ("body", "form", "plain"),
    [
        ("a & b < c", "text", "a & b < c"),
        ("plain (words), 1. two", "markdown", "plain (words), 1. two"),
        ("<p>The mayor&rsquo;s</p><p>plan</p>", "html", "The mayor’s\nplan"),
        ("a<b>b</b>c<br>d", "markdown", "abc d"),
        ("`<b>` &amp; List<String> <My a='b'> <x-y> <Zz>c</Zz>.", "markdown", "<b> & List<String>   <x-y>  c ."),
        ("a<!-- b --><script>c</script>d<!-- e", "markdown", "ad<!-- e"),
        ("{% highlight x %}<b>{% endhighlight %}", "markdown", "<b>"),
        ("<i>a", "html", "a"),
        ("un**believ**able _so_ snake_case 2*3 2 * 3 ~~old~~ ~ 粗*体*文", "markdown",
         "unbelievable so snake_case 2*3 2 * 3 old ~ 粗体文"),
        ("\\_a\\_ \\[b\\]", "markdown", "_a_ [b]"),
        ("> one\n> two", "markdown", "one\ntwo"),
        ("> [!NOTE] Look\n> here", "markdown", "!NOTE Look\nhere"),
        ("see [this page](https://a.example/b_(c) 'T'), [that][1] and <https://c.example> or <me@d.example>\n\n"
         "[1]: <https://b.example>\n[#]: by: (nobody)", "markdown",
         "see this page, that and https://c.example or me@d.example\nhttps://a.example/b_(c)\nhttps://b.example"),
        ("a\n\n```bash\n**b** <i>\n```\n> ~~~\n> c\n> ~~~\nd[^1]\n\n[^1]: e", "markdown",
         "a\n**b** <i>\n> c\nd^1\n^1: e"),
        ("````md\n```js\na", "markdown", "```js\na"),
        ("a ````````` b `c` `", "markdown", "a ````````` b c `"),
        ("[[Page|words]] ![[file.png]]", "markdown", "Page|words file.png"),
        ('<img src="b.png" alt="A &amp; B"> <img src=c alt>', "markdown", "A & B"),
        ("import A from 'a'\n\nexport const b = 1\n\n<A b='c'>\n\nd\n\n</A>", "mdx", "d"),
        ("import A from 'a'\n\nb", "markdown", "b"),
        ("&amp; &nosuch; `&amp;`", "markdown", "& &nosuch; &amp;"),
    ],
)  # fmt: skip
def test_what_is_searched(body: str, form: str, plain: str) -> None:
    assert [line for line in plain_words(body, form).strip().split("\n") if line] == plain.split("\n")


@pytest.mark.parametrize(
    "piece", ["`a", "[a](", "]: ", "\n[a]: b (", "<a ", "*a", "_", "\\", "&a", "![[", "```\n", "\n>"]
)
def test_what_never_ends_takes_no_time(piece: str) -> None:
    short, long = (_seconds(piece * number) for number in (1_000, 8_000))
    assert long < 40 * max(short, 0.001), "in proportion to the length, with room for a busy machine"


def test_runs_of_every_length_take_no_time() -> None:
    short, long = (_seconds("".join("`" * n + " " for n in range(most))) for most in (200, 600))
    assert long < 40 * max(short, 0.001), "nine times the text"


def _seconds(text: str) -> float:
    times = []
    for _attempt in range(3):
        begun = time.process_time()
        plain_words(text, "markdown")
        times.append(time.process_time() - begun)
    return min(times)
