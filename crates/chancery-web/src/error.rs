//! Why the pages cannot be served.

use std::net::SocketAddr;

/// Why the pages cannot be served; the message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The record cannot be used.
    #[error(transparent)]
    Record(#[from] chancery_record::Error),
    /// The knowledge that the program carries cannot be used.
    #[error("the knowledge that the program carries cannot be used ({0}) — report this")]
    Knowledge(#[from] chancery::Error),
    /// The address cannot be listened at.
    #[error("{address}: cannot be listened at ({source}) — choose another port with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The system gives no threads, sockets or random numbers.
    #[error("the server cannot be started ({0})")]
    System(String),
}
