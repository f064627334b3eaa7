"""Reading on Spark: a real cluster of two workers on this machine."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.parquet
import pytest

import chancery.arrow
from conftest import made

pyspark = pytest.importorskip("pyspark")
import chancery.spark  # noqa: E402

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DOCUMENTS = [made(number) for number in range(300)]


@pytest.fixture(scope="module")
def spark(java: None) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("tests of chancery")
    quiet = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    session = quiet.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    yield session
    session.stop()


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["document"], *(row[name] for name in ("statement",) if name in row)))


def one_process(documents: list[dict[str, str]], table: str = "statements") -> list[dict[str, Any]]:
    return in_order(chancery.arrow.read_batch(pyarrow.RecordBatch.from_pylist(documents), table).to_pylist())


def test_rows_are_those_of_one_process(spark: SparkSession) -> None:
    documents = spark.createDataFrame(DOCUMENTS).repartition(7)
    rows = chancery.spark.read(documents).toArrow().to_pylist()
    assert in_order(rows) == one_process(DOCUMENTS)
    assert len(rows) > len(DOCUMENTS)


def test_the_schema_is_that_of_the_export(spark: SparkSession, tmp_path: Path) -> None:
    documents = spark.createDataFrame(DOCUMENTS[:20])
    for table in chancery.arrow.TABLES:
        read = chancery.spark.read(documents, table)
        assert {field.name: field.metadata["comment"] for field in read.schema} == chancery.arrow.describe(table)
        read.write.parquet(f"{tmp_path}/{table}")
        written = pyarrow.parquet.read_schema(next((tmp_path / table).glob("*.parquet")))
        assert written.equals(chancery.arrow.schema(table)), table


def test_bad_documents_are_a_table(spark: SparkSession) -> None:
    documents = spark.createDataFrame([*DOCUMENTS[:5], {**DOCUMENTS[5], "text": ""}, {**DOCUMENTS[6], "date": "soon"}])
    failures = chancery.spark.read(documents, "failures").collect()
    assert sorted(row.document for row in failures) == ["made-00005", "made-00006"]
    assert chancery.spark.read(documents, "documents").count() == 5


def executors(spark: SparkSession) -> set[int]:
    """The processes of this session's executors: children of its own Java, found by their command."""
    java = spark.sparkContext._gateway.proc.pid
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        if parent == java and b"CoarseGrainedExecutorBackend" in command:
            found.add(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found in /proc")
def test_nothing_is_lost_when_a_worker_dies(spark: SparkSession) -> None:
    long = [{**document, "text": document["text"] * 60} for document in DOCUMENTS * 4]
    long = [{**document, "id": f"long-{number:05}"} for number, document in enumerate(long)]
    documents = spark.createDataFrame(long).repartition(24)
    documents.cache().count()
    rows: list[dict[str, Any]] = []
    before = executors(spark)
    assert len(before) == 2

    def collect() -> None:
        rows.extend(chancery.spark.read(documents).toArrow().to_pylist())

    job = threading.Thread(target=collect)
    job.start()
    tracker = spark.sparkContext.statusTracker()
    while job.is_alive():
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numTasks == 24 and stage.numCompletedTasks >= 3 for stage in stages):
            break
        time.sleep(0.01)
    assert job.is_alive(), "the worker is to die while documents are read"
    os.kill(min(before), signal.SIGKILL)
    job.join()
    assert min(before) not in executors(spark)
    assert in_order(rows) == one_process(long)
