//! The reader with the knowledge that was asked for.

use std::path::Path;

use chancery::Reading;
use chancery::reading::{Document, SCHEMA};

use crate::Failure;

/// Stands in for the pipeline until there is one: a reading of the text alone.
pub struct Reader;

impl Reader {
    /// The text, and nothing about it.
    pub fn read(&self, release: &chancery::Release) -> Reading {
        let text = match &release.body {
            chancery::Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            chancery::Body::Text(text) => text.clone(),
        };
        Reading {
            schema: SCHEMA.into(),
            document: Document {
                id: release.id.clone().unwrap_or_default(),
                source: release.source.clone(),
                title: release.title.clone(),
                publisher: release.publisher.clone(),
                published: release.published.map(|date| date.to_string()),
                language: None,
                text,
            },
            repairs: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            engagements: Vec::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// The reader with what the program carries, or with what a folder holds.
pub fn reader(_data: Option<&Path>) -> Result<Reader, Failure> {
    Ok(Reader)
}
