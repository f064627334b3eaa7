//! What changed, in words, with the sentences that it is told from.

use chancery_record::timeline::{Citation, Mention};
use chancery_record::{Change, ChangeKind};

/// A change as a line: `stronger than 2023-08-31: raise (3) → call for (4) [12 §4]`.
pub fn words(change: &Change) -> String {
    let cite = |citation: &Citation| format!("[{} §{}]", citation.document, citation.sentence);
    let before = change.before.as_ref();
    let against = |than: &str| match before {
        Some(before) => format!(
            "{than} {}: {} → {} {}",
            day(&before.evidence),
            act(before),
            act(&change.at),
            cite(&before.evidence)
        ),
        None => than.to_owned(),
    };
    match change.kind {
        ChangeKind::First => {
            let of_topic = change.topic.as_deref();
            let of_topic = of_topic.map(|topic| format!(" of {topic}"));
            let of_topic = of_topic.unwrap_or_default();
            let whom = parties(change);
            format!("first mention{of_topic} in the record, {whom}")
        }
        ChangeKind::Resumed => format!(
            "named again after {} days; {} accounts of contacts between do not name it {}",
            change.gap_days.unwrap_or_default(),
            change.silent.len(),
            all(&change.silent)
        ),
        ChangeKind::Stronger => against("stronger than"),
        ChangeKind::Weaker => against("weaker than"),
        ChangeKind::NewAct => against("another act than"),
        ChangeKind::Reworded => {
            let quoted = |words: &[String]| {
                let words: Vec<String> = words.iter().map(|run| format!("“{run}”")).collect();
                words.join(", ")
            };
            let mut told = Vec::new();
            if !change.added.is_empty() {
                told.push(format!("new {}", quoted(&change.added)));
            }
            if !change.removed.is_empty() {
                told.push(format!("gone {}", quoted(&change.removed)));
            }
            let than = before.map(|before| {
                format!(
                    " since {} {}",
                    day(&before.evidence),
                    cite(&before.evidence)
                )
            });
            format!("reworded: {}{}", told.join("; "), than.unwrap_or_default())
        }
        ChangeKind::Dropped => format!(
            "not named since: {} later accounts of contacts do not {}",
            change.silent.len(),
            all(&change.silent)
        ),
    }
}

/// Who to whom: `GB to CN`, `GB and CN together`.
fn parties(change: &Change) -> String {
    if change.joint {
        format!("{} together", change.sides.join(", "))
    } else if change.to.is_empty() {
        change.sides.join(", ")
    } else {
        format!("{} to {}", change.sides.join(", "), change.to.join(", "))
    }
}

fn day(citation: &Citation) -> &str {
    citation.day.as_deref().unwrap_or("no date")
}

fn act(mention: &Mention) -> String {
    format!("{} ({})", mention.act, mention.strength)
}

/// At most three places, and how many more.
fn all(citations: &[Citation]) -> String {
    const SHOWN: usize = 3;
    let places = citations.iter().take(SHOWN);
    let places = places.map(|citation| format!("[{} §{}]", citation.document, citation.sentence));
    let mut places: Vec<String> = places.collect();
    if citations.len() > SHOWN {
        places.push(format!("and {} more", citations.len() - SHOWN));
    }
    places.join(" ")
}
