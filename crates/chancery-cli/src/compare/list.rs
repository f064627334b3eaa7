//! The contacts of which there are two accounts.

use std::fmt::Write as _;

use chancery_record::{Contact, Pair};

use crate::Failure;
use crate::args::Rows;
use crate::paint::Paint;
use crate::record::rows;
use crate::show::Look;

/// What people are told where there are none.
const NONE: &str = "The record has no contact with accounts of two publishers that answers that. Ask for less, or see \
whose accounts it holds: chancery status.\n";

/// The list in a form.
pub fn print(pairs: &[Pair], format: Rows, look: Look) -> Result<String, Failure> {
    Ok(match format {
        Rows::Json => rows::json(&pairs, format)?,
        Rows::Jsonl => rows::lines(pairs)?,
        Rows::Csv => table(pairs)?,
        Rows::Text if pairs.is_empty() => NONE.to_owned(),
        Rows::Text => pairs.iter().map(|pair| text(pair, look)).collect(),
    })
}

/// The day as precisely as the account has it, else that of its release.
fn day(contact: &Contact) -> String {
    let date = contact.engagement.date.as_ref();
    match date {
        Some(date) if date.precision == "month" => date.from.get(..7).unwrap_or_default().into(),
        Some(date) if date.precision == "year" => date.from.get(..4).unwrap_or_default().into(),
        Some(date) if date.from == date.to => date.from.clone(),
        Some(date) => format!("{} to {}", date.from, date.to),
        None => contact.published.clone().unwrap_or_default(),
    }
}

/// The days of both, once where they are the same.
fn days(pair: &Pair) -> String {
    let (a, b) = (day(&pair.a), day(&pair.b));
    if a == b { a } else { format!("{a} / {b}") }
}

fn kinds(pair: &Pair) -> String {
    let (a, b) = (&pair.a.engagement.kind, &pair.b.engagement.kind);
    if a == b {
        a.clone()
    } else {
        format!("{a} / {b}")
    }
}

fn sides(pair: &Pair) -> Vec<&str> {
    let parties = pair.a.engagement.participants.iter();
    let mut sides: Vec<&str> = parties.map(|party| party.side.as_str()).collect();
    sides.sort_unstable();
    sides.dedup();
    sides
}

fn text(pair: &Pair, look: Look) -> String {
    let mut page = String::new();
    let _ = writeln!(
        page,
        "{}  {}  {}  {}",
        days(pair),
        Paint::Kind.over(&kinds(pair), look.colored),
        Paint::Party.over(&sides(pair).join(", "), look.colored),
        Paint::Faint.over(
            &format!(
                "likeness {}: {}",
                pair.likeness.score,
                pair.likeness.reasons.join("; ")
            ),
            look.colored
        ),
    );
    for contact in [&pair.a, &pair.b] {
        let publisher = contact.publisher.as_deref().unwrap_or_default();
        let _ = writeln!(
            page,
            "    {}  “{}”",
            Paint::Party.over(publisher, look.colored),
            contact.engagement.evidence.quote
        );
        let _ = writeln!(
            page,
            "        [{}] {}  {}  (engagement {})",
            contact.document,
            contact.title.as_deref().unwrap_or_default(),
            contact.source.as_deref().unwrap_or_default(),
            contact.key()
        );
    }
    page
}

fn table(pairs: &[Pair]) -> Result<String, Failure> {
    let of = [
        "publisher",
        "engagement",
        "evidence",
        "title",
        "source",
        "document",
    ];
    let mut head = vec!["day".to_owned(), "kind".into(), "parties".into()];
    head.extend(["likeness".to_owned(), "reasons".into()]);
    for account in ["a", "b"] {
        head.extend(of.iter().map(|name| format!("{account}_{name}")));
    }
    let row = |pair: &Pair| {
        let mut cells = vec![days(pair), kinds(pair), sides(pair).join("|")];
        cells.push(pair.likeness.score.to_string());
        cells.push(pair.likeness.reasons.join("; "));
        for contact in [&pair.a, &pair.b] {
            cells.extend([
                contact.publisher.clone().unwrap_or_default(),
                contact.key().to_string(),
                contact.engagement.evidence.quote.clone(),
                contact.title.clone().unwrap_or_default(),
                contact.source.clone().unwrap_or_default(),
                contact.document.to_string(),
            ]);
        }
        cells
    };
    rows::table(head, pairs.iter().map(row))
}
