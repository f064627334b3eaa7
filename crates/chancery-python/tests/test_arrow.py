"""Batches of documents in, tables out."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import chancery
import chancery.arrow
from conftest import NORWAY, made

DOCUMENTS = [made(number) for number in range(40)]


def batch_of(documents: list[dict[str, str]]) -> pyarrow.RecordBatch:
    return pyarrow.RecordBatch.from_pylist(documents)


def test_statements_are_those_of_the_readings() -> None:
    made = chancery.arrow.read_batch(batch_of(DOCUMENTS))
    assert isinstance(made, pyarrow.RecordBatch)
    said = [one for document in DOCUMENTS for one in chancery.read(document).statements]
    assert made["evidence"].to_pylist() == [one.evidence.quote for one in said]
    assert made["strength"].to_pylist() == [one.strength for one in said]
    assert made["topics"].to_pylist() == [list(one.topics) for one in said]
    assert made.schema.equals(chancery.arrow.schema("statements"), check_metadata=True)


@pytest.mark.parametrize("jobs", [1, 3])
def test_all_tables_at_once(jobs: int) -> None:
    documents = [*DOCUMENTS, {"id": "empty", "text": ""}, {"id": "none"}, {"id": "late", "text": NORWAY, "date": "soon"}]
    tables = chancery.arrow.read_tables(batch_of(documents), jobs=jobs)
    assert list(tables) == [*chancery.arrow.TABLES, "failures"]
    assert tables["documents"].num_rows == len(DOCUMENTS)
    assert tables["engagements"].num_rows >= len(DOCUMENTS)
    assert tables["participants"].num_rows > tables["engagements"].num_rows
    failures = tables["failures"].to_pylist()
    assert [one["document"] for one in failures] == ["empty", "none", "late"]
    assert "is empty" in failures[0]["reason"]
    assert "YYYY-MM-DD" in failures[2]["reason"]


def test_the_schema_is_that_of_the_export(program: Path, tmp_path: Path) -> None:
    lines = pyarrow.Table.from_pylist(DOCUMENTS).to_pandas().to_json(orient="records", lines=True)
    (tmp_path / "documents.jsonl").write_text(lines)
    run = {"check": True, "capture_output": True, "cwd": tmp_path}
    subprocess.run([program, "add", "documents.jsonl"], **run)
    subprocess.run([program, "export", "--format", "parquet", "--output", "tables"], **run)
    made = chancery.arrow.read_tables(batch_of(DOCUMENTS))
    for name in chancery.arrow.TABLES:
        exported = pyarrow.parquet.read_table(tmp_path / "tables" / f"{name}.parquet")
        assert exported.schema.equals(made[name].schema, check_metadata=True), name
        order = [(column, "ascending") for column in exported.schema.names[:1]]
        columns = [column for column in exported.schema.names if column != "source"]
        ours = pyarrow.Table.from_batches([made[name]]).sort_by(order).select(columns)
        assert exported.sort_by(order).select(columns).equals(ours), name


def test_columns_of_other_types() -> None:
    day = datetime.date(2024, 5, 7)
    batch = pyarrow.record_batch(
        {
            "id": pyarrow.array([1, 2]),
            "text": pyarrow.array([NORWAY, None], pyarrow.large_string()),
            "bytes": pyarrow.array([None, NORWAY.encode("utf-16")], pyarrow.binary()),
            "publisher": pyarrow.array(["NO", "NO"]).dictionary_encode(),
            "date": pyarrow.array([day, day]).cast(pyarrow.timestamp("us")),
            "colour": pyarrow.array(["red", "red"]),
        }
    )
    tables = chancery.arrow.read_tables(batch)
    assert tables["failures"].num_rows == 0
    assert tables["documents"]["document"].to_pylist() == ["1", "2"]
    assert tables["documents"]["published"].to_pylist() == [day, day]
    statements = tables["statements"].to_pylist()
    assert len(statements) == 2 * len(chancery.read(NORWAY, publisher="NO").statements)


def test_frames_of_others_are_taken() -> None:
    frame = polars.DataFrame(DOCUMENTS)
    of_polars = chancery.arrow.read_batch(frame.to_arrow().combine_chunks().to_batches()[0])
    of_pandas = chancery.arrow.read_batch(pyarrow.RecordBatch.from_pandas(pandas.DataFrame(DOCUMENTS)))
    assert of_polars.equals(of_pandas)


def test_a_batch_without_documents_is_refused() -> None:
    with pytest.raises(chancery.SchemaError, match="no column `text`, `bytes` or `html`, only body"):
        chancery.arrow.read_batch(pyarrow.record_batch({"body": ["x"]}))
    with pytest.raises(ValueError, match="the column `bytes` is"):
        chancery.arrow.read_batch(pyarrow.record_batch({"bytes": pyarrow.array([[1]])}))
    with pytest.raises(ValueError, match='there is no table "sentences"'):
        chancery.arrow.read_batch(batch_of(DOCUMENTS), "sentences")
    assert chancery.arrow.read_batch(batch_of(DOCUMENTS).slice(0, 0)).num_rows == 0


def test_every_column_is_described() -> None:
    for name in ("incoming", *chancery.arrow.TABLES, "failures"):
        assert list(chancery.arrow.describe(name)) == chancery.arrow.schema(name).names
        assert all(chancery.arrow.describe(name).values())


def test_tables_of_readings() -> None:
    outcomes = list(chancery.read_many([*DOCUMENTS, ""], errors="return"))
    tables = chancery.arrow.tables(outcomes)
    assert tables["statements"].equals(chancery.arrow.read_batch(batch_of(DOCUMENTS)))
    assert tables["failures"].to_pylist() == [{"document": "document 40", "reason": outcomes[-1].reason}]
    assert polars.DataFrame(outcomes[0].to_arrow("participants")).height >= 2
