//! A text that is read and not kept.

use chancery::Reading;
use serde::Serialize;

use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// The page that takes a text.
#[derive(Debug, Serialize)]
pub struct Form {
    /// The most bytes that are taken.
    pub most: usize,
    /// Whether it can be added.
    pub adds: bool,
    /// What is needed to add, where it was shown.
    #[serde(skip)]
    pub token: Option<String>,
}

/// What was read, and what is needed to add it.
#[derive(Debug, Serialize)]
pub struct Read {
    /// The reading.
    pub reading: Reading,
    /// That it is nowhere in the record.
    pub kept: bool,
    /// Names by id.
    #[serde(skip)]
    pub names: Names,
    /// What has to be sent to add it.
    #[serde(skip)]
    pub again: Option<Again>,
}

/// What has to be sent to add a text.
#[derive(Debug)]
pub struct Again {
    /// What the program printed.
    pub token: String,
    /// The text as it came, in base64.
    pub original: String,
    /// What was said of it: name and value.
    pub told: Vec<(&'static str, String)>,
}

/// The empty page.
pub fn form(question: &Question<'_>) -> Answer {
    let asked = question.asked.one("token");
    let token = question.app.token.as_deref();
    let right = asked
        .zip(token)
        .filter(|(asked, token)| crate::upload::same(asked, token));
    Ok(Box::new(Form {
        most: question.app.limits.upload,
        adds: token.is_some(),
        token: right.map(|(_, token)| token.to_owned()),
    }))
}
