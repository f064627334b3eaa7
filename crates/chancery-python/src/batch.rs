//! Batches of what was read, and of what could not be.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::{DataType, Field as ArrowField, Schema, SchemaRef};
use chancery::Reading;
use chancery_arrow::Table;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};

use crate::failure::{self, Refusal};
use crate::{incoming, reading};

/// A column of a table that is not made of readings.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
    of: DataType,
    nullable: bool,
}

impl Field {
    pub(crate) const fn text(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, meaning, DataType::Utf8, true)
    }

    pub(crate) const fn bytes(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, meaning, DataType::Binary, true)
    }

    pub(crate) const fn day(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, meaning, DataType::Date32, true)
    }

    const fn new(name: &'static str, meaning: &'static str, of: DataType, nullable: bool) -> Self {
        Self {
            name,
            meaning,
            of,
            nullable,
        }
    }

    fn arrow(&self) -> ArrowField {
        described(
            ArrowField::new(self.name, self.of.clone(), self.nullable),
            self.meaning,
        )
    }
}

fn described(field: ArrowField, meaning: &str) -> ArrowField {
    field.with_metadata(HashMap::from([(
        "description".to_owned(),
        meaning.to_owned(),
    )]))
}

/// The table of documents that could not be read.
const FAILURES: &str = "failures";
const FAILURES_MEANING: &str = "One row for each document that could not be read.";
const FAILURE_COLUMNS: &[Field] = &[
    Field::new(
        "document",
        "The document: its path with the line or part, its id or address, else its place in the batch.",
        DataType::Utf8,
        false,
    ),
    Field::new(
        "reason",
        "Why, and what to do about it.",
        DataType::Utf8,
        false,
    ),
];

fn schema_of(table: &str, meaning: &str, columns: &[Field]) -> SchemaRef {
    let fields: Vec<ArrowField> = columns.iter().map(Field::arrow).collect();
    let metadata = HashMap::from([
        ("table".to_owned(), table.to_owned()),
        ("description".to_owned(), meaning.to_owned()),
    ]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}

/// A table that is asked for by name.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    Read(Table),
    Failures,
}

/// The tables with these names.
pub(crate) fn wanted(names: &[String]) -> PyResult<Vec<Wanted>> {
    let named = |name: &String| match Table::from_name(name) {
        Some(table) => Ok(Wanted::Read(table)),
        None if name == FAILURES => Ok(Wanted::Failures),
        None => {
            let mut known: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
            known.push(FAILURES);
            Err(PyValueError::new_err(format!(
                "there is no table {name:?} — name one of {}",
                known.join(", ")
            )))
        }
    };
    names.iter().map(named).collect()
}

/// A batch for each table.
pub(crate) fn tables(
    wanted: &[Wanted],
    readings: &[&Reading],
    refused: &[Refusal],
) -> Result<Vec<Batch>, String> {
    let one = |wanted: &Wanted| match wanted {
        Wanted::Read(table) => {
            let batch = table.batch(readings.iter().copied());
            batch.map_err(|error| error.to_string())
        }
        Wanted::Failures => failures(refused),
    };
    wanted.iter().map(|wanted| one(wanted).map(Batch)).collect()
}

fn failures(refused: &[Refusal]) -> Result<RecordBatch, String> {
    let documents = refused.iter().map(|refusal| refusal.document.as_str());
    let reasons = refused.iter().map(|refusal| refusal.reason.as_str());
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(documents)),
        Arc::new(StringArray::from_iter_values(reasons)),
    ];
    let schema = schema_of(FAILURES, FAILURES_MEANING, FAILURE_COLUMNS);
    RecordBatch::try_new(schema, columns).map_err(|error| error.to_string())
}

/// Tables of readings, and of documents that could not be read: pairs of what they are called and why.
#[pyfunction]
pub(crate) fn tables_of(
    py: Python<'_>,
    readings: Vec<PyRef<'_, reading::Reading>>,
    failures: Vec<(String, String)>,
    tables: Vec<String>,
) -> PyResult<Vec<Batch>> {
    let wanted = wanted(&tables)?;
    let readings: Vec<Arc<Reading>> = readings
        .iter()
        .map(|reading| reading.inner().clone())
        .collect();
    let refused: Vec<Refusal> = failures
        .into_iter()
        .map(|(document, reason)| Refusal { document, reason })
        .collect();
    let made = py.detach(|| {
        let readings: Vec<&Reading> = readings.iter().map(Arc::as_ref).collect();
        self::tables(&wanted, &readings, &refused)
    });
    made.map_err(|message| failure::schema(py, message))
}

