"""The same on Ray Data and Daft."""

from __future__ import annotations

from typing import Any

import pyarrow
import pytest

import chancery.arrow
from conftest import made

DOCUMENTS = [made(number) for number in range(60)]
BAD = {**DOCUMENTS[0], "id": "bad", "text": ""}


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["document"], row.get("statement", 0)))


def one_process(table: str) -> list[dict[str, Any]]:
    return in_order(chancery.arrow.read_batch(pyarrow.RecordBatch.from_pylist([*DOCUMENTS, BAD]), table).to_pylist())


@pytest.mark.parametrize("table", ["statements", "failures"])
def test_ray(table: str) -> None:
    ray = pytest.importorskip("ray")
    import chancery.ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
    documents = ray.data.from_items([*DOCUMENTS, BAD]).repartition(4)
    assert in_order(chancery.ray.read(documents, table, batch_size=16).take_all()) == one_process(table)


@pytest.mark.parametrize("table", ["statements", "failures"])
def test_daft(table: str) -> None:
    daft = pytest.importorskip("daft")
    import chancery.daft

    documents = daft.from_pylist([*DOCUMENTS, BAD])
    read = chancery.daft.read(documents, table, batch_size=16)
    assert read.column_names == chancery.arrow.schema(table).names
    assert in_order(read.to_pylist()) == one_process(table)
