//! A comparison as a table: one line for each matter.

use chancery_record::Comparison;
use chancery_record::compare::{Account, Said};

use crate::Failure;
use crate::record::rows;

const OF_ACCOUNT: [&str; 11] = [
    "by",
    "to",
    "speakers",
    "family",
    "act",
    "strength",
    "content",
    "evidence",
    "statement",
    "publisher",
    "document",
];

/// Comparisons, with a head.
pub fn print(comparisons: &[Comparison]) -> Result<String, Failure> {
    let mut head = vec![
        "in".to_owned(),
        "topics".into(),
        "about".into(),
        "names".into(),
    ];
    for account in ["a", "b"] {
        head.extend(OF_ACCOUNT.iter().map(|name| format!("{account}_{name}")));
    }
    head.extend(["differences".to_owned(), "near".into()]);
    rows::table(head, comparisons.iter().flat_map(lines))
}

fn lines(comparison: &Comparison) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let Comparison { a, b, .. } = comparison;
    for matter in &comparison.both {
        let differences = matter.differences.iter();
        let differences = differences.map(|one| format!("{}: {} / {}", one.what, one.a, one.b));
        let differences = differences.collect::<Vec<_>>().join("; ");
        // One of the two has one statement only, which stands beside each of the other's.
        for one in &matter.a {
            for other in &matter.b {
                let mut cells = vec!["both".to_owned()];
                let names = matter.names.iter().map(|named| named.name.clone());
                cells.push(matter.topics.join("|"));
                cells.push(matter.about.join("|"));
                cells.push(names.collect::<Vec<_>>().join("|"));
                cells.extend(said(Some(one), a));
                cells.extend(said(Some(other), b));
                cells.extend([differences.clone(), String::new()]);
                lines.push(cells);
            }
        }
    }
    for (account, within) in [(a, "only a"), (b, "only b")] {
        for unshared in &account.only_here {
            let one = &unshared.said;
            let names = one.names.iter().map(|named| named.name.clone());
            let near = unshared.near.iter().map(|near| near.evidence.quote.clone());
            let mut cells = vec![within.to_owned(), one.topics.join("|"), one.about.join("|")];
            cells.push(names.collect::<Vec<_>>().join("|"));
            let first = within == "only a";
            cells.extend(said(Some(one).filter(|_| first), a));
            cells.extend(said(Some(one).filter(|_| !first), b));
            cells.extend([String::new(), near.collect::<Vec<_>>().join(" … ")]);
            lines.push(cells);
        }
    }
    lines
}

/// The cells of an account: empty ones where it has no statement.
fn said(said: Option<&Said>, account: &Account) -> Vec<String> {
    let Some(said) = said else {
        return vec![String::new(); OF_ACCOUNT.len()];
    };
    let speakers = said.speakers.iter().map(|named| named.name.clone());
    vec![
        said.sides.join("|"),
        said.addressee_sides.join("|"),
        speakers.collect::<Vec<_>>().join("|"),
        said.family.clone(),
        said.act.clone(),
        said.strength.to_string(),
        said.content
            .as_ref()
            .map_or(String::new(), |content| content.quote.clone()),
        said.evidence.quote.clone(),
        said.statement.to_string(),
        account.publisher.clone().unwrap_or_default(),
        account.document.clone(),
    ]
}
