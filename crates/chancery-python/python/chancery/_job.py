"""``chancery-spark``: web archives, Parquet and JSON lines to partitioned Parquet, on Spark."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow

from chancery import arrow
from chancery._parts import DONE, WORK, Job, Part, plan, run, unfinished

_SETTINGS = "_job.json"
_SUCCESS = "_SUCCESS"


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="chancery-spark",
        description=(
            "Reads web archives (.warc, .warc.gz, .warc.zst), Parquet (a column text, bytes or html) and JSON lines on Spark, "
            "and writes a folder of Parquet for each table. Stopped and started again with the same words it does what is "
            "left. All workers must see the folders under the same names."
        ),
    )
    parser.add_argument("input", nargs="+", type=Path, help="files, or folders with everything below them")
    parser.add_argument("output", type=Path, help="the folder that is written")
    parser.add_argument(
        "--tables", default=",".join(arrow.TABLES), help="the tables that are written, of %(default)s; failures always is"
    )
    parser.add_argument(
        "--partition-by", choices=("year", "none"), default="year", help="folders by year of release (default), or none"
    )
    parser.add_argument("--publisher", help="whose account all documents are that do not say so")
    parser.add_argument("--date", help="the day of release of all documents that do not say so")
    parser.add_argument("--master", help="Spark's master, such as local[4]; else as Spark is configured")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """The program. Gives its exit status: 0, 1 if something could not be done, 2 if the command line is wrong."""
    asked = _arguments(arguments)
    tables = tuple(name for name in asked.tables.split(",") if name)
    unknown = [name for name in tables if name not in arrow.TABLES]
    if unknown:
        return _told(f"--tables: there is no table {unknown[0]!r} — name some of {', '.join(arrow.TABLES)}", 2)
    release = {name: value for name in ("publisher", "date") if (value := getattr(asked, name))}
    output: Path = asked.output.absolute()
    job = Job(str(output), tables, asked.partition_by, release)
    try:
        parts, others = plan(asked.input)
    except FileNotFoundError as error:
        return _told(f"{error} — check the name", 2)
    if others:
        _told(f"{len(others)} files are left out, {others[0]} first: neither web archive nor Parquet nor JSON lines")
    refusal = _settle(job, output)
    if refusal:
        return _told(refusal, 2)
    left = unfinished(parts, output)
    if len(left) < len(parts):
        _told(f"{len(parts) - len(left)} of {len(parts)} parts are done, {len(left)} are left")
    rows = _on_spark(left, job, asked.master) if left else {}
    shutil.rmtree(output / WORK, ignore_errors=True)
    (output / _SUCCESS).touch()
    counts = [f"{rows.get(name, 0)} {name}" for name in (*tables, arrow.FAILURES)]
    _told(f"{len(left)} parts: {', '.join(counts)}")
    return 0


def _settle(job: Job, output: Path) -> str | None:
    """Writes down what the folder is made by; or tells why it is not this job's."""
    kept = output / _SETTINGS
    if kept.is_file():
        if kept.read_text(encoding="utf-8") != job.settings():
            return f"{output}: was begun with other options — give the same, or another folder"
    elif output.is_dir() and any(output.iterdir()):
        return f"{output}: is not empty and was not begun by chancery-spark — name another folder"
    output.mkdir(parents=True, exist_ok=True)
    (output / DONE).mkdir(exist_ok=True)
    (output / _SUCCESS).unlink(missing_ok=True)
    kept.write_text(job.settings(), encoding="utf-8")
    return None


def _on_spark(parts: list[Part], job: Job, master: str | None) -> dict[str, int]:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("chancery-spark")
    spark = (builder.master(master) if master else builder).getOrCreate()
    names = (*job.tables, arrow.FAILURES)

    def work(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for number in batch.column("id").to_pylist():
                rows = run(parts[number], job)
                yield pyarrow.record_batch([[rows[name]] for name in names], names=list(names))

    try:
        # One task for each part: what is lost with a worker is one part, and Spark gives it to another.
        numbers = spark.range(0, len(parts), 1, len(parts))
        done = numbers.mapInArrow(work, ", ".join(f"{name} long" for name in names)).collect()
    finally:
        spark.stop()
    return {name: sum(row[name] for row in done) for name in names}


def _told(line: str, status: int = 0) -> int:
    print(f"chancery-spark: {line}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
