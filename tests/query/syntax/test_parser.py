"""What the grammar accepts, and what it says about the rest."""

from __future__ import annotations

import pytest

from reader.errors import QueryError
from reader.query import parse, to_text
from reader.query.syntax.parser import MAX_DEPTH, MAX_LENGTH
from reader.query.syntax.tree import SortKey


def fault(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ""),
        ("   ", ""),
        ("facial  recognition", "facial recognition"),
        ("a AND b", "a b"),
        ("a|b", "a OR b"),
        ("a || b", "a OR b"),
        ("a b OR c d", "a b OR c d"),
        ("a (b OR c)", "a (b OR c)"),
        ("(a b) (c)", "a b c"),
        ("(a OR b) OR c", "a OR b OR c"),
        ("a or b and not c", "a or b and not c"),
        ("!a ~b -c NOT d", "-a -b -c -d"),
        ("-(a OR b)", "-(a OR b)"),
        ("NOT (a b)", "-(a b)"),
        ("--a", "--a"),
        ("“city council„", '"city council"'),
        (r'"say \"no\" \ "', r'"say \"no\" \\ "'),
        ('"OR"', '"OR"'),
        ('"-a"', '"-a"'),
        ("won’t R&D C++ at&t $5 50%", 'won’t R&D C++ at&t "$5" 50%'),
        ("12:30", '"12:30"'),
        ("C++: a", '"C++:" a'),
        ("Watch: police", '"Watch:" police'),
        ("https://example.com/a?b=c", '"https://example.com/a?b=c"'),
        ("https://example.com/a_(b) c", '"https://example.com/a_(b)" c'),
        ("(http://example.com)", '"http://example.com"'),
        ("TITLE:x Subject:x intitle:x", "title:x title:x title:x"),
        ("from:al.com label:x", "provider:al.com tag:x"),
        ("title: police", "title:police"),
        ('title:"two words"', 'title:"two words"'),
        ("title:(a OR -b)", "title:a OR -title:b"),
        ("title:(a from:b)", "title:a provider:b"),
        ("title:OR", 'title:"OR"'),
        ("title:-a", 'title:"-a"'),
        ('title:">5"', 'title:">5"'),
        ("provider:=AP", "provider:=AP"),
        ('provider:="New York"', 'provider:="New York"'),
        ('type:=""', 'type:=""'),
        ("#computer-vision topic:#ai", "#computer-vision #ai"),
        ('topic:"#ai"', 'topic:"#ai"'),
        ("title:#ai", 'title:"#ai"'),
        ("/a b/ title:/^x/", "/a b/ title:/^x/"),
        (r"/a\/ b/ /c/d/", r"/a\/ b/ /c/d/"),
        ("(/a/)|/b/", "/a/ OR /b/"),
        ("related:guardian", "related:guardian"),
        ("related:{quality:>70 -a|b}", "related:{quality:>70 -a OR b}"),
        ("related:(a b)", "related:a related:b"),
        ("is:UNREAD has:Image broken:dup", "is:unread has:image broken:dup"),
        ("is:(later OR approved)", "is:later OR is:approved"),
        ("is:=open", "is:open"),
        ("quality:39", "quality:39"),
        ("quality:=39", "quality:39"),
        ("quality:-1.50", "quality:-1.5"),
        ("quality:-0", "quality:0"),
        ("quality:.5", "quality:0.5"),
        ("quality:60.", None),
        ("quality:60..", "quality:>=60"),
        ("quality:..60", "quality:<=60"),
        ("quality:40..60", "quality:40..60"),
        ("quality:-5..-1", "quality:-5..-1"),
        ("quality:40..40", "quality:40"),
        ("quality:>60 heat:<50 words:>=1 relcount:<=2", "quality:>60 heat:<50 words:>=1 relcount:<=2"),
        ("quality>60 date<2020", "quality:>60 date:<2020"),
        ("quality: >60", "quality:>60"),
        ("quality:(>60 OR <10)", "quality:>60 OR quality:<10"),
        ("title>60", '"title>60"'),
        ("title:'power apps' 'city council'", 'title:"power apps" "city council"'),
        ("‘power apps’ «city council»", '"power apps" "city council"'),
        ("rock 'n' roll WON'T mayor's", "rock \"'n'\" roll WON'T mayor's"),
        ("says 'never' title:'a'", "says never title:a"),
        ("'tis it's 'a b' c", '"\'tis" it\'s "a b" c'),
        ("""#"x y" #'ai' topic:'ai'""", 'topic:"x y" topic:ai topic:ai'),
        ("title:power* path:*.md 5*", 'title:power path:".md" 5'),
        ("topic:mach* tag:a*", "topic:mach* tag:a*"),
        ("* ** title:*", '"*" "**" title:"*"'),
        ("pow*apps f**k", "/pow[^ ]*apps/ /f[^ ]*k/"),
        ("path:20*/a.b", r"path:/20[^ ]*\/a\.b/"),
        ("a && b || c", "a b OR c"),
        ("title：police", "title:police"),
        ("（a OR b）", "a OR b"),
        ("AI：東京", '"AI：東京"'),
        ("quality:＞６０", "quality:>60"),
        ("provider:＝AP ＃ai", "provider:=AP #ai"),
        ("is:unread,starred tag:a,b", "(is:unread OR is:starred) (tag:a OR tag:b)"),
        ("title:a,b", 'title:"a,b"'),
        ("from:ap,reuters site:a.com,b.com", "(provider:ap OR provider:reuters) (site:a.com OR site:b.com)"),
        ("provider:=a,b word:from:a,b", 'provider:="a,b" word:provider:"a,b"'),
        ("police, council; ; a,b", 'police council ";" "a,b"'),
        ('+police +"city council" +(a OR b) a+b +1 +', 'police "city council" (a OR b) a+b "+1" "+"'),
        ("title=police title='two words' is=unread", 'title:police title:"two words" is:unread'),
        ("title~police from=~al.com title~ =x", 'title:police provider:al.com "title~" "=x"'),
        ("titel=x a=b https://x.example/?id=5", '"titel=x" "a=b" "https://x.example/?id=5"'),
        ("/a b/i title:/c/i", "/a b/ title:/c/"),
        ("tag:* note:* body:** related:*", "has:tag has:note has:body has:related"),
        ("~b -a ~b ~Ab", "-b -a -b -Ab"),
        ("word:ban w:ban W:(a OR b)", "word:ban word:ban (word:a OR word:b)"),
        ("title:word:ban word:title:ban", "word:title:ban word:title:ban"),
        ("case:title:(US OR word:UK)", "case:title:US OR word:case:title:UK"),
        ("case:US OR word:case:title:UK", "case:US OR word:case:title:UK"),
        ('word:"city council" word:OR -word:x', 'word:"city council" word:"OR" -word:x'),
        ("Case: police Word: a", '"Case:" police "Word:" a'),
        ("related:{word:a} word:related:{a b}", "related:{word:a} related:{word:a word:b}"),
        ("word:pow* word:*er", r"/\bpow/ /er\b/"),
        ("case:a*", 'case:"a*"'),
        ("id:k3* site:a*", 'id:"k3*" site:"a*"'),
        ("a" * 150 + "*" + "b" * 150, '"' + "a" * 150 + "*" + "b" * 150 + '"'),
        ('"Power-Apps" "x" title:"e-mail"', '"Power-Apps" x title:"e-mail"'),
        ("date:2020/10/13", "date:2020-10-13"),
        ("date:2020-06..2020-09", "date:2020-06..2020-09"),
        ("date:2020-06..2020", "date:2020-06..2020"),
        ("date:2020..today", "date:2020..today"),
        ("decided:Yesterday", "decided:yesterday"),
        ("newer:7d older:2W after:2020 before:2021-02", "newer:7d older:2w date:>=2020 date:<2021-02"),
        ("newer_than:2d older_than:1y", "newer:2d older:1y"),
        ("story:abc id:x storysize:>1", "story:abc id:x storysize:>1"),
        ("sort:-quality,date a limit:050", "a sort:-quality,date limit:50"),
        ("a OR b sort:Heat", "a OR b sort:heat"),
        ("sort:+date", "sort:date"),
    ],
)
def test_what_is_typed_means(typed: str, meant: str | None) -> None:
    if meant is None:
        fault(typed)
    else:
        assert to_text(parse(typed)) == meant


