"""Batches of documents in, tables of what they say out.

A batch of documents has one of the columns ``text``, ``bytes`` and ``html``, and where known ``id``, ``url``, ``title``,
``date``, ``publisher``, ``charset`` and ``language``; others are not looked at. ``schema("incoming")`` says what each holds.

The tables that come out are ``documents``, ``engagements``, ``participants``, ``statements`` and ``repairs``, with the schemas
of ``chancery export --format parquet``, and ``failures`` with the documents that could not be read. ``schema(name)`` gives
their schemas, ``describe(name)`` what each column holds.

Needs pyarrow, which ``pip install chancery-readouts[arrow]`` brings.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow

from chancery import _native
from chancery._read import Reader, shipped
from chancery._reading import Reading
from chancery._table import Table
from chancery.errors import ReadError

TABLES = ("documents", "engagements", "participants", "statements", "repairs")
"""The tables of readings."""

FAILURES = "failures"
"""The table of documents that could not be read."""


@cache
def _schemas() -> dict[str, Table]:
    return {name: Table(batch) for name, batch in _native.schemas()}


def _named(name: str) -> Table:
    if name not in _schemas():
        raise ValueError(f"there is no table {name!r} — name one of {', '.join(_schemas())}")
    return _schemas()[name]


def schema(name: str) -> pyarrow.Schema:
    """The schema of a table: of ``incoming``, one of :data:`TABLES`, or ``failures``."""
    return pyarrow.schema(_named(name))


def describe(name: str) -> dict[str, str]:
    """What each column of a table holds."""
    described = _named(name).descriptions
    return {column: described[column] for column in _named(name).column_names}


def read_tables(
    batch: Any,
    tables: Iterable[str] = (*TABLES, FAILURES),
    *,
    jobs: int = 1,
    reader: Reader | None = None,
    origin: tuple[str, int] | None = None,
    **release: Any,
) -> dict[str, pyarrow.RecordBatch]:
    """Reads a batch of documents into several tables at once.

    Args:
        batch: A ``pyarrow.RecordBatch``, or whatever has ``__arrow_c_array__``.
        tables: The names of the tables.
        jobs: The number of threads. The interpreter's lock is not held meanwhile.
        reader: What reads; the shipped one if not given.
        origin: The file that the documents are from and how many of its documents come before them: what ``failures`` calls
            those without id and address.
        **release: What is known of all documents, as for :func:`chancery.read`.

    Raises:
        SchemaError: The batch has no documents in it, or columns of types that hold none.
    """
    names = list(tables)
    batches = (reader or shipped()).tables(batch, names, jobs=jobs, origin=origin, **release)
    return {name: made.to_pyarrow() for name, made in zip(names, batches)}


def read_batch(batch: Any, table: str = "statements", **options: Any) -> pyarrow.RecordBatch:
    """Reads a batch of documents into one table: its rows, in the order of the documents. As :func:`read_tables`."""
    return read_tables(batch, (table,), **options)[table]


def tables(
    readings: Iterable[Reading | ReadError], names: Iterable[str] = (*TABLES, FAILURES)
) -> dict[str, pyarrow.RecordBatch]:
    """The tables of readings; what ``read_many(…, errors="return")`` gives can be taken as it comes."""
    names = list(names)
    read, failed = [], []
    for outcome in readings:
        if isinstance(outcome, ReadError):
            failed.append((outcome.document, outcome.reason))
        else:
            read.append(outcome._native)
    batches = _native.tables_of(read, failed, names)
    return {name: Table(batch).to_pyarrow() for name, batch in zip(names, batches)}
