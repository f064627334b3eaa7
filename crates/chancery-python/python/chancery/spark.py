"""Reading documents on Spark.

>>> statements = chancery.spark.read(documents, publisher="GB")
>>> statements.where("array_contains(topics, 'human-rights')").groupBy("published").count()

The workers need ``chancery-readouts``, pyarrow and pandas installed. What they do is
:func:`chancery.arrow.read_batch`; Spark's own settings say how many documents a batch has
(``spark.sql.execution.arrow.maxRecordsPerBatch``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow

from chancery import arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def schema(table: str = "statements") -> StructType:
    """The Spark schema of a table; what each column holds is its comment."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

    described = arrow.describe(table)
    fields = [
        StructField(field.name, field.dataType, field.nullable, {"comment": described[field.name]})
        for field in from_arrow_schema(arrow.schema(table)).fields
    ]
    return StructType(fields)


def read(df: DataFrame, table: str = "statements", **release: Any) -> DataFrame:
    """The rows of one table of the documents in a frame.

    Args:
        df: Documents: a column ``text``, ``bytes`` or ``html``, and where known ``id``, ``url``, ``title``, ``date``,
            ``publisher``, ``charset``, ``language``.
        table: ``documents``, ``engagements``, ``participants``, ``statements``, ``repairs``, or ``failures`` for the documents that
            could not be read.
        **release: What is known of all documents, as for :func:`chancery.read`.
    """
    columns = [name for name in arrow.schema("incoming").names if name in df.columns]

    def batches(documents: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in documents:
            yield arrow.read_batch(batch, table, **release)

    return df.select(*columns).mapInArrow(batches, schema(table))
