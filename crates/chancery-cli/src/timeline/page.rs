//! A timeline for people: the chart, and below it the statements with what changed.

use std::collections::BTreeMap;

use chancery_record::timeline::Entry;
use chancery_record::{Change, ChangeKind, Timeline};

use super::chart::{self, Signs};
use super::flags;
use chancery_web::pages::brief::parties;

use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;

/// The whole page.
pub fn write(timeline: &Timeline, limit: usize, look: Look, signs: Signs) -> String {
    let mut page = String::new();
    chart::write(&mut page, timeline, look, signs);
    let mut changes: BTreeMap<i64, Vec<&Change>> = BTreeMap::new();
    for change in &timeline.changes {
        changes.entry(change.at.statement).or_default().push(change);
    }
    let all = timeline.entries.len();
    let shown = if limit == 0 { all } else { limit.min(all) };
    if shown < all {
        let mut line = Paragraph::default();
        line.push(
            &format!("\nThe newest {shown} of {all} statements; --limit 0 lists them all."),
            Paint::Faint,
        )
        .write(&mut page, "", 0, look);
    }
    let mut last = None;
    let of_one_sentence = |a: &Entry, b: &Entry| a.evidence == b.evidence;
    for said in timeline.entries[all - shown..].chunk_by(of_one_sentence) {
        let Some(first) = said.first() else { continue };
        // What a release says is headed by it once.
        if last != Some(first.evidence.document) {
            last = Some(first.evidence.document);
            head(&mut page, first, look);
        }
        for of_one_party in said.chunk_by(is_of_same_parties) {
            acts(&mut page, of_one_party, look);
        }
        quote(&mut page, first, look);
        let changes = said
            .iter()
            .filter_map(|entry| changes.get(&entry.statement));
        for change in changes.flatten() {
            let mut line = Paragraph::default();
            let lead = if signs == Signs::Ascii {
                "*"
            } else {
                mark(change.kind)
            };
            line.push(&flags::words(change), Paint::Doubt).write(
                &mut page,
                &format!("    {lead} "),
                6,
                look,
            );
        }
    }
    page
}

fn is_of_same_parties(a: &Entry, b: &Entry) -> bool {
    let parties = |entry: &Entry| {
        (
            entry.speakers.clone(),
            entry.sides.clone(),
            entry.addressees.clone(),
            entry.addressee_sides.clone(),
            entry.joint,
        )
    };
    parties(a) == parties(b)
}

fn mark(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::First => "●",
        ChangeKind::Resumed => "↻",
        ChangeKind::Stronger => "▲",
        ChangeKind::Weaker => "▼",
        ChangeKind::NewAct | ChangeKind::Reworded => "≠",
        ChangeKind::Dropped => "○",
    }
}

fn head(page: &mut String, entry: &Entry, look: Look) {
    page.push('\n');
    let day = entry.day.as_deref().unwrap_or("no date");
    let mut line = Paragraph::default();
    line.push_together(day, Paint::Title)
        .push("  ", Paint::Plain);
    line.push(
        &format!("[{}] {}", entry.evidence.document, entry.title),
        Paint::Title,
    );
    line.write(page, "", 2, look);
    // The hash of the bytes is for machines.
    let source = entry.source.as_deref();
    if let Some(source) = source.filter(|source| !source.starts_with("b3:")) {
        // An address in pieces cannot be followed.
        page.push_str(&format!("  {}\n", Paint::Faint.over(source, look.colored)));
    }
}

/// Who says it to whom, and the acts by which one sentence tells it.
fn acts(page: &mut String, said: &[Entry], look: Look) {
    let Some(entry) = said.first() else { return };
    let mut line = Paragraph::default();
    line.push(&parties(&entry.speakers, &entry.sides), Paint::Party);
    if !entry.addressee_sides.is_empty() || !entry.addressees.is_empty() {
        line.push(" → ", Paint::Plain);
        line.push(
            &parties(&entry.addressees, &entry.addressee_sides),
            Paint::Party,
        );
    }
    for (number, entry) in said.iter().enumerate() {
        let between = if number == 0 { "  " } else { " · " };
        line.push(between, Paint::Plain)
            .push(&entry.act, Paint::Kind);
        line.push(&format!(" ({})", entry.strength), Paint::Plain);
        for (holds, word) in [(entry.reiterated, "reiterated"), (entry.negated, "negated")] {
            if holds {
                line.push(&format!(", {word}"), Paint::Plain);
            }
        }
    }
    if entry.joint {
        line.push("; joint", Paint::Plain);
    }
    if entry.told_by_other {
        let publisher = entry.publisher.as_deref().unwrap_or_default();
        line.push(&format!("; as {publisher} tells it"), Paint::Doubt);
    }
    line.write(page, "  ", 4, look);
}

fn quote(page: &mut String, entry: &Entry, look: Look) {
    let quote = format!("“{}” §{}", entry.evidence.quote, entry.evidence.sentence);
    let mut line = Paragraph::default();
    line.push(&quote, Paint::Faint).write(page, "    ", 4, look);
}
