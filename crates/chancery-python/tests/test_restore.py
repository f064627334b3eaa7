"""Restoring text."""

from __future__ import annotations

import pytest

import chancery

DAMAGED = "The minister鈥檚 visit 鈥� the third 鈥� ended.\r\nHe left."


def test_text_and_repairs() -> None:
    restored = chancery.restore(DAMAGED, region="GB")
    text, repairs = restored
    assert text == restored.text == "The minister’s visit – the third – ended.\nHe left."
    for repair in repairs:
        start, end = repair.span
        assert text[start:end] == repair.after
        start, end = repair.raw_span
        assert DAMAGED[start:end] == repair.before
    assert repairs[0].channel == "utf-8 read as gb18030"
    assert repairs[0].certainty == "exact"
    assert {repair.kind for repair in repairs} == {"mojibake", "layout"}


def test_spans_count_code_points() -> None:
    text, repairs = chancery.restore("😀 caf&eacute; 😀 na&iuml;ve")
    assert text == "😀 café 😀 naïve"
    assert [text[slice(*repair.span)] for repair in repairs] == ["é", "ï"]


def test_undoing_gives_the_input() -> None:
    data = DAMAGED.encode("utf-8") + b"\x93quoted\x94"
    restored = chancery.restore(data)
    assert "“quoted”" in restored.text
    assert restored.undo() == data


def test_bytes_are_decoded() -> None:
    restored = chancery.restore("会谈".encode("gb18030"), charset="gb2312")
    assert restored.text == "会谈"
    assert restored.encoding.lower() in ("gbk", "gb18030")


def test_only_some_kinds() -> None:
    restored = chancery.restore(DAMAGED, only=["layout"])
    assert [repair.kind for repair in restored.repairs] == ["layout"]
    with pytest.raises(ValueError, match="mojibake, injected-text"):
        chancery.restore(DAMAGED, only=["typo"])


def test_fix_text_as_users_of_ftfy_know_it() -> None:
    assert chancery.fix_text("âœ” No problems") == "✔ No problems"
    assert chancery.fix_text("The minister鈥檚 visit") == "The minister’s visit"
    assert chancery.fix_text("a &amp; b", unescape_html=False) == "a &amp; b"
    assert chancery.fix_text("a\r\nb", fix_line_breaks=False) == "a\r\nb"
    assert chancery.fix_text("âœ” &amp; x", fix_encoding=False) == "âœ” & x"
    assert chancery.fix_text("a &amp; b", None, max_decode_length=10) == "a & b"
    assert chancery.fix_text("“quoted”", uncurl_quotes=False, normalization=None) == "“quoted”"


def test_fix_text_says_what_it_does_not_do() -> None:
    with pytest.warns(UserWarning, match="uncurl_quotes does nothing"):
        assert chancery.fix_text("“quoted”", uncurl_quotes=True) == "“quoted”"
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        chancery.fix_text("a", colour=True)


def test_fix_text_takes_a_config() -> None:
    class Config:
        unescape_html = False
        uncurl_quotes = True

    assert chancery.fix_text("a &amp; b", Config()) == "a &amp; b"
    assert chancery.fix_text("a &amp; b", Config(), unescape_html=True) == "a & b"


def test_a_lone_surrogate_is_no_text() -> None:
    assert chancery.fix_text("a \ud800 b") is not None
