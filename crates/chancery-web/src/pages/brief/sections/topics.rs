//! Positions by topic, and how the language moved.

use chancery_record::brief::Position;
use chancery_record::timeline::{Citation, Entry};
use chancery_record::{Change, ChangeKind};

use super::{Outline, counted, day};
use crate::pages::brief::commands::Way;
use crate::pages::brief::line::{Claim, Line};
use crate::pages::brief::page::Section;

/// Topics that have a section of their own.
const TOPICS: usize = 8;
/// Statements of one side on a topic.
const POSITIONS: usize = 2;
/// Changes of a topic.
const CHANGES: usize = 3;
/// Accounts cited that do not speak of it.
const SILENT: usize = 3;

/// The heading, a section for each of the first topics, and where the others stand.
pub(super) fn all<'a>(outline: &Outline<'a, '_>) -> Vec<Section<'a>> {
    let positions = &outline.brief.positions;
    let mut head = super::section("Positions by topic", Vec::new());
    if !positions.is_empty() {
        head.lines.clear();
    }
    let silent = silent(outline);
    if let Some(who) = silent {
        let nothing = format!("{who} by itself: nothing found in the record on any topic.");
        head.lines.push(Line::Remark(nothing));
    }
    let mut sections = vec![head];
    let most = outline.most(TOPICS).min(positions.len());
    let (first, rest) = positions.split_at(most);
    let topics = first.iter();
    sections.extend(topics.map(|position| topic(outline, position, silent)));
    let others = rest.iter().filter_map(|position| {
        let said = [&position.ours, &position.theirs, &position.together];
        let last = said.into_iter().flatten().max_by_key(|entry| &entry.day)?;
        let words = format!("({})", day(position.last.as_ref()));
        Some(Claim::quoting(
            spelled(&position.topic),
            words,
            "",
            &last.evidence,
        ))
    });
    let others: Vec<Claim<'a>> = others.collect();
    if !others.is_empty() {
        sections.push(Section {
            title: "Other topics, with the last day of each".to_owned(),
            inner: true,
            lines: vec![Line::Claim {
                claims: others,
                below: vec![Line::Whole(outline.commands.whole())],
            }],
        });
    }
    sections
}

/// Who took no position alone on any of several topics, where the other one did: said once.
fn silent<'a>(outline: &Outline<'a, '_>) -> Option<&'a str> {
    let brief = outline.brief;
    let ours = brief.positions.iter().any(|one| !one.ours.is_empty());
    let theirs = brief.positions.iter().any(|one| !one.theirs.is_empty());
    match (ours, theirs) {
        _ if brief.positions.len() < 2 => None,
        (true, false) => Some(&brief.query.them),
        (false, true) => Some(&brief.query.us),
        _ => None,
    }
}

/// `human-rights` as words.
fn spelled(topic: &str) -> String {
    let mut words = topic.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn topic<'a>(
    outline: &Outline<'a, '_>,
    position: &'a Position,
    silent: Option<&str>,
) -> Section<'a> {
    let (query, commands) = (&outline.brief.query, outline.commands);
    let (us, them) = (query.us.as_str(), query.them.as_str());
    let topic = position.topic.as_str();
    let of_topic = [("topic", topic)];
    let mut lines = Vec::new();
    for (who, entries, all) in [
        (us, &position.ours, commands.search(us, them, &of_topic)),
        (them, &position.theirs, commands.search(them, us, &of_topic)),
    ] {
        if entries.is_empty() {
            // Of what was only said together it is plain that nobody said it alone.
            let neither = position.ours.is_empty() && position.theirs.is_empty();
            if neither || silent == Some(who) {
                continue;
            }
            let nothing = format!("{who} last said: nothing found in the record.");
            lines.push(Line::Remark(nothing));
        } else {
            lines.extend(last_said(
                outline,
                &format!("{who} last said"),
                entries,
                all,
            ));
        }
    }
    lines.extend(last_said(
        outline,
        "Both last said together",
        &position.together,
        commands.joint(&of_topic),
    ));
    let moved = &position.changes;
    let timeline = commands.timeline(topic);
    lines.extend(outline.capped(moved, CHANGES, timeline, change));
    let accounts = counted(position.documents, "account");
    let last = day(position.last.as_ref());
    Section {
        title: format!("{} – {accounts}, the last {last}", spelled(topic)),
        inner: true,
        lines,
    }
}

