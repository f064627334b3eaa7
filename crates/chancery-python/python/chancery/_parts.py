"""The parts of a job: what is read in one go, written to files of its own, and marked when it is done.

A part's files have its name, which comes from its input alone. So a part that is read again, by another worker or after a
stop, gives the same files with the same rows, and nothing is there twice.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.compute
import pyarrow.parquet

from chancery import arrow
from chancery._read import read_many
from chancery.errors import SchemaError

DONE = "_done"
"""The folder of marks, one for each finished part."""
WORK = "_work"
"""The folder of files that are being written."""

ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
LINES = (".jsonl", ".ndjson")

_PART_ROWS = 20_000
"""Documents of a Parquet file that are one part, about."""
_READ_ROWS = 512
"""Documents that are read together."""
_WRITE_BYTES = 64 << 20
"""Bytes of rows that are kept before they are written."""

NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""What Hive, Spark and others call the folder of rows without a value."""


@dataclass(frozen=True)
class Part:
    """A file, or some of its row groups."""

    path: str
    name: str
    state: str
    """Changes when the file does."""
    groups: tuple[int, ...] | None = None
    """Row groups of a Parquet file."""
    first: int = 0
    """Documents before them."""
    broken: str | None = None
    """Why the file cannot be read at all."""


@dataclass(frozen=True)
class Job:
    """What is done to every part."""

    output: str
    tables: tuple[str, ...]
    partition_by: str
    release: dict[str, Any]

    def settings(self) -> str:
        """What must be the same when it is gone on with."""
        kept = asdict(self)
        del kept["output"]
        return json.dumps(kept, sort_keys=True)


def plan(inputs: list[Path]) -> tuple[list[Part], list[Path]]:
    """The parts of files and of folders with everything below them, in the order of their paths; and what is no input."""
    parts: list[Part] = []
    others: list[Path] = []
    for base in inputs:
        for path in _files(base):
            name = path.name.lower()
            if name.endswith(".parquet"):
                parts.extend(_groups(path, base))
            elif name.endswith(ARCHIVES + LINES):
                parts.append(_part(path, base))
            else:
                others.append(path)
    return parts, others


def _files(base: Path) -> Iterator[Path]:
    if base.is_file():
        yield base
        return
    if not base.is_dir():
        raise FileNotFoundError(f"{base}: no such file or folder")
    for folder, folders, names in os.walk(base):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if not name.startswith((".", "_")):
                yield Path(folder, name)


def _part(path: Path, base: Path, **more: Any) -> Part:
    relative = path.name if path == base else path.relative_to(base).as_posix()
    status = path.stat()
    said = f"{base.name}/{relative}:{more.get('groups')}"
    digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", path.name).strip("-")[:40]
    state = f"{status.st_size}:{status.st_mtime_ns}"
    return Part(path=str(path.absolute()), name=f"{stem}-{digest}", state=state, **more)


def _groups(path: Path, base: Path) -> Iterator[Part]:
    """Row groups of a file together until they hold enough documents."""
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        yield _part(path, base, broken=f"is no Parquet file that can be read ({error}) — get it again")
        return
    with file:
        groups: list[int] = []
        first = rows = 0
        for group in range(file.num_row_groups):
            groups.append(group)
            rows += file.metadata.row_group(group).num_rows
            if rows >= _PART_ROWS or group + 1 == file.num_row_groups:
                yield _part(path, base, groups=tuple(groups), first=first)
                first, rows, groups = first + rows, 0, []


def unfinished(parts: list[Part], output: Path) -> list[Part]:
    """The parts that are to be done. Whatever was written of them is taken away."""
    done = {}
    for mark in (output / DONE).glob("*.json"):
        done[mark.stem] = json.loads(mark.read_text(encoding="utf-8"))["state"]
    left = [part for part in parts if done.get(part.name) != part.state]
    for part in left:
        if part.name in done:
            (output / DONE / f"{part.name}.json").unlink()
            del done[part.name]
    shutil.rmtree(output / WORK, ignore_errors=True)
    for table in (*arrow.TABLES, arrow.FAILURES):
        for file in (output / table).glob("**/*.parquet"):
            if file.stem not in done:
                file.unlink()
    return left


