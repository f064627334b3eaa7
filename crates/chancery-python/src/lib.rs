//! The extension module `chancery._native`: what the Python package `chancery` is made of.
//!
//! It is thin. Structured answers cross the border as JSON, the same that the program prints, and become Python objects
//! on the other side (`python/chancery/`), so that there is one shape of a reading and not two; tables cross it as Arrow
//! arrays, without a copy. Whatever takes time is done without the interpreter's lock.
//!
//! | module | holds |
//! |---|---|
//! | `documents` | what Python hands over as a document: text, bytes, a path, a mapping |
//! | `reader` | `Reader`: one document, many, a batch |
//! | `stream` | many documents on threads, in order |
//! | `incoming` | Arrow batches of documents: their schema, and reading them |
//! | `batch` | Arrow batches of what was read and of what could not be |
//! | `record` | `Record` |
//! | `restored` | `restore` |
//! | `failure` | Python's exceptions |

mod batch;
mod documents;
mod failure;
mod incoming;
mod reader;
mod reading;
mod record;
mod restored;
mod stream;

use pyo3::prelude::*;

/// What the package is made of. Use `chancery` instead.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::batch::{Batch, schemas, tables_of};
    #[pymodule_export]
    use crate::reader::Reader;
    #[pymodule_export]
    use crate::reading::{Reading, compare};
    #[pymodule_export]
    use crate::record::Record;
    #[pymodule_export]
    use crate::restored::{Restored, restore};
    #[pymodule_export]
    use crate::stream::Stream;

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
