//! What is read: one release of a government.

use jiff::civil::Date;

/// The body of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// As it came, of unknown or declared charset.
    Bytes(Vec<u8>),
    /// Already decoded.
    Text(String),
}

/// One document to be read, with what is known about it from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// An identifier that the source gives; else the hash of the bytes becomes it.
    pub id: Option<String>,
    /// Path or other origin.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title, when known from outside.
    pub title: Option<String>,
    /// The day of release.
    pub published: Option<Date>,
    /// The code of the country or organisation whose account it is.
    pub publisher: Option<String>,
    /// The charset that a transport or page declares.
    pub charset: Option<String>,
    /// The language that a page declares, as BCP 47. Where the text shows its language, that counts.
    pub language: Option<String>,
    /// The text or bytes.
    pub body: Body,
}

impl Release {
    /// A release of which nothing is known but its bytes.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::with_body(Body::Bytes(bytes.into()))
    }

    /// A release of which nothing is known but its text.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::with_body(Body::Text(text.into()))
    }

    fn with_body(body: Body) -> Self {
        Release {
            id: None,
            source: None,
            url: None,
            title: None,
            published: None,
            publisher: None,
            charset: None,
            language: None,
            body,
        }
    }
}
