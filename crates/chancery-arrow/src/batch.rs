//! From readings to record batches.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::DataType;
use chancery::Reading;

use crate::cell::{Cell, cell};
use crate::columns::{Column, Row};
use crate::table::item;
use crate::{Error, Table};

impl Table {
    /// The rows of readings, in their order.
    ///
    /// # Errors
    /// [`Error::TooLong`] if the text of a column would exceed 2 GiB.
    pub fn batch<'r>(
        self,
        readings: impl IntoIterator<Item = &'r Reading>,
    ) -> Result<RecordBatch, Error> {
        let rows: Vec<Row<'r>> = readings
            .into_iter()
            .flat_map(|reading| self.rows(reading))
            .collect();
        let schema = self.schema();
        let columns = self.columns().iter().zip(schema.fields());
        let arrays: Vec<ArrayRef> = columns
            .map(|(column, field)| array(self, column, field.data_type(), &rows))
            .collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
        Ok(RecordBatch::try_new_with_options(schema, arrays, &options)?)
    }
}

fn array(
    table: Table,
    column: &Column,
    of: &DataType,
    rows: &[Row<'_>],
) -> Result<ArrayRef, Error> {
    Ok(match of {
        DataType::Date32 => {
            let mut builder = Date32Builder::with_capacity(rows.len());
            for row in rows {
                match cell(column, row) {
                    Cell::Day(day) => builder.append_value(day),
                    _ => builder.append_null(),
                }
            }
            Arc::new(builder.finish())
        }
        DataType::Int64 => {
            let mut builder = Int64Builder::with_capacity(rows.len());
            for row in rows {
                match cell(column, row) {
                    Cell::Number(number) => builder.append_value(number),
                    _ => builder.append_null(),
                }
            }
            Arc::new(builder.finish())
        }
        DataType::Boolean => {
            let mut builder = BooleanBuilder::with_capacity(rows.len());
            for row in rows {
                builder.append_value(matches!(cell(column, row), Cell::Flag(true)));
            }
            Arc::new(builder.finish())
        }
        DataType::List(of) if *of.data_type() == DataType::Int64 => {
            let mut builder =
                ListBuilder::new(Int64Builder::new()).with_field(item(DataType::Int64));
            for row in rows {
                if let Cell::Numbers(numbers) = cell(column, row) {
                    numbers
                        .into_iter()
                        .for_each(|number| builder.values().append_value(number));
                }
                builder.append(true);
            }
            Arc::new(builder.finish())
        }
        DataType::List(_) => {
            let mut size = Size::of(table, column);
            let mut builder =
                ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8));
            for row in rows {
                if let Cell::Texts(texts) = cell(column, row) {
                    for text in texts {
                        size.add(text)?;
                        builder.values().append_value(text);
                    }
                }
                builder.append(true);
            }
            Arc::new(builder.finish())
        }
        _ => {
            let mut size = Size::of(table, column);
            let mut builder = StringBuilder::with_capacity(rows.len(), 0);
            for row in rows {
                match cell(column, row) {
                    Cell::Text(text) => {
                        size.add(text)?;
                        builder.append_value(text);
                    }
                    _ => builder.append_null(),
                }
            }
            Arc::new(builder.finish())
        }
    })
}

/// Counts what a column holds, because Arrow's builders panic where its offsets end.
struct Size {
    table: Table,
    column: &'static str,
    bytes: usize,
}

impl Size {
    fn of(table: Table, column: &Column) -> Size {
        Size {
            table,
            column: column.name,
            bytes: 0,
        }
    }

    fn add(&mut self, text: &str) -> Result<(), Error> {
        self.bytes += text.len();
        if self.bytes > i32::MAX as usize {
            return Err(Error::TooLong {
                table: self.table.name(),
                column: self.column,
            });
        }
        Ok(())
    }
}
