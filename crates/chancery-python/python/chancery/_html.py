"""How readings look in notebooks. Whatever comes from a document goes through :func:`html.escape`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chancery._model import Repair, Span
    from chancery._reading import Reading
    from chancery._restore import Restored

_STYLES = {
    "evidence": "background:rgba(255,214,10,.18)",
    "engagement": "background:rgba(52,120,246,.14)",
    "content": "border-bottom:2px solid rgba(255,159,10,.9)",
    "cue": "font-weight:bold",
    "repair": "background:rgba(52,199,89,.25)",
}


class Mark(NamedTuple):
    """A place in the text, what it is, and what is told when the pointer is over it."""

    span: Span
    kind: str
    told: str


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with its marks, which may overlap; the innermost tells."""
    inside = [mark for mark in marks if mark.span[0] < mark.span[1]]
    edges = sorted({0, len(text), *(edge for mark in inside for edge in mark.span)})
    pieces = []
    for start, end in zip(edges, edges[1:]):
        here = [mark for mark in inside if mark.span[0] <= start and end <= mark.span[1]]
        piece = escape(text[start:end])
        if here:
            style = ";".join(_STYLES[kind] for kind in _STYLES if any(mark.kind == kind for mark in here))
            told = min(here, key=lambda mark: mark.span[1] - mark.span[0]).told
            piece = f'<span style="{style}" title="{escape(told)}">{piece}</span>'
        pieces.append(piece)
    return f'<div style="white-space:pre-wrap">{"".join(pieces)}</div>'


def _repairs(repairs: Iterable[Repair]) -> Iterable[Mark]:
    for repair in repairs:
        channel = f", {repair.channel}" if repair.channel else ""
        yield Mark(repair.span, "repair", f"{repair.kind}{channel}, {repair.certainty}: was {repair.before!r}")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def reading(reading: Reading) -> str:
    """The text of a reading with what was found in it, and its statements."""
    marks = list(_repairs(reading.repairs))
    for engagement in reading.engagements:
        sides = ", ".join(party.side for party in engagement.participants)
        marks.append(Mark(engagement.evidence.span, "engagement", f"{engagement.kind}: {sides}"))
    rows = []
    for said in reading.statements:
        told = f"{', '.join(said.sides)}: {said.act} ({said.family}, strength {said.strength})"
        marks.append(Mark(said.evidence.span, "evidence", told))
        if said.content:
            marks.append(Mark(said.content.span, "content", told))
        marks.append(Mark(said.cue.span, "cue", told))
        content = said.content.quote if said.content else ""
        to = ", ".join(said.addressee_sides)
        rows.append((", ".join(said.sides), to, said.act, str(said.strength), ", ".join(said.topics), content))
    document = reading.document
    line = " · ".join(part for part in (document.published, document.publisher, document.source) if part)
    return (
        f"<div><strong>{escape(document.title or document.id)}</strong><br><small>{escape(line)}</small>"
        f"{marked(reading.text, marks)}"
        f"{_table(('by', 'to', 'act', 'strength', 'topics', 'content'), rows)}</div>"
    )


def restored(restored: Restored) -> str:
    """A restored text with its repairs."""
    rows = [(repair.kind, repair.before, repair.after, repair.certainty) for repair in restored.repairs]
    table = _table(("kind", "was", "is", "certainty"), rows) if rows else ""
    return f"<div>{marked(restored.text, _repairs(restored.repairs))}{table}</div>"


def rows(head: Iterable[str], lines: Iterable[Iterable[str]], more: int) -> str:
    """Rows of an answer of a record."""
    left = f"<p>… and {more} more</p>" if more else ""
    return f"<div>{_table(head, lines)}{left}</div>"
