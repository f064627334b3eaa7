//! Shows a record in a browser: pages that work without scripts, and the same as JSON and CSV.
//!
//! ```text
//! request ─► guard (host, size, method) ─► routes: one table ─► handlers: record ─► a page's data ─► views: HTML
//!                                                                                     ├► JSON
//!                                                                                     └► CSV of its tables
//! ```
//!
//! A handler is a function from the record and what was asked to data; it runs on a thread that may wait, with a connection
//! that can only read. A view turns the data into HTML by `maud`, which escapes whatever it is given. Nothing here writes,
//! except adding a document where that is allowed.
//!
//! # What holds
//! - Nothing is fetched: styles and scripts are built in, and the Content-Security-Policy forbids anything else.
//! - A request is answered under names of the loopback, or such as [`Options::hosts`] gives: a page elsewhere whose name is
//!   pointed at this machine reads nothing.
//! - What is asked wrongly is told with 400, what is not there with 404, in the form that was asked for.
//! - A text that is pasted is not kept.

mod answer;
mod app;
mod assets;
mod cache;
mod cite;
mod error;
mod fault;
mod guard;
mod handlers;
mod openapi;
pub mod pages;
mod params;
mod pool;
mod reply;
mod routes;
mod server;
mod upload;
mod views;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

pub use app::App;
pub use error::Error;
pub use server::{Served, router, serve};

/// What is served, and to whom.
#[derive(Debug, Clone)]
pub struct Options {
    /// The file of the record.
    pub record: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Names by which the server may be called, beside those of the loopback and the address listened at.
    pub hosts: Vec<String>,
    /// Whether documents can be added.
    pub allow_add: bool,
    /// How much and how long.
    pub limits: Limits,
}

/// How much is taken, and how long it may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest document that is taken, in bytes.
    pub upload: usize,
    /// How long an answer may take.
    pub patience: Duration,
    /// How long a client may take to send its request.
    pub sending: Duration,
    /// Connections at once.
    pub connections: usize,
    /// The bytes of pages that are kept.
    pub cache: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            upload: 2 << 20,
            patience: Duration::from_secs(10),
            sending: Duration::from_secs(10),
            connections: 512,
            cache: 16 << 20,
        }
    }
}
