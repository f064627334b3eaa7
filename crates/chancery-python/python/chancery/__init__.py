"""Reads official diplomatic readouts into a record in which every claim carries the sentence that proves it.

>>> import chancery
>>> reading = chancery.read("Foreign Secretary David Lammy met Foreign Minister Wang Yi. He raised human rights.", publisher="GB")
>>> [(said.sides, said.act, said.evidence.quote) for said in reading.statements]
[(('GB',), 'raise', 'He raised human rights.')]

- :func:`restore` and :func:`fix_text` undo damage to text of any kind, :func:`read` and :func:`read_many` read documents.
- :class:`Record` keeps readings in one file and answers questions of them.
- :mod:`chancery.arrow` reads batches of documents into tables; :mod:`chancery.spark`, :mod:`chancery.ray` and
  :mod:`chancery.daft` do the same on these engines, and the program ``chancery-spark`` on whole archives.
- :mod:`chancery.errors` names what can go wrong.
"""

from chancery import errors
from chancery._native import __version__
from chancery._read import Reader, Readings, read, read_many
from chancery._reading import Reading
from chancery._restore import Restored, fix_text, restore
from chancery._table import Table
from chancery.errors import Error, KnowledgeError, ReadError, RecordError, SchemaError

TYPE_CHECKING = False  # As that of typing, which takes a while to load.
if TYPE_CHECKING:
    from typing import Any

    from chancery._model import (
        DateRange,
        Diagnostic,
        Document,
        Engagement,
        Entity,
        Participant,
        Quote,
        Repair,
        Sentence,
        Statement,
    )
    from chancery._record import Comparison, Engagements, Record, Statements, Timeline, compare

__all__ = [
    "Comparison",
    "DateRange",
    "Diagnostic",
    "Document",
    "Engagement",
    "Engagements",
    "Entity",
    "Error",
    "KnowledgeError",
    "Participant",
    "Quote",
    "ReadError",
    "Reader",
    "Reading",
    "Readings",
    "Record",
    "RecordError",
    "Repair",
    "Restored",
    "SchemaError",
    "Sentence",
    "Statement",
    "Statements",
    "Table",
    "Timeline",
    "__version__",
    "compare",
    "errors",
    "fix_text",
    "read",
    "read_many",
    "restore",
]

_LATER = {
    "_record": ("Comparison", "Engagements", "Record", "Statements", "Timeline", "compare"),
    "_model": (
        "DateRange",
        "Diagnostic",
        "Document",
        "Engagement",
        "Entity",
        "Participant",
        "Quote",
        "Repair",
        "Sentence",
        "Statement",
    ),
}
"""What is loaded when it is first asked for, so that a program that only reads starts sooner."""


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    for module, names in _LATER.items():
        if name in names:
            value = getattr(import_module(f"chancery.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'chancery' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
