"""The parts of a reading.

All spans are ``(start, end)`` in code points of the document's text: ``reading.text[start:end]``. Codes of countries are
ISO 3166-1, of organisations their usual short names, days ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

Span = tuple[int, int]
"""``(start, end)`` in code points."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the text with the place where they stand."""

    quote: str
    span: Span

    def __str__(self) -> str:
        return self.quote


@dataclass(frozen=True, slots=True)
class Document:
    """The document that was read."""

    id: str
    """Given by the input, else ``b3:`` and the BLAKE3 hash of the bytes read."""
    source: str | None
    """Path or URL."""
    title: str | None
    publisher: str | None
    """Whose account it is: a country's or organisation's code."""
    published: str | None
    """The day of release."""
    language: str | None
    """BCP 47."""
    text: str
    """The restored text."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit of the restoration. Putting ``before`` back in the place of ``span``, for all, gives what was read."""

    kind: str
    """``mojibake``, ``injected-text``, ``entity``, ``control``, ``layout`` or ``charset``."""
    span: Span
    """Where ``after`` stands."""
    before: str
    after: str
    raw_span: Span
    """Where ``before`` stood in the input as decoded."""
    channel: str | None
    """How the damage came about, where known: ``utf-8 read as gb18030``."""
    certainty: str
    """``exact``, or ``inferred`` (a guess, with its reason)."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    span: Span
    kind: str
    """``title``, ``summary``, ``caption``, ``body``, ``quote``, ``list-item`` or ``boilerplate``."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the text names."""

    id: str
    type: str
    """``person``, ``office``, ``country``, ``territory``, ``organisation``, ``place``, ``instrument``, ``case``, ``group``."""
    name: str
    country: str | None
    offices: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """A party to an engagement."""

    entity: str | None
    """The id of an entity; None where the text names nobody."""
    side: str
    role: str | None
    """``host``, ``visitor``, ``caller``, ``attendee``."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A span of time."""

    from_: str
    to: str
    precision: str
    """``day``, ``month`` or ``year``."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A contact between parties that the text reports or announces."""

    id: int
    kind: str
    """``meeting``, ``call``, ``visit``, ``multilateral``, ``letter``, ``signing`` or ``summons``."""
    participants: tuple[Participant, ...]
    date: DateRange | None
    place: str | None
    country: str | None
    ordinal: int | None
    """3 for “the third time”."""
    within: int | None
    """The id of the visit or summit that it was part of."""
    announced: bool
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech act that the text reports."""

    id: int
    family: str
    act: str
    strength: int
    """1 (courteous) to 5 (strongest)."""
    cue: Quote
    """The predicate."""
    speakers: tuple[str, ...]
    """The ids of the entities whose act it is."""
    sides: tuple[str, ...]
    joint: bool
    reiterated: bool
    negated: bool
    addressees: tuple[str, ...]
    addressee_sides: tuple[str, ...]
    reported_by: str | None
    content: Quote | None
    """What was stressed, raised, agreed."""
    condition: Quote | None
    topics: tuple[str, ...]
    about: tuple[str, ...]
    """Codes of the countries, territories and organisations that the content is about."""
    names: tuple[str, ...]
    """Ids of instruments, cases and persons that the content names."""
    engagements: tuple[int, ...]
    """Ids of the engagements in which it was said."""
    evidence: Quote
    """The whole sentence."""
    plover: str | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that could not be read with certainty."""

    severity: str
    """``error``, ``warning`` or ``note``."""
    code: str
    span: Span | None
    message: str


Part = TypeVar("Part")

_QUOTES = ("cue", "content", "condition", "evidence")


def made(of: type[Part], values: Mapping[str, Any]) -> Part:
    """A part from what JSON holds of it; lists become tuples, and what is newer than this class is left out."""
    arguments = {}
    for field in fields(of):  # type: ignore[arg-type]
        name = field.name.rstrip("_")
        if name in values:
            arguments[field.name] = _value(name, values[name])
    return of(**arguments)


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        if name == "participants":
            return tuple(made(Participant, one) for one in value)
        return tuple(tuple(one) if isinstance(one, list) else one for one in value)
    if isinstance(value, dict):
        return made(Quote if name in _QUOTES else DateRange, value)
    return value
