//! A bar on standard error while many documents are read and nobody sees them go by.

use chancery_ingest::{Input, Item};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::Destination;

/// Inputs smaller than this, in bytes, are read before a bar could be seen.
const WORTH_SHOWING: u64 = 1 << 20;
/// Documents fewer than this are written before a bar could be seen.
const MANY: u64 = 2000;

/// Progress over the bytes of the inputs; silent where there is nobody to see it.
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts a bar if the inputs are large, standard error is a terminal, and the readings go elsewhere.
    pub fn start(inputs: &[Input], destination: &Destination) -> Self {
        if destination.is_terminal {
            return Progress { bar: None };
        }
        Self::beside(inputs)
    }

    /// Starts a bar if the inputs are large and standard error is a terminal.
    pub fn beside(inputs: &[Input]) -> Self {
        use std::io::IsTerminal as _;
        if !std::io::stderr().is_terminal() {
            return Progress { bar: None };
        }
        let bar = match chancery_ingest::size(inputs) {
            Some(size) if size < WORTH_SHOWING => None,
            Some(size) => Some(bar(
                Some(size),
                "{bar:30} {percent}%  {msg} documents  {binary_bytes_per_sec}  {eta} left",
            )),
            None => Some(bar(
                None,
                "{spinner} {msg} documents  {binary_bytes}  {binary_bytes_per_sec}",
            )),
        };
        Progress { bar }
    }

    /// Starts a bar over so many documents, if they are many and standard error is a terminal.
    pub fn over(documents: u64) -> Self {
        use std::io::IsTerminal as _;
        let shown = documents >= MANY && std::io::stderr().is_terminal();
        let template = "{bar:30} {percent}%  {msg} documents  {eta} left";
        Progress {
            bar: shown.then(|| bar(Some(documents), template)),
        }
    }

    /// The size of an item in bytes, asked for only when it is shown.
    pub fn size(&self, item: &Item) -> u64 {
        if self.bar.is_some() { item.size() } else { 0 }
    }

    /// So many documents more, of so many bytes together.
    pub fn advance(&self, more: u64, size: u64) {
        if let Some(bar) = &self.bar {
            let documents: u64 = bar.message().parse().unwrap_or(0);
            bar.set_message((documents + more).to_string());
            bar.inc(size);
        }
    }

    /// Prints something on standard error without tearing the bar.
    pub fn aside(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(size: Option<u64>, template: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message("0");
    bar
}