def test_a_query_keeps_its_text_order_and_limit() -> None:
    query = parse(" police sort:-quality,date limit:5 ")
    assert query.text == " police sort:-quality,date limit:5 "
    assert query.order == (SortKey("quality", True), SortKey("date"))
    assert query.limit == 5
    assert to_text(query.tree) == "police"
    assert to_text(None) == ""


@pytest.mark.parametrize(
    ("text", "place", "missing"),
    [
        ('a "b c', '"b c', "is not closed"),
        ("a /b", "/b", "is not closed"),
        ("a (b", "(", "is not closed"),
        ("a (", "(", "nothing after ("),
        ("()", "(", "nothing after ("),
        ("related:{a", "{", "is not closed"),
        ("related:{", "{", "nothing after {"),
        ("title:", "title:", "nothing after it"),
        ("(title: )", "title:", "nothing after it"),
        ("title: OR b", "title:", "nothing after it"),
        ("title:=", "title:", "nothing after it"),
        ("sort:", "sort:", "nothing after it"),
        ("limit:", "limit:", "nothing after it"),
        ("a OR", "OR", "nothing after OR"),
        ("a |", "|", "nothing after |"),
        ("a AND", "AND", "nothing after AND"),
        ("NOT", "NOT", "nothing after NOT"),
        ("a -", "-", "nothing after -"),
        ("a - ", "-", "nothing after -"),
        ("(-)", "-", "nothing after -"),
        ("#", "#", "no topic"),
        ('""', '""', "nothing to look for"),
        ("\u0301", "\u0301", "nothing to look for"),
        ("quality:>", ">", "takes a number"),
        ("quality:-", "-", "takes a number"),
        ("quality:..", "..", "takes a number"),
        ("quality:40..6", "40..6", "goes backwards"),
        ("date:20", "20", "takes a date"),
        ("date:2020-1", "2020-1", "takes a date"),
        ("date:2020-10-", "2020-10-", "takes a date"),
        ("date:to", "to", "takes a date"),
        ("date:>=", ">=", "takes a date"),
        ("newer:7", "7", "takes a duration"),
        ("is:unr", "unr", "does not know"),
        ('is:""', '""', "needs a value"),
        ("sort:-", "-", "needs a value"),
        ("sort:qual", "qual", "does not know"),
        ("sort:date,", "date,", "needs a value"),
        ("limit:0", "0", "whole number"),
        ("word:", "word:", "nothing after word"),
        ("title:case:", "title:", "nothing after it"),
        ("is:unread,", "unread,", "needs a value"),
        ("a ~U", "U", "is a pattern of mutt"),
    ],
)
def test_what_is_not_finished_waits(text: str, place: str, missing: str) -> None:
    error = fault(text)
    assert error.incomplete
    assert text[error.start : error.end] == place
    assert missing in error.message


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("titel:x", "titel:", "did you mean title?"),
        ("titel:", "titel:", "did you mean title?"),
        ("zzz:x", "zzz:", "put it in quotes"),
        ("~s x", "s", "~s is a pattern of mutt; here it is subject:"),
        ("~U a", "U", "here it is is:unread"),
        ("read:yes", "read:", "did you mean is:read?"),
        ("Image:1", "Image:", "did you mean has:image?"),
        ("no:tag", "no:", "did you mean -has?"),
        ("is:(read or starred)", "or", "write OR in capitals"),
        ("date:7d", "7d", "write newer:7d or older:7d"),
        ("author:x", "author:", "did you mean from?"),
        ("In:inbox", "In:", "did you mean is?"),
        ("has:attachment", "attachment", "it takes image"),
        ("a)", ")", "closes nothing"),
        (")", ")", "closes nothing"),
        ("a}", "}", "closes nothing"),
        ("{a}", "{", "belong to related"),
        ("OR a", "OR", "where a term is expected"),
        ("a OR OR b", "OR", "where a term is expected"),
        ("AND", "AND", "where a term is expected"),
        ("a - b", "-", "right before what it excludes"),
        ("title:>5", ">5", "cannot be compared"),
        ("quality:abc", "abc", "takes a number, not “abc”; write 60, >60"),
        ("quality:5%", "5%", "takes a number"),
        ("quality:/5/", "/5/", "takes no regular expression"),
        ("date:2020-13", "2020-13", "takes a date, not “2020-13”"),
        ("date:2020-02-30", "2020-02-30", "takes a date"),
        ("date:0000", "0000", "takes a date"),
        ("date:2021..2020", "2021..2020", "goes backwards"),
        ("newer:7x", "7x", "hours, days, weeks, months, years"),
        ("is:foo", "foo", "it takes unread, read"),
        ("is:draftt", "draftt", "did you mean draft?"),
        ("broken:nothing", "nothing", "mojibake"),
        ("sort:size", "size", "it takes date, quality"),
        ("sort:date,-date", "-date", "names date twice"),
        ('sort:"date"', '"date"', "takes no quotes"),
        ("sort:date sort:heat", "sort:", "there twice"),
        ("limit:5 limit:6", "limit:", "there twice"),
        ("limit:x", "x", "a whole number"),
        ("limit:-5", "-5", "a whole number"),
        ("(sort:date)", "sort:", "for the whole query"),
        ("-limit:5", "limit:", "for the whole query"),
        ("related:{a limit:5}", "limit:", "for the whole query"),
        ("title:(sort:date)", "sort:", "for the whole query"),
        ("a OR sort:date", "OR", "on one side"),
        ("related:{related:{a}}", "{", "no related entries of its own"),
        ("any:=a", "a", "has no whole value"),
        ("topic:/a/", "/a/", "takes no regular expression"),
        ("title:=/a/", "/a/", "title:= takes no regular expression"),
        (r"/(a+)\1/", r"/(a+)\1/", "cannot be searched in linear time"),
        ("/(?=a)b/", "/(?=a)b/", "look-around"),
        ("word:site:x", "x", "is for words of a text"),
        ("quality:word:5", "5", "is for words of a text"),
        ("case:/a/", "/a/", r"write \bban\b"),
        ("word:title:=a", "a", "is for words of a text"),
        ("word:sort:date", "sort:", "for the whole query"),
        ("date:2020..<2020", "2020..<2020", "write 2020"),
        ("is:unread,foo", "foo", "does not know"),
        ("/[/", "/[/", "cannot be used: a [ is not closed"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, place: str, said: str) -> None:
    error = fault(text)
    assert not error.incomplete
    assert text[error.start : error.end] == place
    assert said in str(error)


def test_depth_and_length_are_bounded() -> None:
    deep = MAX_DEPTH // 2
    assert parse("(-" * deep + "a" + ")" * deep).tree is not None
    assert "deep" in fault("(-" * deep + "(a" + ")" * (deep + 1)).message
    assert "deep" in fault("-" * (MAX_DEPTH + 1) + "a").message
    assert parse("a" * MAX_LENGTH).tree is not None
    error = fault("a" * (MAX_LENGTH + 1))
    assert (error.start, error.end) == (MAX_LENGTH, MAX_LENGTH + 1)


def test_prose_with_many_colons_is_words() -> None:
    assert len(to_text(parse("aa: bb: cc: dd: ee: titel: ff:")).split()) == 7
