"""Readings in one file, and the questions that it answers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, overload

from chancery import _html, _native
from chancery._read import Readings, Reader, shipped, threads
from chancery._reading import Reading
from chancery._table import Table
from chancery.errors import ReadError, RecordError

if TYPE_CHECKING:
    import pandas
    import polars

    from chancery._read import Source

Row = dict[str, Any]

_BATCH = 1024
"""Readings that are added in one transaction."""
_SHOWN = 20
"""Rows that a notebook shows."""


class _Rows:
    """Rows as dictionaries, and as a table.

    No ``Sequence``: what takes both rows and Arrow streams, as Polars does, would take it for the former.
    """

    def __init__(self, rows: list[Row], record: _native.Record) -> None:
        self._rows = rows
        self._record = record

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<chancery.{type(self).__name__}: {len(self)} rows>"

    def to_dicts(self) -> list[Row]:
        """The rows as the program prints them with ``--format json``."""
        return self._rows

    def to_arrow(self) -> Table:
        """The rows with the columns that ``chancery export`` writes."""
        raise NotImplementedError(type(self).__name__)

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame (needs pyarrow)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The same as a Polars frame."""
        return self.to_arrow().to_polars()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class Statements(_Rows):
    """Statements that were found. Each row has ``statement`` as it was read, and the document it is from."""

    def to_arrow(self) -> Table:
        """The table ``statements``."""
        rows = [(row["document"], row["statement"]["id"]) for row in self._rows]
        return Table(self._record.statements(rows))

    def _repr_html_(self) -> str:
        lines = []
        for row in self._rows[:_SHOWN]:
            said = row["statement"]
            sides = (", ".join(said["sides"]), ", ".join(said["addressee_sides"]))
            lines.append((row["published"] or "", *sides, said["act"], said["evidence"]["quote"], row["source"] or ""))
        more = max(0, len(self) - _SHOWN)
        return _html.rows(("day", "by", "to", "act", "evidence", "source"), lines, more)


class Engagements(_Rows):
    """Engagements that were found. Each row has ``engagement`` as it was read, and the document it is from."""

    def to_arrow(self) -> Table:
        """The table ``engagements``."""
        rows = [(row["document"], row["engagement"]["id"]) for row in self._rows]
        return Table(self._record.contacts(rows))

    def _repr_html_(self) -> str:
        lines = []
        for row in self._rows[:_SHOWN]:
            contact = row["engagement"]
            sides = ", ".join(party["side"] for party in contact["participants"])
            day = contact["date"]["from"] if contact["date"] else row["published"] or ""
            lines.append((day, contact["kind"], sides, contact["evidence"]["quote"], row["source"] or ""))
        more = max(0, len(self) - _SHOWN)
        return _html.rows(("day", "kind", "sides", "evidence", "source"), lines, more)


class Timeline:
    """Statements in the order of their days, and what changed between them."""

    def __init__(self, values: Row, rows: list[tuple[int, int]], record: _native.Record) -> None:
        self._values = values
        self._keys = rows
        self._record = record

    @property
    def entries(self) -> list[Row]:
        """The statements, the oldest first."""
        entries: list[Row] = self._values["entries"]
        return entries

    @property
    def points(self) -> list[Row]:
        """The same, one point for what a release says of the matter."""
        points: list[Row] = self._values["points"]
        return points

    @property
    def changes(self) -> list[Row]:
        """What changed, each with the sentence before and the sentence after."""
        changes: list[Row] = self._values["changes"]
        return changes

    def to_dict(self) -> Row:
        """All of it, as ``chancery timeline --format json`` prints it."""
        return self._values

    def to_arrow(self) -> Table:
        """The statements, with the column ``changes`` behind those of the table ``statements``."""
        kinds: dict[int, list[str]] = {}
        for change in self.changes:
            kinds.setdefault(change["at"]["statement"], []).append(change["kind"])
        changes = [kinds.get(entry["statement"], []) for entry in self.entries]
        return Table(self._record.statements(self._keys, changes))

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame (needs pyarrow)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The same as a Polars frame."""
        return self.to_arrow().to_polars()

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"<chancery.Timeline: {len(self)} statements, {len(self.changes)} changes>"


class Comparison:
    """Two accounts side by side: what both report, and what one alone does."""

    def __init__(self, values: Row, table: _native.Batch) -> None:
        self._values = values
        self._table = table

    def to_dict(self) -> Row:
        """All of it, as ``chancery compare --format json`` prints it."""
        return self._values

    @property
    def both(self) -> list[Row]:
        """What both report."""
        both: list[Row] = self._values["both"]
        return both

    @property
    def only_a(self) -> list[Row]:
        """What the first account alone reports."""
        only: list[Row] = self._values["a"]["only_here"]
        return only

    @property
    def only_b(self) -> list[Row]:
        """What the second account alone reports."""
        only: list[Row] = self._values["b"]["only_here"]
        return only

    def to_arrow(self) -> Table:
        """The statements, with ``account`` and ``matter`` behind the columns of the table ``statements``."""
        return Table(self._table)

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame (needs pyarrow)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The same as a Polars frame."""
        return self.to_arrow().to_polars()

    def __repr__(self) -> str:
        return (
            f"<chancery.Comparison: {len(self.both)} matters in both, "
            f"{len(self.only_a)} in the first alone, {len(self.only_b)} in the second alone>"
        )


