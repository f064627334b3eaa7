"""Reading documents."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import pickle
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import chancery
from conftest import NORWAY, made


def test_a_text() -> None:
    reading = chancery.read(NORWAY, publisher="NO", date=datetime.date(2024, 5, 7), title="Talks in Santiago")
    raised = next(said for said in reading.statements if said.family == "raise")
    assert raised.sides == ("NO",)
    assert raised.evidence.quote == "She raised illegal fishing in the South Pacific."
    for said in reading.statements:
        for quote in (said.cue, said.content, said.condition, said.evidence):
            if quote is not None:
                assert reading.text[quote.span[0] : quote.span[1]] == quote.quote
    assert reading.engagements[0].date.from_ == "2024-05-06"
    assert reading.engagements[0].participants[0].side in ("NO", "CL")
    assert reading.document.title == "Talks in Santiago"
    assert reading.document.published == "2024-05-07"


def test_the_reading_is_what_the_program_prints(program: Path, examples: Path) -> None:
    file = examples / "damaged.txt"
    command = [program, "read", "--format", "json", "--publisher", "NO", "--date", "2024-05-07", file]
    printed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert chancery.read(file, publisher="NO", date="2024-05-07").to_dict() == printed


def test_attributes_are_all_of_the_dictionary(examples: Path) -> None:
    reading = chancery.read(examples / "damaged.txt", publisher="NO", date="2024-05-07")

    def plain(value: object) -> object:
        if dataclasses.is_dataclass(value):
            return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return [plain(one) for one in value] if isinstance(value, tuple) else value

    whole = reading.to_dict()
    assert whole.pop("schema") == "chancery/1"
    for name, part in whole.items():
        assert plain(getattr(reading, name)) == part, name
        assert part or name == "diagnostics", f"the example has no {name}"


def test_bytes_pages_and_mappings() -> None:
    page = f"<html><head><title>Talks</title></head><body><h1>Talks</h1><p>{NORWAY}</p></body></html>"
    of_bytes = chancery.read(page.encode("utf-16"))
    of_mapping = chancery.read({"html": page, "id": 7, "url": "https://www.regjeringen.no/en/x", "date": "2024-05-07T10:00:00Z"})
    assert NORWAY in of_bytes.text and NORWAY in of_mapping.text
    assert of_mapping.id == "7"
    assert of_mapping.document.publisher == "NO"
    assert of_mapping.document.published == "2024-05-07"
    assert chancery.read({"text": NORWAY, "publisher": "CL"}, publisher="NO").document.publisher == "CL"


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(chancery.ReadError, match="is empty") as caught:
        chancery.read("  ")
    assert caught.value.reason.startswith("is empty")
    missing = tmp_path / "missing.txt"
    with pytest.raises(chancery.ReadError, match="no such file") as caught:
        chancery.read(missing)
    assert caught.value.document == str(missing)
    assert isinstance(caught.value, chancery.Error)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    french = "Le ministre des affaires étrangères a rencontré son homologue chilien à Paris. Ils ont parlé du commerce."
    with pytest.raises(chancery.ReadError):
        chancery.read(french * 3)


@pytest.mark.parametrize(
    ("document", "error"),
    [(7, TypeError), ({"id": 1}, ValueError), ({"text": "a", "html": "b"}, ValueError), ({"text": b"a"}, TypeError)],
)
def test_what_is_no_document(document: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        chancery.read(document)


def test_keywords_are_checked() -> None:
    with pytest.raises(ValueError, match="no such code"):
        chancery.read(NORWAY, publisher="Norwegian")
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        chancery.read(NORWAY, date="7 May 2024")
    with pytest.raises(TypeError, match="unexpected keyword"):
        chancery.read(NORWAY, pubisher="NO")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_many_come_in_order(jobs: int) -> None:
    documents = [made(number) for number in range(200)]
    readings = list(chancery.read_many(documents, jobs=jobs))
    assert [reading.id for reading in readings] == [document["id"] for document in documents]
    assert readings == [chancery.read(document) for document in documents]


def test_a_path_stands_for_all_documents_in_it(tmp_path: Path, examples: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text("".join(json.dumps(made(number)) + "\n" for number in range(3)))
    ids = [reading.id for reading in chancery.read_many([made(9), lines, made(8)])]
    assert ids == ["made-00009", "made-00000", "made-00001", "made-00002", "made-00008"]
    assert len(list(chancery.read_many(examples, publisher="NO"))) == 4
    with pytest.raises(ValueError, match="several documents"):
        chancery.read(lines)


def test_errors_of_many() -> None:
    documents = [NORWAY, "", {"id": "x", "bytes": b"\x89PNG\r\n\x1a\n"}, NORWAY]
    kept = list(chancery.read_many(documents, errors="skip"))
    assert len(kept) == 2
    returned = list(chancery.read_many(documents, errors="return"))
    assert [getattr(one, "document", None) for one in returned[1:3]] == ["document 1", "x"]
    stream = chancery.read_many(documents)
    assert next(stream).statements
    with pytest.raises(chancery.ReadError, match="document 1: is empty"):
        next(stream)
    with pytest.raises(chancery.ReadError, match="^x: "):
        next(stream)
    assert next(stream).text == NORWAY
    assert next(stream, None) is None


def test_what_goes_wrong_while_documents_come_is_told_behind_them() -> None:
    def documents() -> Iterator[str]:
        yield NORWAY
        raise io.UnsupportedOperation("the source is gone")

    stream = chancery.read_many(documents())
    assert next(stream).text == NORWAY
    with pytest.raises(io.UnsupportedOperation, match="the source is gone"):
        next(stream)


def test_an_endless_source_is_taken_as_it_is_needed() -> None:
    taken = 0

    def documents() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield NORWAY

    stream = chancery.read_many(documents(), jobs=2)
    assert next(stream).text == NORWAY
    assert taken <= 33
    del stream


def test_others_run_while_documents_are_read() -> None:
    """The interpreter's lock is not held: a thread of Python counts on meanwhile."""
    document = NORWAY * 2000
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.wait(0.0005):
            ticks += 1

    counter = threading.Thread(target=count)
    chancery.read(NORWAY)
    counter.start()
    chancery.read(document)
    done.set()
    counter.join()
    assert ticks > 10


def test_readings_are_values() -> None:
    reading = chancery.read(NORWAY)
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert chancery.Reading.from_dict(reading.to_dict()) == reading
    assert chancery.Reading.from_json(reading.to_json()).to_json_bytes() == reading.to_json().encode()
    assert {reading, chancery.read(NORWAY)} == {reading}
    assert reading != chancery.read(NORWAY, publisher="NO")
    with pytest.raises(ValueError, match="is no reading"):
        chancery.Reading.from_json("{}")


def test_a_reader_of_ones_own_tables(tmp_path: Path) -> None:
    with pytest.raises(chancery.KnowledgeError, match="cannot be read"):
        chancery.Reader(tmp_path / "missing")
    root = Path(__file__).resolve().parents[3]
    assert chancery.Reader(root / "data").read(NORWAY) == chancery.read(NORWAY)
