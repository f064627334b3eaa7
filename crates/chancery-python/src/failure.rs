//! Python's exceptions. They are classes of `chancery.errors`, so that they can be pickled and read in Python.

use pyo3::PyErrArguments;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// Why a document could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    /// Where it comes from: a path with a line or part, or its id; `document 3` for one without either.
    pub(crate) document: String,
    /// Why, and what to do about it.
    pub(crate) reason: String,
}

impl Refusal {
    /// The exception, not raised.
    pub(crate) fn exception<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let class = py.import("chancery.errors")?.getattr("ReadError")?;
        class.call1((&self.document, &self.reason))
    }

    /// The same as an error of PyO3.
    pub(crate) fn error(&self, py: Python<'_>) -> PyErr {
        match self.exception(py) {
            Ok(exception) => PyErr::from_value(exception),
            Err(error) => error,
        }
    }
}

/// An exception of `chancery.errors`.
fn named(py: Python<'_>, class: &str, arguments: impl PyErrArguments + 'static) -> PyErr {
    let class = py
        .import("chancery.errors")
        .and_then(|errors| errors.getattr(class));
    match class.map(|class| class.cast_into::<pyo3::types::PyType>()) {
        Ok(Ok(class)) => PyErr::from_type(class, arguments),
        Ok(Err(error)) => error.into(),
        Err(error) => error,
    }
}

/// A record cannot be opened, written or asked.
pub(crate) fn record(py: Python<'_>, error: &chancery_record::Error) -> PyErr {
    named(py, "RecordError", error.to_string())
}

/// The same with a message of its own.
pub(crate) fn of_record(py: Python<'_>, message: String) -> PyErr {
    named(py, "RecordError", message)
}

/// The knowledge cannot be loaded.
pub(crate) fn knowledge(py: Python<'_>, message: String) -> PyErr {
    named(py, "KnowledgeError", message)
}

/// A batch does not have the columns or types that are asked for, or cannot be made.
pub(crate) fn schema(py: Python<'_>, message: String) -> PyErr {
    named(py, "SchemaError", message)
}

/// What can only be a mistake of the program.
pub(crate) fn broken(error: &dyn std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(format!("{error} — report this"))
}
