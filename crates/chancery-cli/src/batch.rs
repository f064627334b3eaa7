//! Work on many threads, results in the order of the input, and never more than a few items in memory.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Items that wait for a thread, for each thread: enough that none idles, few enough that a corpus is never held.
const AHEAD: usize = 16;

/// The threads asked for, else as many as there are processors.
pub fn jobs(asked: Option<NonZeroUsize>) -> usize {
    asked
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, usize::from)
}

/// One item and the place where its result is awaited.
type Job<T, R> = (T, SyncSender<R>);

/// Calls `work` for each of `items` on `jobs` threads and `sink` with each result on this one, in the order of `items`.
/// When `sink` breaks, no further result is asked for.
pub fn in_order<T: Send, R: Send>(
    jobs: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    let (queue, waiting) = sync_channel::<Job<T, R>>(jobs * AHEAD);
    let (promise, promised) = sync_channel::<Receiver<R>>(jobs * AHEAD);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        // Moved in here, so that breaking off drops it and the feeder stops.
        let promised = promised;
        scope.spawn(move || feed(items, &queue, &promise));
        for _ in 0..jobs {
            scope.spawn(|| toil(&waiting, &work));
        }
        for result in &promised {
            // A result fails to come only when its thread panicked, which the scope reports.
            let Ok(result) = result.recv() else { break };
            if sink(result).is_break() {
                break;
            }
        }
        drop(promised);
    });
}

/// Queues the items, promising a result for each in order. The promise comes first: where the sink has gone, nothing is queued.
fn feed<T, R>(
    items: impl Iterator<Item = T>,
    queue: &SyncSender<Job<T, R>>,
    promise: &SyncSender<Receiver<R>>,
) {
    for item in items {
        let (answer, answered) = sync_channel(1);
        if promise.send(answered).is_err() || queue.send((item, answer)).is_err() {
            return;
        }
    }
}

fn toil<T, R>(waiting: &Mutex<Receiver<Job<T, R>>>, work: &impl Fn(T) -> R) {
    loop {
        let job = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok((item, answer)) = job else { return };
        // Nobody may be waiting any more.
        let _ = answer.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_on_any_number_of_threads() {
        for jobs in [1, 2, 7] {
            let mut results = Vec::new();
            let slow_first = |n: u64| {
                thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(5) {
                    500
                } else {
                    0
                }));
                n * n
            };
            in_order(jobs, 0..300, slow_first, |result| {
                results.push(result);
                ControlFlow::Continue(())
            });
            assert_eq!(results, (0..300).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn breaking_off_ends_an_endless_input() {
        let mut taken = 0;
        in_order(
            3,
            0..,
            |n: u64| n,
            |n| {
                taken += 1;
                if n == 10 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(taken, 11);
    }
}
