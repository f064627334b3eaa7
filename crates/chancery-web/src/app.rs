//! What all requests share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chancery::Reader;
use chancery::lexicon::Lexicon;
use tokio::sync::Semaphore;

use crate::cache::Cache;
use crate::pool::Pool;
use crate::{Error, Limits, Options};

/// Texts that are taken at once.
const UPLOADS: usize = 16;

/// What all requests share.
pub struct App {
    /// Reads what is pasted; knows the names of codes.
    pub reader: Reader,
    /// Connections to the record.
    pub pool: Arc<Pool>,
    /// Pages that were made.
    pub cache: Cache,
    /// The file of the record.
    pub record: PathBuf,
    /// What is needed to add; none if nothing can be added.
    pub token: Option<String>,
    /// One who adds at a time.
    pub adding: Mutex<()>,
    /// Texts that are taken at once, so that they fit into memory however many are sent.
    pub uploads: Semaphore,
    /// Texts that are read at once.
    pub reads: Arc<Semaphore>,
    /// Names by which the server may be called, beside those of the loopback.
    pub hosts: Vec<String>,
    /// Tells this process from others in the marks of pages.
    pub nonce: String,
    /// What is allowed.
    pub limits: Limits,
}

impl App {
    /// Opens the record.
    ///
    /// # Errors
    /// The record cannot be read, or the system gives no random numbers.
    pub fn new(options: &Options) -> Result<Self, Error> {
        if options.allow_add {
            // Makes the file where there is none.
            drop(chancery_record::Record::open(&options.record)?);
        }
        let connections = std::thread::available_parallelism().map_or(2, usize::from) * 2;
        let token = options.allow_add.then(random).transpose()?;
        Ok(Self {
            reader: Reader::shipped()?,
            pool: Arc::new(Pool::new(
                &options.record,
                connections,
                options.limits.patience,
            )?),
            cache: Cache::new(options.limits.cache),
            record: options.record.clone(),
            token,
            adding: Mutex::new(()),
            uploads: Semaphore::new(UPLOADS),
            reads: Arc::new(Semaphore::new(2)),
            hosts: options.hosts.clone(),
            nonce: random()?,
            limits: options.limits,
        })
    }

    /// Names of codes.
    pub fn lexicon(&self) -> &Lexicon {
        self.reader.lexicon()
    }
}

/// 128 bits that nobody can guess, in hexadecimal.
fn random() -> Result<String, Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::System(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
