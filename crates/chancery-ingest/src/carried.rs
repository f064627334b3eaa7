//! One line of JSON lines for those who change its text and hand on the rest.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::Reason;
use crate::{line, sniff};

/// A line of JSON: its text, what it says about how to read that, and every other field as it stands.
#[derive(Debug)]
pub struct Carried<'a> {
    /// The text.
    pub text: Text<'a>,
    /// The charset that the bytes are declared to be in, from `charset` or `declared`.
    pub charset: Option<Cow<'a, str>>,
    /// The publisher's country, from `region`, else from `publisher`. Both are among the others, too.
    pub region: Option<Cow<'a, str>>,
    /// The other fields in their order, except those that a restoration writes itself: `encoding`, `undecoded`, `repairs`.
    pub others: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// A text as a line of JSON can hold it.
#[derive(Debug, PartialEq, Eq)]
pub enum Text<'a> {
    /// From `text`.
    Decoded(Cow<'a, str>),
    /// From `base64`.
    Bytes(Vec<u8>),
}

impl<'a> Carried<'a> {
    pub(crate) fn read(line: &'a [u8]) -> Result<Self, Reason> {
        let fields: Fields<'a> = line::object(line)?;
        let text = match (fields.text, fields.base64) {
            (Some(_), Some(_)) => return Err(Reason::TwoTexts),
            (Some(text), None) => Text::Decoded(text),
            (None, Some(encoded)) => {
                let bytes = line::decode(&encoded)?;
                sniff::check_signature(&bytes)?;
                Text::Bytes(bytes)
            }
            (None, None) => return Err(Reason::NoText),
        };
        Ok(Carried {
            text,
            charset: fields.charset,
            region: fields.region.or(fields.publisher),
            others: fields.others,
        })
    }
}

#[derive(Default)]
struct Fields<'a> {
    text: Option<Cow<'a, str>>,
    base64: Option<Cow<'a, str>>,
    charset: Option<Cow<'a, str>>,
    region: Option<Cow<'a, str>>,
    publisher: Option<Cow<'a, str>>,
    others: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// A string that is borrowed where it holds no escape.
#[derive(serde::Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        while let Some(Borrowed(name)) = map.next_key()? {
            match name.as_ref() {
                "text" => fields.text = string(&mut map)?,
                "base64" => fields.base64 = string(&mut map)?,
                "charset" | "declared" => fields.charset = told(string(&mut map)?),
                "encoding" | "undecoded" | "repairs" => drop(map.next_value::<IgnoredAny>()?),
                _ => {
                    let value: &RawValue = map.next_value()?;
                    match name.as_ref() {
                        "region" => fields.region = country(value),
                        "publisher" => fields.publisher = country(value),
                        _ => {}
                    }
                    fields.others.push((name, value));
                }
            }
        }
        Ok(fields)
    }
}

fn string<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
    let string: Option<Borrowed<'de>> = map.next_value()?;
    Ok(string.map(|Borrowed(string)| string))
}

/// A field that is handed on may hold anything; evidence it is only if it is a string.
fn country(value: &RawValue) -> Option<Cow<'_, str>> {
    let string: Option<Borrowed<'_>> = serde_json::from_str(value.get()).ok();
    told(string.map(|Borrowed(string)| string))
}

/// An empty string tells as little as no field.
fn told(value: Option<Cow<'_, str>>) -> Option<Cow<'_, str>> {
    value.filter(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fields_are_kept_as_they_stand() {
        let line = br#"{"id": 7, "text": "a\nb", "tags": [1.50, {"x": null}], "repairs": [], "publisher": "GB"}"#;
        let carried = Carried::read(line).expect("a text");
        assert_eq!(carried.text, Text::Decoded("a\nb".into()));
        assert_eq!(carried.region.as_deref(), Some("GB"));
        let others: Vec<(&str, &str)> = carried
            .others
            .iter()
            .map(|(name, value)| (name.as_ref(), value.get()))
            .collect();
        assert_eq!(
            others,
            [
                ("id", "7"),
                ("tags", r#"[1.50, {"x": null}]"#),
                ("publisher", "\"GB\"")
            ]
        );
    }

    #[test]
    fn bytes_come_with_their_charset() {
        let carried = Carried::read(br#"{"base64": "w6k=", "declared": "gbk"}"#).expect("bytes");
        assert_eq!(carried.text, Text::Bytes(vec![0xC3, 0xA9]));
        assert_eq!(carried.charset.as_deref(), Some("gbk"));
    }
}
