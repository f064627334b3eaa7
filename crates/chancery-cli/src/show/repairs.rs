//! The repairs in short: alike ones counted, guesses told with their reasons.

use chancery::reading::Repair;

use super::{Look, heading};
use crate::paint::Paint;
use crate::wrap::Paragraph;

/// Different edits shown of one kind; the record has them all.
const SHOWN: usize = 12;

/// Repairs of one kind, damaged in one way, equally certain.
struct Group<'a> {
    like: &'a Repair,
    count: usize,
    /// What became what, how often, in order of first occurrence.
    edits: Vec<(&'a str, &'a str, usize)>,
}

/// Writes the section, or nothing if the text came undamaged.
pub(super) fn write(page: &mut String, repairs: &[Repair], look: Look) {
    if repairs.is_empty() {
        return;
    }
    heading(page, &format!("Repairs ({})", repairs.len()), look);
    for group in groups(repairs) {
        write_group(page, &group, look);
    }
}

fn groups(repairs: &[Repair]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for repair in repairs {
        let key = |repair: &'_ Repair| {
            (
                repair.kind.clone(),
                repair.channel.clone(),
                repair.certainty.clone(),
                repair.reason.clone(),
            )
        };
        let at = match groups
            .iter()
            .position(|group| key(group.like) == key(repair))
        {
            Some(at) => at,
            None => {
                groups.push(Group {
                    like: repair,
                    count: 0,
                    edits: Vec::new(),
                });
                groups.len() - 1
            }
        };
        let group = &mut groups[at];
        group.count += 1;
        match group
            .edits
            .iter_mut()
            .find(|(before, after, _)| *before == repair.before && *after == repair.after)
        {
            Some((_, _, count)) => *count += 1,
            None => group.edits.push((&repair.before, &repair.after, 1)),
        }
    }
    groups
}

fn write_group(page: &mut String, group: &Group<'_>, look: Look) {
    let mut line = Paragraph::default();
    line.push_together(&group.like.kind, Paint::Kind);
    if let Some(channel) = &group.like.channel {
        line.push(&format!(", {channel}"), Paint::Plain);
    }
    line.push(": ", Paint::Plain);
    for (at, (before, after, count)) in group.edits.iter().take(SHOWN).enumerate() {
        if at > 0 {
            line.push(", ", Paint::Plain);
        }
        line.push_together(
            &format!("{} → {}", visible(before), visible(after)),
            Paint::Plain,
        );
        if *count > 1 {
            line.push_together(&format!(" ×{count}"), Paint::Faint);
        }
    }
    if group.edits.len() > SHOWN {
        line.push(
            &format!(", and {} more", group.edits.len() - SHOWN),
            Paint::Faint,
        );
    }
    if group.like.certainty != "exact" {
        line.push(&format!(" — {}", group.like.certainty), Paint::Doubt);
        if let Some(reason) = &group.like.reason {
            line.push(&format!(": {reason}"), Paint::Doubt);
        }
    }
    line.write(page, &format!("{:>4}  ", group.count), 6, look);
}

/// Text with what cannot be seen made visible, cut if it is long.
pub fn visible(text: &str) -> String {
    const LONG: usize = 40;
    if text.is_empty() {
        return "∅".into();
    }
    let blank = text.trim().is_empty();
    let mut shown = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == LONG {
            shown.push('…');
            break;
        }
        if c == ' ' && blank {
            shown.push('␣');
        } else {
            visible_character(c, &mut shown);
        }
    }
    shown
}

/// A character, or what stands for it where it cannot be seen.
pub fn visible_character(c: char, shown: &mut String) {
    match c {
        '\n' => shown.push('⏎'),
        c if c.is_control() || (c.is_whitespace() && c != ' ') || is_unseen(c) => {
            shown.extend(c.escape_unicode());
        }
        c => shown.push(c),
    }
}

/// Characters of no width: soft hyphen, zero-width space and joiners, marks of direction, byte-order mark; private use.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}')
}
