"""Rows of a table, for whatever works on columns."""

from __future__ import annotations

TYPE_CHECKING = False  # As that of typing, which takes a while to load.
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from chancery._native import Batch


class Table:
    """Rows with the columns that ``chancery export`` writes, held as Arrow arrays.

    Whatever knows Arrow's PyCapsule interface takes it as it is and without a copy: ``pyarrow.table(table)``,
    ``polars.DataFrame(table)``, DuckDB after ``pyarrow.table``. What each column holds is in :attr:`descriptions` and in the
    metadata of the schema.
    """

    __slots__ = ("_batch",)

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
        return self._batch.column_names

    @property
    def descriptions(self) -> dict[str, str]:
        """What each column holds."""
        return self._batch.descriptions

    def __len__(self) -> int:
        return len(self._batch)

    def __repr__(self) -> str:
        return f"<chancery.Table: {len(self)} rows of {', '.join(self.column_names)}>"

    def __arrow_c_schema__(self) -> object:
        return self._batch.__arrow_c_schema__()

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return self._batch.__arrow_c_array__(requested_schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._batch.__arrow_c_stream__(requested_schema)

    def to_pyarrow(self) -> pyarrow.RecordBatch:
        """A ``pyarrow.RecordBatch`` of the same memory."""
        import pyarrow

        return pyarrow.record_batch(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame (needs pyarrow)."""
        return self.to_pyarrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A Polars frame."""
        import polars

        return polars.DataFrame(self)
