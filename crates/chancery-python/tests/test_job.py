"""``chancery-spark``: archives in, partitioned Parquet out, stopped and gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.parquet
import pytest

import chancery
import chancery.arrow
from conftest import made

pytest.importorskip("pyspark")

TABLES = (*chancery.arrow.TABLES, "failures")


def archive(path: Path, documents: list[dict[str, str]]) -> None:
    """A web archive of pages, each a member of its own."""
    with path.open("wb") as file:
        for document in documents:
            page = f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{document['text']}</p></body></html>"
            http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
            head = (
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-05-07T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{hash(document['url']) % 10**12:012}>\r\n"
                f"WARC-Target-URI: {document['url']}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Archives, tables, lines, and documents in each that cannot be read."""
    folder = tmp_path / "crawl"
    (folder / "below").mkdir(parents=True)
    for number in range(8):
        documents = [made(1000 * number + place) for place in range(120)]
        archive(folder / f"crawl-{number}.warc.gz", [{**one, "text": one["text"] * 15} for one in documents])
    documents = [*(made(number) for number in range(20_000, 20_200)), {**made(1), "id": None, "url": None, "text": ""}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(documents), folder / "below" / "table.parquet")
    lines = [json.dumps(made(number)) for number in range(30_000, 30_050)]
    (folder / "below" / "lines.jsonl").write_text("\n".join([*lines, "{}"]) + "\n")
    (folder / "below" / "broken.parquet").write_bytes(b"PAR1, but nothing behind it")
    (folder / "notes.txt").write_text("not a document of the crawl")
    return folder


def command(*arguments: Any) -> list[str]:
    return [sys.executable, "-m", "chancery._job", "--master", "local[2]", *map(str, arguments)]


def run(*arguments: Any, status: int = 0) -> str:
    done = subprocess.run(command(*arguments), capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return "\n".join(line for line in done.stderr.splitlines() if line.startswith("chancery-spark:"))


def rows(output: Path, table: str) -> list[str]:
    files = sorted((output / table).glob("**/*.parquet"))
    read = [row for file in files for row in pyarrow.parquet.ParquetFile(file).read().to_pylist()]
    return sorted(json.dumps(row, default=str) for row in read)


def one_process(crawl: Path, table: str) -> list[str]:
    """The same documents, read by this process."""
    archives = sorted(crawl.glob("*.warc.gz"))
    outcomes = chancery.read_many([*archives, crawl / "below" / "lines.jsonl"], errors="return")
    of_files = chancery.arrow.tables(outcomes, [table])[table].to_pylist()
    parquet = crawl / "below" / "table.parquet"
    (batch,) = pyarrow.parquet.read_table(parquet).combine_chunks().to_batches()
    of_table = chancery.arrow.read_batch(batch, table, origin=(str(parquet), 0)).to_pylist()
    return sorted(json.dumps(row, default=str) for row in [*of_files, *of_table])


def marks(output: Path) -> dict[str, int]:
    return {mark.name: mark.stat().st_mtime_ns for mark in (output / "_done").glob("*.json")}


def test_a_job_is_stopped_and_gone_on_with(java: None, crawl: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    begun = subprocess.Popen(
        [*command(crawl, output)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while begun.poll() is None and not marks(output):
        time.sleep(0.005)
    assert begun.poll() is None, "the job is to be stopped while it is at work"
    os.killpg(begun.pid, signal.SIGKILL)
    begun.wait()
    time.sleep(2)  # What its workers have in hand they may still end.
    done = marks(output)
    assert 0 < len(done) < 11
    assert not (output / "_SUCCESS").exists()
    # What a part had written when it was stopped is not taken for whole.
    orphan = output / "statements" / "year=1999" / "crawl-9-warc-gz-0000000000000000.parquet"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(chancery.arrow.schema("statements").empty_table(), orphan)

    told = run(crawl, output)
    assert f"{len(done)} of 11 parts are done" in told
    assert "1 files are left out" in told
    assert {name: at for name, at in marks(output).items() if name in done} == done
    assert not orphan.exists() and not (output / "_work").exists() and (output / "_SUCCESS").exists()
    for table in chancery.arrow.TABLES:
        assert rows(output, table) == one_process(crawl, table), table
    failures = [json.loads(row) for row in rows(output, "failures")]
    assert [Path(row["document"]).name for row in failures] == ["broken.parquet", "lines.jsonl:51", "table.parquet#201"]
    for table in chancery.arrow.TABLES:
        for file in (output / table).glob("**/*.parquet"):
            assert pyarrow.parquet.read_schema(file).equals(chancery.arrow.schema(table), check_metadata=True)

    # Nothing is left to do, and nothing is done twice.
    before = marks(output)
    assert "11 of 11 parts are done, 0 are left" in run(crawl, output)
    assert marks(output) == before
    assert "was begun with other options" in run(crawl, output, "--partition-by", "none", status=2)

    # A file that has changed is read again, and what was read of it before is gone.
    (crawl / "below" / "lines.jsonl").write_text(json.dumps(made(30_007)) + "\n")
    (crawl / "below" / "broken.parquet").unlink()
    assert "9 of 10 parts are done, 1 are left" in run(crawl, output)
    assert rows(output, "statements") == one_process(crawl, "statements")


def test_a_folder_of_something_else_is_left_alone(crawl: Path, tmp_path: Path) -> None:
    output = tmp_path / "photographs"
    output.mkdir()
    (output / "holiday.jpg").write_bytes(b"x")
    assert "was not begun by chancery-spark" in run(crawl, output, status=2)
    assert "no such file or folder" in run(tmp_path / "missing", tmp_path / "out", status=2)
    assert "there is no table 'sentences'" in run(crawl, tmp_path / "out", "--tables", "sentences", status=2)
    assert [path.name for path in output.iterdir()] == ["holiday.jpg"]
