"""Reading documents on Daft: :func:`read` gives the rows of a table as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow

from chancery import arrow

if TYPE_CHECKING:
    from daft import DataFrame


def read(df: DataFrame, table: str = "statements", *, batch_size: int = 1024, **release: Any) -> DataFrame:
    """The rows of one table of the documents in a frame.

    Args:
        df: Documents, with the columns that :func:`chancery.spark.read` names.
        table: The table, as there.
        batch_size: Documents that are read together.
        **release: What is known of all documents, as for :func:`chancery.read`.
    """
    import daft
    from daft.functions import unnest

    columns = [name for name in arrow.schema("incoming").names if name in df.column_names]
    row = pyarrow.struct(list(arrow.schema(table)))

    # A function of Daft gives one value for each document: the list of its rows.
    @daft.func.batch(return_dtype=daft.DataType.from_arrow_type(pyarrow.list_(row)), batch_size=batch_size)
    def rows(*documents: daft.Series) -> pyarrow.Array:
        batch = pyarrow.record_batch([series.to_arrow() for series in documents], names=columns)
        offsets, parts = [0], []
        for place in range(len(batch)):
            part = arrow.read_batch(batch.slice(place, 1), table, **release)
            offsets.append(offsets[-1] + len(part))
            parts.append(part)
        values = pyarrow.Table.from_batches(parts, arrow.schema(table)).to_struct_array().combine_chunks()
        return pyarrow.ListArray.from_arrays(pyarrow.array(offsets, pyarrow.int32()), values)

    read = df.select(rows(*(df[name] for name in columns)).alias("row")).explode("row")
    return read.where(read["row"].not_null()).select(unnest(read["row"]))
