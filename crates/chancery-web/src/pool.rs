//! Read-only connections to the record, a few of them, each asked by one thread at a time.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chancery_record::Record;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use crate::fault::Fault;

/// Connections that wait to be asked.
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Record>>,
    permits: Arc<Semaphore>,
    /// Of those, how many may be busy with what takes long: the others, and as much of the processors, are for what is
    /// short.
    long: Arc<Semaphore>,
    patience: Duration,
}

impl Pool {
    /// A pool of so many connections, at least two; what takes longer than `patience` is given up.
    pub fn new(
        path: &Path,
        size: usize,
        patience: Duration,
    ) -> Result<Self, chancery_record::Error> {
        let size = size.max(2);
        // The first one tells whether there is a record.
        let first = Record::read(path)?;
        Ok(Self {
            path: path.to_path_buf(),
            idle: Mutex::new(vec![first]),
            permits: Arc::new(Semaphore::new(size)),
            long: Arc::new(Semaphore::new(size / 2)),
            patience,
        })
    }

    /// Asks the record something on a thread that may wait. What takes too long is stopped.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        long: bool,
        question: impl FnOnce(&Record) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let end = Instant::now() + self.patience;
        let permit = |of: &Arc<Semaphore>| {
            let permit = Arc::clone(of).acquire_owned();
            async move { timeout_at(end, permit).await.ok()?.ok() }
        };
        let long = match long {
            true => Some(permit(&self.long).await.ok_or(Fault::Busy)?),
            false => None,
        };
        let held = permit(&self.permits).await.ok_or(Fault::Busy)?;
        let record = match self.take() {
            Some(record) => record,
            None => Record::read(&self.path)?,
        };
        let stop = record.interrupter();
        let late = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&late);
        let pool = Arc::clone(self);
        let task = tokio::task::spawn_blocking(move || {
            // The permits end with the question, not with the patience of the one who asked.
            let _held = (held, long);
            let answer = question(&record);
            // A connection that is about to be interrupted is not given to the next one.
            if !told.load(Ordering::Acquire) {
                pool.give(record);
            }
            answer
        });
        match timeout_at(end, task).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Fault::Broken("The page could not be made.".to_owned())),
            Err(_) => {
                late.store(true, Ordering::Release);
                stop();
                Err(Fault::Slow)
            }
        }
    }

    fn take(&self) -> Option<Record> {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    fn give(&self, record: Record) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(record);
    }
}
