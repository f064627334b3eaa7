//! `restore`.

use chancery_restore::{Kind, Options, Restored as Whole};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use serde::Serialize;

use crate::documents::unicode;
use crate::reading::json;

/// A restored text with its repairs.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Restored {
    inner: Whole<'static>,
}

/// A repair as the record has it, places in code points.
#[derive(Serialize)]
struct Repair<'a> {
    kind: &'a str,
    span: [usize; 2],
    before: &'a str,
    after: &'a str,
    raw_span: [usize; 2],
    channel: Option<&'a str>,
    certainty: &'a str,
    reason: Option<&'a str>,
}

/// Restores text or bytes.
#[pyfunction]
#[pyo3(signature = (data, charset=None, region=None, only=None))]
pub(crate) fn restore(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    charset: Option<String>,
    region: Option<String>,
    only: Option<Vec<String>>,
) -> PyResult<Restored> {
    let mut options = Options::default();
    if let Some(charset) = charset {
        options = options.with_declared(charset);
    }
    if let Some(region) = region {
        options = options.with_region(region);
    }
    if let Some(only) = only {
        options = options.only(
            only.iter()
                .map(|name| kind(name))
                .collect::<PyResult<Vec<_>>>()?,
        );
    }
    let inner = if let Ok(text) = data.cast::<PyString>() {
        let text = unicode(text)?;
        py.detach(|| chancery_restore::restore_text(&text, &options).into_owned())
    } else {
        let bytes: Vec<u8> = data.extract()?;
        py.detach(|| chancery_restore::restore(&bytes, &options).into_owned())
    };
    Ok(Restored { inner })
}

fn kind(name: &str) -> PyResult<Kind> {
    Kind::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        PyValueError::new_err(format!(
            "there is no kind of repair {name:?} — name some of {}",
            known.join(", ")
        ))
    })
}

#[pymethods]
impl Restored {
    /// The restored text.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.text
    }

    /// The encoding that bytes were decoded with.
    #[getter]
    fn encoding(&self) -> &'static str {
        self.inner.encoding
    }

    /// The input as decoded.
    fn raw(&self) -> String {
        self.inner.raw().into_owned()
    }

    /// The input, byte for byte.
    fn undo<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.inner.undo())
    }

    /// The repairs as JSON.
    fn repairs(&self) -> PyResult<String> {
        let raw = self.inner.raw();
        let mut text = Points::of(&self.inner.text);
        let mut raw = Points::of(&raw);
        let repairs = self.inner.repairs.iter().map(|repair| Repair {
            kind: repair.kind.as_str(),
            span: [text.at(repair.span.start), text.at(repair.span.end)],
            before: &repair.before,
            after: &repair.after,
            raw_span: [raw.at(repair.raw_span.start), raw.at(repair.raw_span.end)],
            channel: repair.channel.as_deref(),
            certainty: repair.certainty.as_str(),
            reason: Some(repair.reason.as_ref()).filter(|reason| !reason.is_empty()),
        });
        json(&repairs.collect::<Vec<_>>())
    }
}

/// Counts the code points before places that are asked for in order.
struct Points<'t> {
    text: &'t str,
    byte: usize,
    points: usize,
}

impl<'t> Points<'t> {
    fn of(text: &'t str) -> Self {
        Points {
            text,
            byte: 0,
            points: 0,
        }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.points += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.points
    }
}
