//! `Reader`: one document, many, a batch.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict, PyIterator};
use pyo3_arrow::PyRecordBatch;

use crate::batch::{self, Batch};
use crate::documents::{Document, Task, document, given};
use crate::failure;
use crate::incoming;
use crate::reading::Reading;
use crate::stream::{Stream, walk};

/// Reads documents with what the package knows, or with the tables of a folder. Costly to make; any number of threads may
/// use one.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Reader {
    inner: Arc<chancery::Reader>,
}

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (data=None))]
    fn new(py: Python<'_>, data: Option<PathBuf>) -> PyResult<Self> {
        let made = py.detach(|| match &data {
            None => chancery::Reader::shipped().map_err(|error| error.to_string()),
            Some(folder) => chancery_ingest::lexicon(folder)
                .map(chancery::Reader::new)
                .map_err(|error| error.to_string()),
        });
        match made {
            Ok(reader) => Ok(Reader {
                inner: Arc::new(reader),
            }),
            Err(message) => Err(failure::knowledge(py, message)),
        }
    }

    /// Reads one document.
    #[pyo3(signature = (value, release=None))]
    fn read(
        &self,
        py: Python<'_>,
        value: &Bound<'_, PyAny>,
        release: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Reading> {
        let given = given(release, &self.inner)?;
        let document = document(value, "the document".to_owned())?;
        let outcome = py.detach(|| match document {
            Document::Held(held) => Ok(Task::Held(held).read(&self.inner, &given)),
            Document::Path(path) => {
                let mut items = walk(&path);
                let Some(first) = items.next() else {
                    return Err(format!("{}: holds no document", path.display()));
                };
                if items.next().is_some() {
                    return Err(format!(
                        "{}: holds several documents — take them with read_many",
                        path.display()
                    ));
                }
                Ok(Task::Found(first).read(&self.inner, &given))
            }
        });
        match outcome {
            Ok(Ok(reading)) => Ok(reading.into()),
            Ok(Err(refusal)) => Err(refusal.error(py)),
            Err(message) => Err(PyValueError::new_err(message)),
        }
    }

    /// Reads many documents on `jobs` threads, in order.
    #[pyo3(signature = (documents, release, jobs))]
    fn read_many(
        &self,
        documents: Bound<'_, PyIterator>,
        release: Option<&Bound<'_, PyDict>>,
        jobs: usize,
    ) -> PyResult<Stream> {
        if jobs == 0 {
            return Err(PyValueError::new_err("jobs must be 1 or more"));
        }
        let given = given(release, &self.inner)?;
        Ok(Stream::new(documents, &self.inner, given, jobs))
    }

    /// Reads the documents of a batch; gives a batch for each name of a table, in order. `origin` is the file that they are
    /// from and how many of its documents come before them.
    #[pyo3(signature = (documents, tables, release, jobs, origin=None))]
    fn tables(
        &self,
        py: Python<'_>,
        documents: PyRecordBatch,
        tables: Vec<String>,
        release: Option<&Bound<'_, PyDict>>,
        jobs: usize,
        origin: Option<(String, usize)>,
    ) -> PyResult<Vec<Batch>> {
        let given = given(release, &self.inner)?;
        let wanted = batch::wanted(&tables)?;
        let documents = documents.into_inner();
        let made = py.detach(|| -> Result<Vec<Batch>, String> {
            let held = incoming::documents(&documents, origin.as_ref())?;
            let outcomes = incoming::read(held, &self.inner, &given, jobs.max(1));
            let (readings, refused) = incoming::parted(outcomes);
            batch::tables(&wanted, &readings.iter().collect::<Vec<_>>(), &refused)
        });
        made.map_err(|message| failure::schema(py, message))
    }
}
