"""Reading documents on Ray Data: :func:`read` gives the rows of a table as a data set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow

from chancery import arrow

if TYPE_CHECKING:
    from ray.data import Dataset


def read(ds: Dataset, table: str = "statements", *, batch_size: int = 1024, **release: Any) -> Dataset:
    """The rows of one table of the documents in a data set.

    Args:
        ds: Documents, with the columns that :func:`chancery.spark.read` names.
        table: The table, as there.
        batch_size: Documents that are read together.
        **release: What is known of all documents, as for :func:`chancery.read`.
    """

    def batch(documents: pyarrow.Table) -> pyarrow.Table:
        read = [arrow.read_batch(part, table, **release) for part in documents.combine_chunks().to_batches()]
        return pyarrow.Table.from_batches(read, arrow.schema(table))

    return ds.map_batches(batch, batch_format="pyarrow", batch_size=batch_size)
