//! One line of JSON lines.

use base64::Engine as _;
use chancery::{Body, Release};
use jiff::civil::Date;
use serde::Deserialize;

use crate::error::Reason;
use crate::page;

/// The fields of a line that mean something here; others are let pass.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    charset: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    base64: Option<String>,
    #[serde(default)]
    html: Option<String>,
}

/// Collections number their documents as often as they name them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

/// The release that a line holds.
pub(crate) fn release(line: &[u8]) -> Result<Release, Reason> {
    let line: Line = object(line)?;
    let mut of_page = None;
    let body = match (line.text, line.base64) {
        (Some(_), Some(_)) => return Err(Reason::TwoTexts),
        (Some(text), None) => Body::Text(text),
        (None, Some(encoded)) => Body::Bytes(decode(&encoded)?),
        (None, None) => match &line.html {
            Some(html) => {
                let page = page::of_text(html)?.release;
                of_page = Some(page.clone());
                page.body
            }
            None => return Err(Reason::NoText),
        },
    };
    let of_page = of_page.unwrap_or_else(|| Release::from_text(""));
    let published = line
        .date
        .filter(|date| !date.trim().is_empty())
        .map(|date| day(&date))
        .transpose()?;
    let id = line.id.map(|id| match id {
        Id::Name(name) => name,
        Id::Number(number) => number.to_string(),
    });
    Ok(Release {
        id: told(id),
        source: None,
        url: told(line.url).or(of_page.url),
        title: told(line.title).or(of_page.title),
        published: published.or(of_page.published),
        publisher: told(line.publisher),
        charset: told(line.charset),
        language: of_page.language,
        body,
    })
}

/// What a line says, if it is an object.
pub(crate) fn object<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, Reason> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    if line.trim_ascii_start().first() != Some(&b'{') {
        // Let the parser speak first: `[` or a number is valid JSON, `hello` is none.
        serde_json::from_slice::<serde::de::IgnoredAny>(line).map_err(json)?;
        return Err(Reason::NoObject);
    }
    serde_json::from_slice(line).map_err(json)
}

/// An empty string tells as little as no field.
fn told(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

pub(crate) fn decode(encoded: &str) -> Result<Vec<u8>, Reason> {
    base64::engine::general_purpose::STANDARD
        .decode(encoded.trim())
        .map_err(Reason::Base64)
}

/// A day, from a date or from a point in time that begins with one; the time of day is the source's own.
pub(crate) fn day(date: &str) -> Result<Date, Reason> {
    let no_date = || Reason::Date(date.to_owned());
    let date = date.trim();
    let (day, rest) = date.split_at_checked(10).ok_or_else(no_date)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return Err(no_date());
    }
    day.parse().map_err(|_| no_date())
}

/// serde_json ends its messages with a position within the line: the column says enough, its line is always 1.
fn json(error: serde_json::Error) -> Reason {
    let column = error.column();
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Reason::Json(format!("{message} at column {column}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(line: &str) -> String {
        release(line.as_bytes()).expect_err("a refusal").to_string()
    }

    #[test]
    fn fields_become_a_release() {
        let line = r#"{"id": 7, "date": "2023-08-31T10:00:00Z", "title": "", "publisher": "GB", "text": "They met.", "tags": []}"#;
        let release = release(line.as_bytes()).expect("a release");
        assert_eq!(release.id.as_deref(), Some("7"));
        assert_eq!(release.title, None);
        assert_eq!(release.published, Some(jiff::civil::date(2023, 8, 31)));
        assert_eq!(release.body, Body::Text("They met.".into()));
    }

    #[test]
    fn base64_stays_bytes() {
        let release = release(br#"{"base64": "kw=="}"#).expect("a release");
        assert_eq!(release.body, Body::Bytes(vec![0x93]));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(
            refusal(r#"{"text": "#)
                .starts_with("invalid JSON: EOF while parsing a value at column")
        );
        assert!(refusal("[1]").contains("no JSON object"));
        assert!(refusal("hello").starts_with("invalid JSON"));
        assert!(refusal("{}").contains("neither `text` nor `base64`"));
        assert!(refusal(r#"{"text": "a", "base64": "kw=="}"#).contains("both"));
        assert!(refusal(r#"{"base64": "*"}"#).contains("not valid base64"));
        assert!(refusal(r#"{"text": "a", "date": "31 August"}"#).contains("YYYY-MM-DD"));
        assert!(refusal(r#"{"text": "a", "date": "2023-02-30"}"#).contains("no date"));
        assert!(refusal(r#"{"html": "<p>a"}"#).contains("no text to read"));
    }
}
