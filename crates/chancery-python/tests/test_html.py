"""How readings look in notebooks."""

from __future__ import annotations

from html.parser import HTMLParser

import chancery
from conftest import NORWAY

HOSTILE = '<script>alert("x")</script> <img src=x onerror=alert(1)> &amp; \'"'


class Page(HTMLParser):
    """The elements of a page, and the text of those whose white space is kept."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.kept = ""
        self.depth = 0
        self.feed(page)
        self.close()
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "br":
            return
        if self.depth or dict(attrs).get("style") == "white-space:pre-wrap":
            self.depth += 1
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.kept += data


def test_the_text_stands_with_what_was_found() -> None:
    reading = chancery.read(NORWAY, publisher="NO", date="2024-05-07")
    page = Page(reading._repr_html_())
    assert page.kept == reading.text
    told = [attributes["title"] for tag, attributes in page.elements if tag == "span"]
    assert any("raise" in title for title in told)
    assert any(title.startswith("meeting: ") for title in told)


def test_nothing_of_a_document_is_markup() -> None:
    text = f"Foreign Minister Ingrid Haugen of Norway raised {HOSTILE} with Chile. {HOSTILE}"
    reading = chancery.read({"text": text, "title": HOSTILE, "url": f"https://example.org/{HOSTILE}"})
    page = Page(reading._repr_html_())
    assert page.kept == reading.text
    allowed = {"div", "strong", "br", "small", "span", "table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in page.elements} <= allowed
    assert {name for _, attributes in page.elements for name in attributes} <= {"style", "title"}


def test_repairs_are_shown() -> None:
    restored = chancery.restore("<b>minister鈥檚</b> <script>x</script>")
    page = Page(restored._repr_html_())
    assert page.kept == restored.text
    assert any("鈥檚" in (attributes.get("title") or "") for _, attributes in page.elements)
    assert not {"script", "b"} & {tag for tag, _ in page.elements}
