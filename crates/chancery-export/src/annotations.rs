//! W3C Web Annotations: each statement as an annotation of the sentence that proves it.
//!
//! The form is JSON-LD of the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/). The target is the
//! document at its URL, or a `urn:uuid:` if it has none, selected by the quote with what stands around it and by its
//! position. Positions count code points of the restored text, which a page need not have; the quote is what finds the
//! sentence there. The bodies classify the act and tag it: `family=stress`, `by=GB`, `topic=human-rights`.

use chancery::Reading;
use chancery::reading::{Document, Quote, Statement};
use serde::Serialize;

use crate::identity;

/// Code points of the text that are quoted on either side of the sentence.
const AROUND: usize = 32;

/// One statement as an annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annotation {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    generator: Generator,
    body: Vec<Body>,
    target: Target,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Generator {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Target {
    #[serde(rename = "type")]
    kind: &'static str,
    source: Source,
    selector: (QuoteSelector, PositionSelector),
}

/// The document. What the model has no words for is told in those of Dublin Core, which its context knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Source {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "dcterms:identifier")]
    identifier: String,
    #[serde(rename = "dcterms:title", skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(rename = "dcterms:publisher", skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(rename = "dcterms:issued", skip_serializing_if = "Option::is_none")]
    issued: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct QuoteSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    suffix: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PositionSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

/// The annotations of a reading's statements, or of those among them that `wanted` has, in order.
pub fn of(reading: &Reading, wanted: impl Fn(&Statement) -> bool) -> Vec<Annotation> {
    let wanted: Vec<&Statement> = reading
        .statements
        .iter()
        .filter(|said| wanted(said))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let text: Vec<char> = reading.document.text.chars().collect();
    let annotate = |said: &&Statement| annotation(&reading.document, &text, said);
    wanted.iter().map(annotate).collect()
}

fn annotation(document: &Document, text: &[char], said: &Statement) -> Annotation {
    Annotation {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("urn:uuid:{}", identity::statement(document, said.id)),
        kind: "Annotation",
        motivation: "classifying",
        generator: Generator {
            kind: "Software",
            name: concat!("Chancery ", env!("CARGO_PKG_VERSION")),
        },
        body: bodies(said),
        target: Target {
            kind: "SpecificResource",
            source: source(document),
            selector: (
                quoted(text, &said.evidence),
                PositionSelector {
                    kind: "TextPositionSelector",
                    start: said.evidence.span.0,
                    end: said.evidence.span.1,
                },
            ),
        },
    }
}

fn bodies(said: &Statement) -> Vec<Body> {
    let mut bodies = Vec::new();
    let mut add = |purpose: &'static str, key: &str, value: &str| {
        bodies.push(Body {
            kind: "TextualBody",
            purpose,
            format: "text/plain",
            value: format!("{key}={value}"),
        });
    };
    let classes = [
        ("family", Some(said.family.as_str())),
        ("act", Some(said.act.as_str())),
        ("plover", said.plover.as_deref()),
        ("cameo", said.cameo.as_deref()),
    ];
    for (key, value) in classes {
        if let Some(value) = value {
            add("classifying", key, value);
        }
    }
    add("classifying", "strength", &said.strength.to_string());
    let flags = [
        ("joint", said.joint),
        ("reiterated", said.reiterated),
        ("negated", said.negated),
    ];
    for (key, holds) in flags {
        if holds {
            add("classifying", key, "true");
        }
    }
    let tags = [
        ("by", &said.sides),
        ("speaker", &said.speakers),
        ("to", &said.addressee_sides),
        ("addressee", &said.addressees),
        ("topic", &said.topics),
        ("about", &said.about),
        ("name", &said.names),
    ];
    for (key, values) in tags {
        for value in values {
            add("tagging", key, value);
        }
    }
    let quotes = [
        ("cue", Some(&said.cue)),
        ("content", said.content.as_ref()),
        ("condition", said.condition.as_ref()),
    ];
    for (key, quote) in quotes {
        if let Some(quote) = quote {
            add("describing", key, &quote.quote);
        }
    }
    bodies
}

fn source(document: &Document) -> Source {
    let url = document.source.as_ref();
    let url = url.filter(|source| source.contains("://"));
    Source {
        id: url.map_or_else(
            || format!("urn:uuid:{}", identity::document(document)),
            Clone::clone,
        ),
        kind: "Text",
        language: document.language.clone(),
        identifier: document.id.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        issued: document.published.clone(),
    }
}

fn quoted(text: &[char], quote: &Quote) -> QuoteSelector {
    let part = |from: usize, to: usize| -> String {
        let part = text.get(from.min(text.len())..to.min(text.len()));
        part.unwrap_or_default().iter().collect()
    };
    let (start, end) = (quote.span.0, quote.span.1);
    QuoteSelector {
        kind: "TextQuoteSelector",
        exact: quote.quote.clone(),
        prefix: part(start.saturating_sub(AROUND), start),
        suffix: part(end, end.saturating_add(AROUND)),
    }
}
