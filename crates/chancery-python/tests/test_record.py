"""The record."""

from __future__ import annotations

import json
import pickle
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import polars
import pyarrow
import pytest

import chancery
import chancery.arrow
from conftest import CHILE, NORWAY, made


@pytest.fixture
def record(tmp_path: Path) -> Iterator[chancery.Record]:
    with chancery.Record(tmp_path / "chancery.db") as record:
        added = record.add(
            [
                {"text": NORWAY, "publisher": "NO", "date": "2024-05-07", "url": "https://example.org/no"},
                {"text": CHILE, "publisher": "CL", "date": "2024-05-06", "url": "https://example.org/cl"},
            ]
        )
        assert added == {"new": 2, "revised": 0, "known": 0, "failed": []}
        yield record


def test_adding_again_changes_nothing(record: chancery.Record) -> None:
    document = {"text": NORWAY, "publisher": "NO", "date": "2024-05-07", "url": "https://example.org/no"}
    assert record.add([document])["known"] == 1
    assert record.add(chancery.read(document))["known"] == 1
    assert record.add([{**document, "text": NORWAY + " He thanked her."}])["revised"] == 1
    assert record.status()["documents"] == 2
    assert record.check()["faults"] == []


def test_what_cannot_be_read_is_told_and_the_rest_is_added(tmp_path: Path) -> None:
    with chancery.Record(tmp_path / "chancery.db") as record:
        added = record.add([made(1), "", tmp_path / "missing.txt", made(2)], jobs=2)
        assert added["new"] == 2
        assert [error.document for error in added["failed"]] == ["document 1", str(tmp_path / "missing.txt")]


def test_search_gives_what_the_program_gives(record: chancery.Record, program: Path) -> None:
    found = record.search("fishing", by="NO", since="2024-01-01")
    assert [row["statement"]["act"] for row in found] == ["raise"]
    command = [program, "search", "fishing", "--by", "NO", "--format", "json", "--record", record.path]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert found.to_dicts() == json.loads(printed)
    assert len(record.search(by=["NO", "CL"])) == len(record.search())
    assert len(record.search(limit=1)) == 1
    assert [len(record.search("nothing of the kind")), record.search("nothing of the kind").to_arrow().to_pyarrow().num_rows] == [0, 0]


def test_search_as_frames(record: chancery.Record) -> None:
    found = record.search(sort="oldest")
    table = pyarrow.table(found)
    assert table.schema.equals(chancery.arrow.schema("statements"), check_metadata=True)
    assert table["evidence"].to_pylist() == [row["statement"]["evidence"]["quote"] for row in found]
    assert table["source"].to_pylist() == [row["source"] for row in found]
    assert found.to_pandas()["act"].tolist() == table["act"].to_pylist()
    assert polars.DataFrame(found)["speaker_names"].to_list() == table["speaker_names"].to_pylist()
    assert any("Ingrid Haugen" in names for names in table["speaker_names"].to_pylist())
    assert "evidence" in found._repr_html_()


def test_timeline(record: chancery.Record) -> None:
    record.add([{"text": NORWAY.replace("raised", "condemned"), "publisher": "NO", "date": "2024-09-07", "id": "later"}])
    timeline = record.timeline("fishing")
    assert [entry["act"] for entry in timeline.entries] == ["raise", "condemn"]
    assert "stronger" in [change["kind"] for change in timeline.changes]
    table = timeline.to_arrow().to_pyarrow()
    assert table.schema.names == [*chancery.arrow.schema("statements").names, "changes"]
    assert table["act"].to_pylist() == ["raise", "condemn"]
    assert "stronger" in table["changes"].to_pylist()[1]


def test_compare(record: chancery.Record) -> None:
    comparison = record.compare("https://example.org/no", "https://example.org/cl")
    assert [one["said"]["act"] for one in comparison.only_a] == ["raise"]
    assert comparison.only_b == []
    assert len(comparison.both) == 1
    rows = comparison.to_polars()
    assert rows.filter(polars.col("matter").is_null())["evidence"].to_list() == [
        "She raised illegal fishing in the South Pacific."
    ]
    assert sorted(rows.filter(polars.col("matter") == 0)["account"].to_list()) == ["a", "b"]
    (of_contact,) = record.compare("1.0")
    assert of_contact.to_dict()["contacts"] == comparison.to_dict()["contacts"]
    of_readings = chancery.compare(record.document(1), record.document("https://example.org/cl"))
    assert of_readings.to_dict() == comparison.to_dict()
    assert [pair["a"]["document"] for pair in record.pairs(["NO", "CL"])] == [1] or len(record.pairs()) == 1


def test_engagements_brief_and_coverage(record: chancery.Record) -> None:
    met = record.engagements(["NO", "CL"], kind="meeting")
    assert len(met) == 2
    assert met.to_arrow().to_pyarrow()["kind"].to_pylist() == ["meeting", "meeting"]
    assert record.engagements("US").to_dicts() == []
    brief = record.brief("NO", "CL")
    assert brief["documents"] == 2
    coverage = record.coverage("uk-china-2023", by="NO", to="CL", period="year")
    assert coverage["periods"]
    with pytest.raises(ValueError, match="uk-china-2023"):
        record.coverage("no-such-strategy")


def test_what_goes_wrong_has_a_name(record: chancery.Record, tmp_path: Path) -> None:
    with pytest.raises(chancery.RecordError, match="there is no such engagement"):
        record.compare("99.0")
    with pytest.raises(chancery.RecordError, match="there is no such document"):
        record.document(99)
    with pytest.raises(chancery.RecordError):
        chancery.Record(tmp_path / "missing.db", read_only=True)
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all, but long enough to be taken for one" * 10)
    with pytest.raises(chancery.RecordError, match="is not a record"):
        chancery.Record(other)
    with pytest.raises(ValueError, match="colour"):
        record.search(colour="red")
    record.close()
    with pytest.raises(chancery.RecordError, match="is closed"):
        record.search("fishing")


def test_threads_may_ask_the_same_record(record: chancery.Record) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(len(record.search()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1 and len(answers) == 8


def test_rows_can_be_pickled(record: chancery.Record) -> None:
    rows = record.search().to_dicts()
    assert pickle.loads(pickle.dumps(rows)) == rows
