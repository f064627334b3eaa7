//! Documents of files and folders, worked on by several threads.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::thread;

use chancery::{Reading, Release};
use chancery_ingest::{Given, Input, Origin, Sources};

/// The result of `work` for every document of `inputs`, in the order of the inputs, on `threads` threads. What is no
/// document is an error with its place, and handed to `work` like a release.
///
/// # Errors
/// When `work` panics.
pub fn each<R: Send>(
    inputs: &[PathBuf],
    threads: usize,
    work: impl Fn(Result<(Origin, Release), chancery_ingest::Error>) -> R + Sync,
) -> Result<Vec<R>, Box<dyn Error>> {
    let sources = Sources::new(inputs.iter().cloned().map(Input::Path));
    let sources = Mutex::new(sources.enumerate());
    let next = || {
        sources
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let toil = || {
        let mut done = Vec::new();
        while let Some((number, item)) = next() {
            let release = item.and_then(|item| {
                let origin = item.origin().clone();
                Ok((origin, item.release(&Given::default())?))
            });
            done.push((number, work(release)));
        }
        done
    };
    let joined: Result<Vec<Vec<(usize, R)>>, _> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(toil)).collect();
        workers.into_iter().map(|worker| worker.join()).collect()
    });
    let mut results: Vec<_> = joined
        .map_err(|_| "a thread panicked")?
        .into_iter()
        .flatten()
        .collect();
    results.sort_unstable_by_key(|(number, _)| *number);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

/// Whether a reading says of its document that it cannot be read, as of one in another language.
pub fn is_refused(reading: &Reading) -> bool {
    reading
        .diagnostics
        .iter()
        .any(|told| told.severity == "error")
}