def compare(a: Reading, b: Reading, *, contact: tuple[int, int] | None = None) -> Comparison:
    """Compares two accounts of one contact.

    Args:
        a: The first account.
        b: The second one.
        contact: The ids of the engagement in each, where it is known to be the same; else it is found.
    """
    values, table = _native.compare(a._native, b._native, contact)
    return Comparison(json.loads(values), table)


class Record:
    """Readings in one SQLite file.

    >>> with chancery.Record("chancery.db") as record:
    ...     record.add([pathlib.Path("examples")], date="2024-05-07")
    ...     record.search("fishing", by="NO").to_pandas()

    Everything that a question gives must hold; where several values are given, any one. Any thread may ask, one at a time.

    Args:
        path: The file; made if there is none, unless ``read_only``.
        read_only: Whether it is only asked.
        reader: What reads documents that are added; the shipped one if not given.

    Raises:
        RecordError: It cannot be opened, or is none.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, read_only: bool = False, reader: Reader | None = None
    ) -> None:
        self._native = _native.Record(path, not read_only)
        self._reader = reader
        self.path = Path(path)

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file. Asking afterwards raises."""
        self._native.close()

    def __repr__(self) -> str:
        return f"<chancery.Record {str(self.path)!r}>"

    def add(
        self,
        documents: Iterable[Union[Source, Reading]] | Source | Reading,
        *,
        jobs: int | None = None,
        **release: Any,
    ) -> Row:
        """Reads documents and adds them; those that are there already change nothing.

        Args:
            documents: What :func:`chancery.read_many` takes, or readings.
            jobs: The number of threads.
            **release: As for :func:`chancery.read`.

        Returns:
            How many are ``new``, ``revised`` and ``known``, and as ``failed`` the list of :class:`~chancery.ReadError`.
        """
        counts: Row = {"new": 0, "revised": 0, "known": 0, "failed": []}
        waiting: list[_native.Reading] = []

        def flush() -> None:
            added = self._native.add(waiting)
            for name, count in zip(("new", "revised", "known"), added):
                counts[name] += count
            waiting.clear()

        for outcome in self._readings(documents, jobs, release):
            if isinstance(outcome, ReadError):
                counts["failed"].append(outcome)
                continue
            waiting.append(outcome._native)
            if len(waiting) == _BATCH:
                flush()
        flush()
        return counts

    def _readings(self, documents: Any, jobs: int | None, release: Row) -> Iterator[Reading | ReadError]:
        if isinstance(documents, Reading):
            documents = [documents]
        if isinstance(documents, (str, bytes, bytearray, os.PathLike, dict)):
            documents = [documents]
        documents = iter(documents)
        first = next(documents, None)
        if isinstance(first, Reading):
            yield first
            for reading in documents:
                if not isinstance(reading, (Reading, ReadError)):
                    raise TypeError("add takes documents or readings, not both")
                yield reading
        elif first is not None:
            reader = self._reader or shipped()

            def all_documents() -> Iterator[Any]:
                yield first
                yield from documents

            stream = reader._native.read_many(all_documents(), release, threads(jobs))
            yield from Readings(stream, "return")

    def search(self, words: str | None = None, *, sort: str = "newest", limit: int = 0, **filters: Any) -> Statements:
        """The statements that hold all that is asked.

        Args:
            words: Words of the sentence, all of them; those in double quotes together.
            sort: ``newest``, ``oldest`` or ``strongest`` first.
            limit: How many at most; 0 for all.
            **filters: ``by``, ``to``, ``family``, ``act``, ``topic``, ``about``, ``kind`` (a value or several), ``speaker``,
                ``name`` (a name or a part of it), ``min_strength``, ``joint``, ``since``, ``until``.
        """
        asked = _filters(words=words, sort=sort, limit=limit, **filters)
        return Statements(json.loads(self._native.search(asked)), self._native)

    def timeline(self, words: str | None = None, **filters: Any) -> Timeline:
        """How the language on a matter moved; filters as in :meth:`search`."""
        asked = _filters(words=words, sort="oldest", **filters)
        values = json.loads(self._native.timeline(asked))
        found = json.loads(self._native.search(asked))
        places = {row["id"]: (row["document"], row["statement"]["id"]) for row in found}
        rows = [places[entry["statement"]] for entry in values["entries"]]
        return Timeline(values, rows, self._native)

    def engagements(
        self,
        sides: str | Iterable[str] = (),
        *,
        person: str | None = None,
        kind: str | Iterable[str] = (),
        since: Any = None,
        until: Any = None,
        announced: bool = True,
        limit: int = 0,
    ) -> Engagements:
        """Who met whom: the engagements in which all of ``sides`` took part."""
        asked = _filters(
            sides=sides, person=person, kind=kind, since=since, until=until, announced=announced, limit=limit
        )
        return Engagements(json.loads(self._native.engagements(asked)), self._native)

    def pairs(self, sides: str | Iterable[str] = (), **filters: Any) -> list[Row]:
        """Contacts of which there are accounts of two publishers."""
        pairs: list[Row] = json.loads(self._native.pairs(_filters(sides=sides, **filters)))
        return pairs

    def compare(self, a: Any, b: Any = None) -> Comparison | list[Comparison]:
        """Compares two accounts, or all accounts of one contact.

        Args:
            a: A document's number in the record, its name or URL, or a reading; without ``b`` the number of an engagement,
                ``"17.0"``: the document's number and the engagement's.
            b: The other account.

        Returns:
            The comparison; without ``b`` a list with one for each other publisher's account.
        """
        if b is None:
            comparisons = []
            for of_a, of_b, in_a, in_b in self._native.counterparts(str(a)):
                pair = (self._account(of_a), self._account(of_b))
                comparisons.append(compare(*pair, contact=(in_a, in_b)))
            return comparisons
        return compare(self._account(a), self._account(b))

    def _account(self, key: Any) -> Reading:
        return key if isinstance(key, Reading) else self.document(key)

    def document(self, key: int | str) -> Reading:
        """The reading of a document, by its number in the record, its name or URL.

        Raises:
            RecordError: There is none.
        """
        found = self._native.document(str(key))
        if found is None:
            raise RecordError(f"{key}: there is no such document in {self.path}")
        return Reading(found)

    def brief(
        self, us: str, them: str, *, person: str | None = None, since: Any = None, until: Any = None
    ) -> Row:
        """What the record has for a meeting of two sides, as ``chancery brief --format json`` prints it."""
        brief: Row = json.loads(self._native.brief(us, them, person, _day(since), _day(until)))
        return brief

    def coverage(
        self, framework: str | os.PathLike[str], *, period: str = "quarter", silence: int = 2, **filters: Any
    ) -> Row:
        """Statements by the pillars of a strategy: one that the package carries by its name, or a TOML file."""
        name = os.fspath(framework)
        path = Path(framework)
        text = path.read_text(encoding="utf-8") if path.suffix or path.is_file() else None
        coverage: Row = json.loads(self._native.coverage(name, text, _filters(**filters), period, silence))
        return coverage

    def status(self) -> Row:
        """How many documents, statements and others it holds, and of which days."""
        status: Row = json.loads(self._native.status())
        return status

    def check(self) -> Row:
        """What is wrong in it: an empty list of ``faults`` if nothing is."""
        checked: Row = json.loads(self._native.check())
        return checked


_SEVERAL = frozenset(("by", "to", "family", "act", "topic", "about", "kind", "sides"))


def _filters(**filters: Any) -> str:
    asked = {}
    for name, value in filters.items():
        if value is None:
            continue
        if name in _SEVERAL:
            value = [value] if isinstance(value, str) else list(value)
        elif name in ("since", "until"):
            value = _day(value)
        asked[name] = value
    return json.dumps(asked)


def _day(day: Any) -> str | None:
    return None if day is None else str(day)[:10]
