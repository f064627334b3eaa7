"""What was read of one document."""

from __future__ import annotations

import json
from functools import cached_property

from chancery import _native
from chancery._table import Table

TYPE_CHECKING = False  # As that of typing, which takes a while to load.
if TYPE_CHECKING:
    from typing import Any

    from chancery._model import Diagnostic, Document, Engagement, Entity, Repair, Sentence, Statement


class Reading:
    """What Chancery says about one document.

    The same object that ``chancery read --format json`` prints: :meth:`to_dict` and :meth:`to_json` give it whole, the
    attributes its parts. It can be pickled and compared. In notebooks it shows the text with what was found in it.
    """

    def __init__(self, native: _native.Reading) -> None:
        self._native = native

    @staticmethod
    def from_json(text: str) -> Reading:
        """A reading from what :meth:`to_json` or the program wrote."""
        return Reading(_native.Reading.from_json(text))

    @staticmethod
    def from_dict(values: dict[str, Any]) -> Reading:
        """A reading from what :meth:`to_dict` gave."""
        return Reading.from_json(json.dumps(values))

    def to_json(self) -> str:
        """One line of JSON."""
        return self._native.json().decode()

    def to_json_bytes(self) -> bytes:
        """The same in UTF-8, which a file or a socket takes as it is."""
        return self._native.json()

    def to_dict(self) -> dict[str, Any]:
        """The same as nested dictionaries and lists."""
        whole: dict[str, Any] = json.loads(self._native.json())
        return whole

    def to_arrow(self, table: str = "statements") -> Table:
        """Rows of one of the tables: documents, engagements, participants, statements, repairs."""
        return Table(_native.tables_of([self._native], [], [table])[0])

    @property
    def id(self) -> str:
        """The document's id."""
        return self._native.id

    @property
    def text(self) -> str:
        """The restored text."""
        return self._native.text

    @cached_property
    def document(self) -> Document:
        """The document that was read."""
        from chancery import _model

        return _model.made(_model.Document, json.loads(self._native.part("document")))

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Every difference between what was read and :attr:`text`, in order."""
        return self._parts("repairs", "Repair")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return self._parts("sentences", "Sentence")

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what the text names, one each, in order of first mention."""
        return self._parts("entities", "Entity")

    @cached_property
    def engagements(self) -> tuple[Engagement, ...]:
        """The contacts that the text reports or announces."""
        return self._parts("engagements", "Engagement")

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The speech acts that the text reports, in order."""
        return self._parts("statements", "Statement")

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What could not be read with certainty."""
        return self._parts("diagnostics", "Diagnostic")

    def _parts(self, name: str, of: str) -> tuple[Any, ...]:
        from chancery import _model

        return tuple(_model.made(getattr(_model, of), part) for part in json.loads(self._native.part(name)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self._native.json() == other._native.json()

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Reading.from_json, (self.to_json(),)

    def __repr__(self) -> str:
        repairs, engagements, statements = self._native.counts
        return (
            f"<chancery.Reading {self.id!r}: {repairs} repairs, {engagements} engagements, {statements} statements>"
        )

    def _repr_html_(self) -> str:
        from chancery import _html

        return _html.reading(self)
