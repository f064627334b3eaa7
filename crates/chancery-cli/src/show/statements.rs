//! The statements of a reading, each with its sentence.

use chancery::reading::{CharSpan, Quote, Statement};

use super::{Look, View, heading};
use crate::paint::Paint;
use crate::wrap::Paragraph;

/// Writes the section; that nothing is stated is worth a line.
pub(super) fn write(page: &mut String, view: &View<'_>, look: Look) {
    let statements = &view.reading.statements;
    if statements.is_empty() {
        heading(page, "No statements", look);
        return;
    }
    heading(page, &format!("Statements ({})", statements.len()), look);
    for statement in statements {
        let mut line = Paragraph::default();
        who_and_what(&mut line, statement, view);
        line.write(page, &format!("{:>4}  ", statement.id), 6, look);
        let mut line = Paragraph::default();
        if matters(&mut line, statement, view) {
            line.write(page, "      ", 6, look);
        }
        let mut line = Paragraph::default();
        sentence(&mut line, statement, view, look.colored);
        line.write(page, "      ", 6, look);
    }
}

fn who_and_what(line: &mut Paragraph, statement: &Statement, view: &View<'_>) {
    line.push(
        &view.parties(&statement.speakers, &statement.sides),
        Paint::Party,
    );
    if !statement.addressees.is_empty() || !statement.addressee_sides.is_empty() {
        line.push(" → ", Paint::Plain);
        line.push(
            &view.parties(&statement.addressees, &statement.addressee_sides),
            Paint::Party,
        );
    }
    line.push("  ", Paint::Plain);
    line.push(&statement.family, Paint::Kind);
    if statement.act != statement.family {
        line.push(&format!(" ({})", statement.act), Paint::Plain);
    }
    line.push(&format!(", strength {}", statement.strength), Paint::Plain);
    for (holds, word) in [
        (statement.joint, "joint"),
        (statement.reiterated, "reiterated"),
        (statement.negated, "negated"),
    ] {
        if holds {
            line.push(&format!(", {word}"), Paint::Plain);
        }
    }
}

/// Topics, what it is about, whom or what it names, and in which engagements it was said. False if there is nothing.
fn matters(line: &mut Paragraph, statement: &Statement, view: &View<'_>) -> bool {
    let names: Vec<&str> = statement.names.iter().map(|id| view.name(id)).collect();
    let engagements: Vec<String> = statement.engagements.iter().map(usize::to_string).collect();
    let facts = [
        ("topics", statement.topics.join(", ")),
        ("about", statement.about.join(", ")),
        ("names", names.join(", ")),
        (
            "if",
            statement
                .condition
                .as_ref()
                .map(|condition| condition.quote.clone())
                .unwrap_or_default(),
        ),
        ("in", engagements.join(", ")),
    ];
    let mut any = false;
    for (label, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        if any {
            line.push("  ", Paint::Plain);
        }
        any = true;
        line.push_together(&format!("{label} "), Paint::Faint)
            .push(value, Paint::Plain);
    }
    any
}

/// The sentence, with cue and content marked. Content that runs on over several sentences is shown to its end.
fn sentence(line: &mut Paragraph, statement: &Statement, view: &View<'_>, colored: bool) {
    let cue = statement.cue.span;
    let content = statement
        .content
        .as_ref()
        .map(|content: &Quote| content.span);
    let shown = [Some(cue), content]
        .into_iter()
        .flatten()
        .fold(statement.evidence.span, |all, span| {
            CharSpan(all.0.min(span.0), all.1.max(span.1))
        });
    for (at, c) in (shown.0..).zip(view.text(shown).chars()) {
        let within = |span: CharSpan| span.0 <= at && at < span.1;
        let paint = match content {
            _ if within(cue) => Paint::Cue,
            Some(content) if within(content) => Paint::Content,
            _ => Paint::Plain,
        };
        let paint = if colored { paint } else { Paint::Plain };
        if !colored {
            marks(line, at, cue, content);
        }
        line.push(c.encode_utf8(&mut [0; 4]), paint);
    }
    if !colored {
        marks(line, shown.1, cue, content);
    }
}

/// The marks that stand before the character at `at`: what ends there, then what begins.
fn marks(line: &mut Paragraph, at: usize, cue: CharSpan, content: Option<CharSpan>) {
    let content = content.filter(|content| content.0 < content.1);
    let ends = |span: Option<CharSpan>| span.is_some_and(|span| span.1 == at);
    let begins = |span: Option<CharSpan>| span.is_some_and(|span| span.0 == at);
    for (holds, mark) in [
        (ends(Some(cue)), "**"),
        (ends(content), "»"),
        (begins(content), "«"),
        (begins(Some(cue)), "**"),
    ] {
        if holds {
            line.push(mark, Paint::Plain);
        }
    }
}
