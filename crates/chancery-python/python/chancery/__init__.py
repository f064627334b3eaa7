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
from chancery._native import __version__
from chancery._read import Reader, Readings, read, read_many
from chancery._reading import Reading
from chancery._record import Comparison, Engagements, Record, Statements, Timeline, compare
from chancery._restore import Restored, fix_text, restore
from chancery._table import Table
from chancery.errors import Error, KnowledgeError, ReadError, RecordError, SchemaError

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