def run(part: Part, job: Job) -> dict[str, int]:
    """Reads a part, writes its files and marks it. Gives the number of rows of each table."""
    output = Path(job.output)
    work = output / WORK / f"{part.name}-{uuid.uuid4().hex}"
    files = _Files(work, part.name, job.partition_by)
    names = (*job.tables, arrow.FAILURES)
    try:
        for tables in _tables(part, job, names):
            for name, batch in tables.items():
                files.add(name, batch)
        rows = {name: files.rows.get(name, 0) for name in names}
        for file in files.finish():
            place = output / file.relative_to(work)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, place)
        mark = work / "mark"
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(json.dumps({"path": part.path, "state": part.state, "rows": rows}), encoding="utf-8")
        (output / DONE).mkdir(parents=True, exist_ok=True)
        os.replace(mark, output / DONE / f"{part.name}.json")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return rows


def _tables(part: Part, job: Job, names: tuple[str, ...]) -> Iterator[dict[str, pyarrow.RecordBatch]]:
    if part.broken is not None:
        yield _failure(part.path, part.broken)
    elif part.groups is None:
        readings = read_many([Path(part.path)], jobs=1, errors="return", **job.release)
        while chunk := list(itertools.islice(readings, _READ_ROWS)):
            yield arrow.tables(chunk, names)
    else:
        try:
            yield from _of_groups(part, job, names)
        except (pyarrow.ArrowException, OSError, SchemaError) as error:
            yield _failure(part.path, str(error))


def _of_groups(part: Part, job: Job, names: tuple[str, ...]) -> Iterator[dict[str, pyarrow.RecordBatch]]:
    with pyarrow.parquet.ParquetFile(part.path) as file:
        known = arrow.schema("incoming").names
        columns = [name for name in file.schema_arrow.names if name in known]
        first = part.first
        for batch in file.iter_batches(_READ_ROWS, row_groups=list(part.groups or ()), columns=columns):
            yield arrow.read_tables(batch, names, origin=(part.path, first), **job.release)
            first += len(batch)


def _failure(document: str, reason: str) -> dict[str, pyarrow.RecordBatch]:
    row = pyarrow.record_batch([[document], [reason]], schema=arrow.schema(arrow.FAILURES))
    return {arrow.FAILURES: row}


class _Files:
    """The files of a part: rows are kept for each until there are enough to be written."""

    def __init__(self, folder: Path, name: str, partition_by: str) -> None:
        self.rows: dict[str, int] = {}
        self._folder = folder
        self._name = name
        self._by_year = partition_by == "year"
        self._waiting: dict[tuple[str, str | None], list[pyarrow.RecordBatch]] = {}
        self._bytes = 0
        self._open: dict[tuple[str, str | None], tuple[Path, pyarrow.parquet.ParquetWriter]] = {}

    def add(self, table: str, batch: pyarrow.RecordBatch) -> None:
        self.rows[table] = self.rows.get(table, 0) + len(batch)
        for year, rows in self._split(table, batch):
            if len(rows):
                self._waiting.setdefault((table, year), []).append(rows)
                self._bytes += rows.nbytes
        if self._bytes > _WRITE_BYTES:
            self._write()

    def _split(self, table: str, batch: pyarrow.RecordBatch) -> Iterator[tuple[str | None, pyarrow.RecordBatch]]:
        if not self._by_year or table == arrow.FAILURES:
            yield None, batch
            return
        years = pyarrow.compute.year(batch.column("published"))
        for year in sorted(years.unique().to_pylist(), key=lambda year: year or 0):
            here = years.is_null() if year is None else pyarrow.compute.equal(years, year)
            yield NO_YEAR if year is None else str(year), batch.filter(here)

    def _write(self) -> None:
        for key, batches in self._waiting.items():
            schema = arrow.schema(key[0])
            if key not in self._open:
                folder = self._folder / key[0]
                folder = folder if key[1] is None else folder / f"year={key[1]}"
                folder.mkdir(parents=True, exist_ok=True)
                path = folder / f"{self._name}.parquet"
                # The names of list items as the export writes them.
                names = {"use_compliant_nested_type": False}
                self._open[key] = (path, pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", **names))
            self._open[key][1].write_table(pyarrow.Table.from_batches(batches, schema))
        self._waiting.clear()
        self._bytes = 0

    def finish(self) -> list[Path]:
        self._write()
        for _, writer in self._open.values():
            writer.close()
        return [path for path, _ in self._open.values()]