/// Empty batches of all tables by name, for their schemas: `incoming` is that of documents to be read.
#[pyfunction]
pub(crate) fn schemas(py: Python<'_>) -> PyResult<Vec<(&'static str, Batch)>> {
    let incoming = schema_of("incoming", incoming::MEANING, incoming::COLUMNS);
    let mut schemas = vec![("incoming", Batch(RecordBatch::new_empty(incoming)))];
    for table in Table::ALL {
        schemas.push((table.name(), Batch(RecordBatch::new_empty(table.schema()))));
    }
    let empty = failures(&[]).map_err(|message| failure::schema(py, message))?;
    schemas.push((FAILURES, Batch(empty)));
    Ok(schemas)
}

/// Rows of statements, each the only one of its reading, with a column more.
pub(crate) fn statements(
    rows: &[Reading],
    more: Vec<(ArrowField, ArrayRef)>,
) -> Result<Batch, String> {
    let batch = Table::Statements
        .batch(rows)
        .map_err(|error| error.to_string())?;
    let schema = batch.schema();
    let (mut fields, mut columns) = (schema.fields().to_vec(), batch.columns().to_vec());
    for (field, column) in more {
        fields.push(Arc::new(field));
        columns.push(column);
    }
    let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
    let batch = RecordBatch::try_new(Arc::new(schema), columns);
    batch.map(Batch).map_err(|error| error.to_string())
}

/// A column of lists of text.
pub(crate) fn lists(name: &str, meaning: &str, values: &[Vec<String>]) -> (ArrowField, ArrayRef) {
    let item = Arc::new(ArrowField::new_list_field(DataType::Utf8, false));
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item.clone());
    for texts in values {
        texts
            .iter()
            .for_each(|text| builder.values().append_value(text));
        builder.append(true);
    }
    let field = ArrowField::new(name, DataType::List(item), false);
    (described(field, meaning), Arc::new(builder.finish()))
}

/// A column of text.
pub(crate) fn texts(name: &str, meaning: &str, values: Vec<String>) -> (ArrowField, ArrayRef) {
    let field = ArrowField::new(name, DataType::Utf8, false);
    (
        described(field, meaning),
        Arc::new(StringArray::from(values)),
    )
}

/// A column of numbers.
pub(crate) fn numbers(
    name: &str,
    meaning: &str,
    values: Vec<Option<i64>>,
) -> (ArrowField, ArrayRef) {
    let field = ArrowField::new(name, DataType::Int64, true);
    (
        described(field, meaning),
        Arc::new(Int64Array::from(values)),
    )
}

/// Rows of a table, for whatever takes Arrow's PyCapsule interface.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Batch(pub(crate) RecordBatch);

impl Batch {
    fn field(&self) -> Arc<ArrowField> {
        let schema = self.0.schema_ref();
        let field = ArrowField::new_struct("", schema.fields().clone(), false);
        Arc::new(field.with_metadata(schema.metadata().clone()))
    }
}

#[pymethods]
impl Batch {
    #[getter]
    fn column_names(&self) -> Vec<String> {
        let schema = self.0.schema_ref();
        schema
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect()
    }

    /// What each column holds, by name.
    #[getter]
    fn descriptions(&self) -> HashMap<String, String> {
        let schema = self.0.schema_ref();
        let described = schema.fields().iter().filter_map(|field| {
            let meaning = field.metadata().get("description")?;
            Some((field.name().clone(), meaning.clone()))
        });
        described.collect()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.0.schema_ref().as_ref())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        let array = StructArray::from(self.0.clone());
        to_array_pycapsules(py, self.field(), &array, requested_schema)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let array: ArrayRef = Arc::new(StructArray::from(self.0.clone()));
        let arrays = ArrayIterator::new(vec![Ok(array)], self.field());
        to_stream_pycapsule(py, Box::new(arrays), requested_schema)
    }
}
