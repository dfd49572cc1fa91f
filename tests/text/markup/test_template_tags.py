"""Tags of template languages as the words that they hold."""

from __future__ import annotations

import pytest

from reader.text.markup.template_tags import closed_tags, code_title, spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain", "plain"),
        ("{ no tag }", "{ no tag }"),
        ("{{ site.title }} stays", "{{ site.title }} stays"),
        ("`{% tag %}` and ``{{< b `c` >}}``", "`{% tag %}` and ``{{< b `c` >}}``"),
        ("{% if a %}b{% else %}c{% endif %}{# d #}", "bc"),
        ("{% raw %}{% if %}{% endraw %}", "{% if %}"),
        ('{% include fig.html src="/a.png" caption="A _good_ day" %}', "![A \\_good\\_ day](</a.png>)"),
        ("{%- include nav.html -%}", ""),
        ("{{< figure src='a.png' alt='A' title='A' >}}", "![A](<a.png>)"),
        ('{{< button href="/go" text="Go on" >}}', "[Go on](</go>)"),
        ('{{% quote "Well, so \\"far\\"" /%}}', 'Well, so "far"'),
        ("{% youtube abc-1 %} {{< tweet id=1 url=https://a.example >}}",
         "\\[youtube abc-1\\] \\[tweet https://a.example\\]"),
        ("{% post_link my-post 'My post' %} {% post_link other %}", "My post other"),
        ('{% note warn For "all" %}a{% endnote %}', "**Warn · all For** a"),
        ("{{< tab npm >}}a{{< /tab >}}{{< row 2 >}}b{{</ row >}}{{< hint >}}c{{< /hint >}}", "**npm** ab**Hint** c"),
        ("{% tag a='' %}", "\\[tag\\]"),
        ("[a]({{ site.base }}/b) [c]({% link d.md %}){:.e} [f](<{{ g }}> 'T')", "[a](/b) [c](d.md) [f](<> 'T')"),
        ("[a]({{ b.c }} ) [d](/e f{{ g }})", "[a](b.c) [d](/e%20f)"),
        ("[a]: {{ b }}", "[a]: b"),
        ("words {/* hidden */}", "words "),
    ],
)  # fmt: skip
def test_what_a_tag_says(text: str, said: str) -> None:
    assert spoken(text, closed_tags(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% include fig.html src="/a.png" caption="A _good_ day" %}', "A _good_ day"),
        ("{% tab *x* %}a{% endtab %}{% embed y_z %}", "*x*a[embed y_z]"),
        ('{{< b title="C" >}} `{% d %}`', "C `[d]`"),
    ],
)
def test_in_html_it_is_no_markdown(text: str, said: str) -> None:
    assert spoken(text, closed_tags(text), plain=True) == said


def test_what_code_is_called() -> None:
    assert code_title("code", 'lang="go" title="main.go"') == ["**main.go**", ""]
    assert code_title("highlight", 'go "linenos=table"') == []
    assert code_title("codeblock", "Sorting lang:js") == ["**Sorting**", ""]
    assert code_title("codeblock", "ruby") == []