fn last_said<'a>(
    outline: &Outline<'a, '_>,
    who: &str,
    entries: &'a [Entry],
    all: Way,
) -> Vec<Line<'a>> {
    let Some((first, rest)) = entries.split_first() else {
        return Vec::new();
    };
    let mut speakers = first.speakers.iter();
    let person = speakers.find(|one| one.id.starts_with("person:") && !first.joint);
    let person = person.map(|one| format!(", {}", one.name));
    let when = day(first.day.as_ref());
    let strong = format!("{who} ({when}{}):", person.unwrap_or_default());
    let below = rest
        .iter()
        .take(outline.most(POSITIONS - 1))
        .map(|entry| Claim::statement(String::new(), entry).into());
    let mut below: Vec<Line<'a>> = below.collect();
    if rest.len() > below.len() {
        below.push(Line::More(rest.len() - below.len(), all));
    }
    vec![Line::Claim {
        claims: vec![Claim::statement(strong, first)],
        below,
    }]
}

/// How the language moved: both acts with their sentences.
fn change(change: &Change) -> Line<'_> {
    let who = if change.joint {
        "both".to_owned()
    } else {
        change.sides.join(", ")
    };
    let strong = |kind: &str| format!("{kind}, {who}:");
    let claims = match change.kind {
        ChangeKind::Dropped => silence(
            change,
            &strong("Topic not spoken of since"),
            "last",
            |count, _| format!("{count} later accounts have no statement on it"),
        ),
        ChangeKind::Resumed => silence(
            change,
            &strong("Topic spoken of again"),
            "",
            |count, days| {
                format!("{count} accounts in the {days} days before have no statement on it")
            },
        ),
        ChangeKind::First => compared(change, &strong("First mention")),
        ChangeKind::Stronger => compared(change, &strong("Stronger")),
        ChangeKind::Weaker => compared(change, &strong("Weaker")),
        ChangeKind::NewAct => compared(change, &strong("Another act")),
        ChangeKind::Reworded => compared(change, &strong("Reworded")),
    };
    Line::Claim {
        claims,
        below: Vec::new(),
    }
}

fn compared<'a>(change: &'a Change, strong: &str) -> Vec<Claim<'a>> {
    let of = |citation: &'a Citation| day(citation.day.as_ref());
    let mut now = Claim::mention(strong.to_owned(), &change.at);
    now.words = format!("{}, {}", of(&change.at.evidence), now.words);
    let then = change.before.as_ref().map(|before| {
        let mut then = Claim::mention(String::new(), before);
        then.words = format!("before, {}, {}", of(&before.evidence), then.words);
        then
    });
    std::iter::once(now).chain(then).collect()
}

/// What was said, and the accounts that do not speak of it.
fn silence<'a>(
    change: &'a Change,
    strong: &str,
    when: &str,
    words: impl Fn(usize, i64) -> String,
) -> Vec<Claim<'a>> {
    let mut said = Claim::mention(strong.to_owned(), &change.at);
    let on = day(change.at.evidence.day.as_ref());
    said.words = format!("{when} {on}, {}", said.words)
        .trim_start()
        .to_owned();
    let silent = change.silent.split_first().map(|(first, rest)| {
        let mut words = words(change.silent.len(), change.gap_days.unwrap_or_default());
        let also: Vec<&Citation> = rest.iter().take(SILENT - 1).collect();
        words.push_str(if also.len() < rest.len() {
            ", such as"
        } else {
            ":"
        });
        let mut silent = Claim::quoting(String::new(), words, "", first);
        silent.also = also;
        silent
    });
    std::iter::once(said).chain(silent).collect()
}
