"""Reading documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from chancery import _native
from chancery._reading import Reading
from chancery._table import Table
from chancery.errors import ReadError

TYPE_CHECKING = False  # As that of typing, which takes a while to load.
if TYPE_CHECKING:
    from typing import Any, Literal, Union

    Source = Union[str, bytes, bytearray, "os.PathLike[str]", Mapping[str, Any]]
    """A document: its text, its bytes, a path, or a mapping with ``text``, ``bytes`` or ``html`` and what is known of it."""

    Errors = Literal["raise", "return", "skip"]


class Reader:
    """Reads documents with what the package knows, or with tables of one's own.

    Making one takes a moment; any number of threads may use it. The functions of the package share one.

    Args:
        data: A folder of tables such as the project's ``data/``, instead of what the package carries.
    """

    def __init__(self, data: str | os.PathLike[str] | None = None) -> None:
        self._native = _native.Reader(data)
        self._data = data

    def __reduce__(self) -> tuple[Any, tuple[Any]]:
        return Reader, (self._data,)

    def read(self, document: Source, **release: Any) -> Reading:
        """As :func:`chancery.read`."""
        return Reading(self._native.read(document, release))

    def read_many(
        self, documents: Iterable[Source], *, jobs: int | None = None, errors: Errors = "raise", **release: Any
    ) -> Readings:
        """As :func:`chancery.read_many`."""
        if isinstance(documents, (str, bytes, bytearray, os.PathLike, Mapping)):
            documents = [documents]
        stream = self._native.read_many(iter(documents), release, threads(jobs))
        return Readings(stream, errors)

    def tables(
        self,
        documents: Any,
        tables: list[str],
        *,
        jobs: int = 1,
        origin: tuple[str, int] | None = None,
        **release: Any,
    ) -> list[Table]:
        """The tables of an Arrow batch of documents; see :func:`chancery.arrow.read_tables`."""
        return [Table(batch) for batch in self._native.tables(documents, tables, release, jobs, origin)]


class Readings(Iterator["Reading | ReadError"]):
    """Readings in the order of the documents, as they are ready."""

    def __init__(self, stream: _native.Stream, errors: Errors) -> None:
        if errors not in ("raise", "return", "skip"):
            raise ValueError(f"errors is {errors!r} — write raise, return or skip")
        self._stream = stream
        self._errors = errors

    def __iter__(self) -> Readings:
        return self

    def __next__(self) -> Any:
        while True:
            outcome = next(self._stream)
            if not isinstance(outcome, ReadError):
                return Reading(outcome)
            if self._errors == "raise":
                raise outcome
            if self._errors == "return":
                return outcome


def threads(jobs: int | None) -> int:
    """The threads asked for, else as many as there are processors for this process."""
    if jobs is not None:
        return jobs
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@cache
def shipped() -> Reader:
    """The reader with what the package carries, made when it is first needed."""
    return Reader()


def read(document: Source, **release: Any) -> Reading:
    """Reads one document.

    Args:
        document: Its text (``str``), its bytes (text in any encoding, a page or a PDF), a path (``pathlib.Path``), or a
            mapping with ``text``, ``bytes`` or ``html`` and, where known, ``id``, ``url``, ``title``, ``date``, ``publisher``,
            ``charset``, ``language``.
        **release: What the document itself does not say: ``publisher`` (a code such as ``GB``), ``date`` (the day of
            release), ``title``, ``url``, ``charset``. Date and publisher matter: an office without a name is linked to
            whoever held it on that day.

    Raises:
        ReadError: It cannot be read.
        ValueError: The path holds several documents, or a keyword has no meaning.

    >>> reading = chancery.read("The Foreign Minister of Norway met the Foreign Minister of Chile. She raised fisheries.")
    >>> reading.statements[0].act
    'raise'
    """
    return shipped().read(document, **release)


def read_many(
    documents: Iterable[Source], *, jobs: int | None = None, errors: Errors = "raise", **release: Any
) -> Readings:
    """Reads many documents on all processors, in their order, without the interpreter's lock.

    Args:
        documents: Any of what :func:`read` takes. A path stands for all documents in it: of a folder, JSON lines, a web
            archive, a feed. They are taken as they are needed, up to sixteen for each thread ahead.
        jobs: The number of threads; as many as there are processors if not given.
        errors: What to do with a document that cannot be read: ``raise`` its :class:`ReadError` (what follows can still be
            taken), ``return`` it in the place of the reading, or ``skip`` it.
        **release: As for :func:`read`, for all documents.
    """
    return shipped().read_many(documents, jobs=jobs, errors=errors, **release)
