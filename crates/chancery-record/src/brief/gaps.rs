//! What the record cannot tell.

use jiff::civil::Date;
use serde::Serialize;

use super::gather::Gathered;
use crate::Error;
use crate::readings::Citation;

/// Days between two documents that are worth a remark.
const LONG: i32 = 365;

/// Something that the record cannot tell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Gap {
    /// It has no account published by a side: what it said is known from others only.
    NoAccounts {
        /// The side's code.
        side: String,
    },
    /// Between two releases there is nothing for long.
    Silence {
        /// The last sentence before.
        from: Box<Citation>,
        /// The first one after it.
        to: Box<Citation>,
        /// Days between.
        days: i32,
    },
    /// Statements of both with further sides, which the brief does not list.
    WithOthers {
        /// How many.
        statements: usize,
    },
    /// Documents whose day is not known, which stand in no order.
    NoDay {
        /// How many.
        documents: usize,
    },
}

impl Gap {
    pub(super) fn citations(&self) -> impl Iterator<Item = &Citation> {
        let ends = match self {
            Self::Silence { from, to, .. } => [Some(&**from), Some(&**to)],
            _ => [None, None],
        };
        ends.into_iter().flatten()
    }
}

/// What is missing.
pub(super) fn of(all: &mut Gathered<'_>) -> Result<Vec<Gap>, Error> {
    let mut gaps = Vec::new();
    if all.documents.is_empty() {
        return Ok(gaps);
    }
    let publishers = all.publishers()?;
    for side in [&all.query.us, &all.query.them] {
        let has = |(publisher, _): &(Option<String>, usize)| publisher.as_ref() == Some(side);
        if !publishers.iter().any(has) {
            gaps.push(Gap::NoAccounts { side: side.clone() });
        }
    }
    let mut cited: Vec<Citation> = Vec::new();
    cited.extend(
        all.statements
            .iter()
            .map(|said| said.entry.evidence.clone()),
    );
    for contact in &all.contacts {
        cited.push(
            all.readings
                .cite(contact.document, &contact.engagement.evidence)?,
        );
    }
    cited.sort_by(|a, b| (&a.day, a.document, a.span).cmp(&(&b.day, b.document, b.span)));
    for pair in cited.windows(2) {
        if let Some(days) = days(&pair[0], &pair[1]).filter(|days| *days >= LONG) {
            gaps.push(Gap::Silence {
                from: Box::new(pair[0].clone()),
                to: Box::new(pair[1].clone()),
                days,
            });
        }
    }
    if all.with_others > 0 {
        gaps.push(Gap::WithOthers {
            statements: all.with_others,
        });
    }
    let mut undated: Vec<i64> = cited
        .iter()
        .filter(|citation| citation.day.is_none())
        .map(|citation| citation.document)
        .collect();
    undated.dedup();
    if !undated.is_empty() {
        gaps.push(Gap::NoDay {
            documents: undated.len(),
        });
    }
    Ok(gaps)
}

fn days(from: &Citation, to: &Citation) -> Option<i32> {
    let day = |citation: &Citation| citation.day.as_deref()?.parse::<Date>().ok();
    Some(day(from)?.until(day(to)?).ok()?.get_days())
}
