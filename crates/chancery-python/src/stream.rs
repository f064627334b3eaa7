//! Many documents, read on threads, in the order in which they come.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use chancery_ingest::{Given, Input, Sources};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::documents::{Document, Task, document};
use crate::failure::{self, Refusal};
use crate::reading::Reading;

/// Documents that wait for a thread, for each thread: enough that none idles, few enough that a corpus is never held.
const AHEAD: usize = 16;

type Outcome = Result<chancery::Reading, Refusal>;
/// One document and the place where its outcome is awaited.
type Job = (Task, SyncSender<Outcome>);

/// The readings of many documents, one after the other. Its threads end with it.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Stream {
    // Whoever asks holds it for the time of the question; a second asker is told so.
    inner: Mutex<Inner>,
}

struct Inner {
    /// What Python hands over; none behind its end.
    documents: Option<Py<PyIterator>>,
    /// The documents of a file or folder that was among them.
    walk: Option<Sources>,
    queue: SyncSender<Job>,
    promised: VecDeque<Receiver<Outcome>>,
    ahead: usize,
    /// How many documents were handed over.
    taken: usize,
    /// What went wrong while documents were handed over: told behind those that came before.
    broken: Option<PyErr>,
}

impl Stream {
    pub(crate) fn new(
        documents: Bound<'_, PyIterator>,
        reader: &Arc<chancery::Reader>,
        given: Given,
        jobs: usize,
    ) -> Self {
        let (queue, waiting) = sync_channel::<Job>(jobs * AHEAD);
        let waiting = Arc::new(Mutex::new(waiting));
        let given = Arc::new(given);
        for _ in 0..jobs {
            let (waiting, reader, given) = (waiting.clone(), reader.clone(), given.clone());
            thread::spawn(move || toil(&waiting, &reader, &given));
        }
        let inner = Inner {
            documents: Some(documents.unbind()),
            walk: None,
            queue,
            promised: VecDeque::with_capacity(jobs * AHEAD),
            ahead: jobs * AHEAD,
            taken: 0,
            broken: None,
        };
        Stream {
            inner: Mutex::new(inner),
        }
    }
}

fn toil(waiting: &Mutex<Receiver<Job>>, reader: &chancery::Reader, given: &Given) {
    loop {
        let job = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok((task, answer)) = job else { return };
        // Nobody may be waiting any more.
        let _ = answer.send(task.read(reader, given));
    }
}

impl Inner {
    /// The next document; none at the end.
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Task>> {
        loop {
            if let Some(walk) = &mut self.walk {
                match py.detach(|| walk.next()) {
                    Some(item) => return Ok(Some(Task::Found(item))),
                    None => self.walk = None,
                }
            }
            let Some(documents) = &self.documents else {
                return Ok(None);
            };
            let Some(value) = documents.bind(py).clone().next() else {
                self.documents = None;
                return Ok(None);
            };
            let place = format!("document {}", self.taken);
            self.taken += 1;
            match document(&value?, place)? {
                Document::Held(held) => return Ok(Some(Task::Held(held))),
                Document::Path(path) => self.walk = Some(walk(&path)),
            }
        }
    }

    /// Hands over as many documents as may wait.
    fn fill(&mut self, py: Python<'_>) {
        while self.promised.len() < self.ahead && self.broken.is_none() {
            let task = match self.next(py) {
                Ok(Some(task)) => task,
                Ok(None) => return,
                Err(error) => {
                    self.broken = Some(error);
                    self.documents = None;
                    self.walk = None;
                    return;
                }
            };
            let (answer, answered) = sync_channel(1);
            self.promised.push_back(answered);
            // There is room: no more than `ahead` are ever on their way.
            let _ = self.queue.send((task, answer));
        }
    }
}

/// The documents of a file or folder.
pub(crate) fn walk(path: &Path) -> Sources {
    Sources::new([Input::Path(path.to_path_buf())])
}

#[pymethods]
impl Stream {
    fn __iter__(stream: PyRef<'_, Self>) -> PyRef<'_, Self> {
        stream
    }

    /// The next reading, or the exception that says why there is none, not raised.
    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut inner = self.inner.try_lock().map_err(|_| {
            PyRuntimeError::new_err("readings are already being taken by another thread")
        })?;
        inner.fill(py);
        let Some(answered) = inner.promised.pop_front() else {
            return inner.broken.take().map_or(Ok(None), Err);
        };
        // None comes only if the thread panicked.
        let outcome = py.detach(move || answered.recv());
        match outcome.map_err(|_| failure::broken(&"a document could not be read"))? {
            Ok(reading) => Ok(Some(Bound::new(py, Reading::from(reading))?.into_any())),
            Err(refusal) => refusal.exception(py).map(Some),
        }
    }
}
