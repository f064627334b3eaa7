//! Pages that were made and are still true: as long as nothing was added to the record.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use quick_cache::Weighter;
use quick_cache::sync::Cache as Quick;

/// How long the version of the record is believed: what another program adds is seen so much later.
const BELIEVED: Duration = Duration::from_millis(250);

/// The bytes of a page as they are sent.
pub type Made = axum::body::Bytes;

/// Pages by version, form and address.
pub struct Cache {
    pages: Quick<String, Made, Bytes>,
    version: Mutex<Option<(Instant, i64)>>,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<String, Made> for Bytes {
    fn weight(&self, key: &String, made: &Made) -> u64 {
        // What an entry takes beside its own bytes.
        const BESIDE: usize = 200;
        (key.len() + made.len() + BESIDE) as u64
    }
}

impl Cache {
    /// A cache of so many bytes.
    pub fn new(bytes: u64) -> Self {
        let pages = usize::try_from(bytes / 16_384).unwrap_or(1_000).max(16);
        Self {
            pages: Quick::with_weighter(pages, bytes, Bytes),
            version: Mutex::new(None),
        }
    }

    /// The page of a key. Of several who ask for one that is not there, one makes it and the others wait.
    pub async fn page<E>(
        &self,
        key: &str,
        make: impl Future<Output = Result<Made, E>>,
    ) -> Result<Made, E> {
        self.pages.get_or_insert_async(key, make).await
    }

    /// The version of the record, if that was found out just now.
    pub fn version(&self) -> Option<i64> {
        let version = *self.version.lock().unwrap_or_else(PoisonError::into_inner);
        version
            .filter(|(when, _)| when.elapsed() < BELIEVED)
            .map(|(_, version)| version)
    }

    /// Remembers the version; none after something was added.
    pub fn believe(&self, version: Option<i64>) {
        let mut known = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        *known = version.map(|version| (Instant::now(), version));
    }
}
