//! `Reading`, and the comparison of two.

use std::sync::Arc;

use chancery_record::DocumentKey;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;

use crate::batch::{self, Batch};
use crate::failure;

/// What was read of one document.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Reading {
    inner: Arc<chancery::Reading>,
}

impl From<chancery::Reading> for Reading {
    fn from(reading: chancery::Reading) -> Self {
        Reading {
            inner: Arc::new(reading),
        }
    }
}

impl Reading {
    pub(crate) fn inner(&self) -> &Arc<chancery::Reading> {
        &self.inner
    }
}

/// A value as JSON.
pub(crate) fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| failure::broken(&error))
}

#[pymethods]
impl Reading {
    /// A reading from what `json` gave.
    #[staticmethod]
    fn from_json(json: &str) -> PyResult<Self> {
        let reading: Result<chancery::Reading, _> = serde_json::from_str(json);
        reading
            .map(Self::from)
            .map_err(|error| PyValueError::new_err(format!("is no reading: {error}")))
    }

    /// All of it, as the program prints it: UTF-8, which is written as it is.
    fn json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let line = py.detach(|| serde_json::to_vec(self.inner.as_ref()));
        let line = line.map_err(|error| failure::broken(&error))?;
        Ok(PyBytes::new(py, &line))
    }

    /// One part of it as JSON.
    fn part(&self, name: &str) -> PyResult<String> {
        let reading = self.inner.as_ref();
        match name {
            "document" => json(&reading.document),
            "repairs" => json(&reading.repairs),
            "sentences" => json(&reading.sentences),
            "entities" => json(&reading.entities),
            "engagements" => json(&reading.engagements),
            "statements" => json(&reading.statements),
            "diagnostics" => json(&reading.diagnostics),
            _ => Err(PyValueError::new_err(format!("a reading has no {name:?}"))),
        }
    }

    /// The document's id.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.document.id
    }

    /// The restored text.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.document.text
    }

    /// Counts of repairs, engagements and statements.
    #[getter]
    fn counts(&self) -> (usize, usize, usize) {
        let reading = &self.inner;
        (
            reading.repairs.len(),
            reading.engagements.len(),
            reading.statements.len(),
        )
    }
}

/// Compares two accounts: the comparison as JSON, and its statements as a table that makes itself.
#[pyfunction]
#[pyo3(signature = (a, b, contact=None))]
pub(crate) fn compare(
    py: Python<'_>,
    a: &Reading,
    b: &Reading,
    contact: Option<(usize, usize)>,
) -> PyResult<(String, Batch)> {
    let (a, b) = (a.inner.as_ref(), b.inner.as_ref());
    if let Some((of_a, of_b)) = contact
        && (of_a >= a.engagements.len() || of_b >= b.engagements.len())
    {
        return Err(PyValueError::new_err(
            "contact: the readings have no engagements of these numbers",
        ));
    }
    let made = py.detach(|| {
        let comparison = match contact {
            None => chancery_record::compare(a, b),
            Some((of_a, of_b)) => chancery_record::compare_contact(a, b, of_a, of_b),
        };
        table(a, b, &comparison).map(|table| (comparison, table))
    });
    let (comparison, table) = made.map_err(|message| failure::schema(py, message))?;
    Ok((json(&comparison)?, table))
}

/// The statements that were compared, first of what both report, then of what one alone does.
fn table(
    a: &chancery::Reading,
    b: &chancery::Reading,
    comparison: &chancery_record::Comparison,
) -> Result<Batch, String> {
    let mut rows = Vec::new();
    let (mut accounts, mut matters) = (Vec::new(), Vec::new());
    let mut take = |account: &str, statement: usize, matter: Option<usize>| {
        let reading = if account == "a" { a } else { b };
        rows.extend(only(reading, statement));
        accounts.push(account.to_owned());
        matters.push(matter.and_then(|number| i64::try_from(number).ok()));
    };
    for (number, matter) in comparison.both.iter().enumerate() {
        matter
            .a
            .iter()
            .for_each(|said| take("a", said.statement, Some(number)));
        matter
            .b
            .iter()
            .for_each(|said| take("b", said.statement, Some(number)));
    }
    for (name, account) in [("a", &comparison.a), ("b", &comparison.b)] {
        let alone = account.only_here.iter();
        alone.for_each(|unshared| take(name, unshared.said.statement, None));
    }
    batch::statements(
        &rows,
        vec![
            batch::texts(
                "account",
                "Which of the two accounts says so: `a` or `b`.",
                accounts,
            ),
            batch::numbers(
                "matter",
                "The number of the matter that both accounts report, from 0; null where this account alone does.",
                matters,
            ),
        ],
    )
}

/// A reading of which nothing is left but one statement, and what that names.
pub(crate) fn only(reading: &chancery::Reading, statement: usize) -> Option<chancery::Reading> {
    let said = reading.statements.get(statement)?.clone();
    let document = chancery::reading::Document {
        text: String::new(),
        ..reading.document.clone()
    };
    let parties = said.speakers.iter().chain(&said.addressees);
    let parties: Vec<&String> = parties.collect();
    let named = reading
        .entities
        .iter()
        .filter(|entity| parties.contains(&&entity.id));
    Some(chancery::Reading {
        schema: reading.schema.clone(),
        document,
        repairs: Vec::new(),
        sentences: Vec::new(),
        entities: named.cloned().collect(),
        engagements: Vec::new(),
        statements: vec![said],
        diagnostics: Vec::new(),
    })
}

/// What a document of a record is asked for by.
pub(crate) fn key(key: &str) -> DocumentKey {
    DocumentKey::from(key)
}
