//! Edits of one round, and the ledger that adds the rounds up to repairs of the input.

use crate::repair::{Certainty, Kind, Repair};
use crate::span::{RawSpan, TextSpan};
use std::borrow::Cow;

/// Why an edit is made.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub kind: Kind,
    pub channel: Option<Cow<'static, str>>,
    pub certainty: Certainty,
    pub reason: Cow<'static, str>,
}

/// Replaces `start..end` of the text as it stands in this round. Never empty before; edits are sorted and disjoint.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub start: usize,
    pub end: usize,
    pub after: String,
    pub note: Note,
}

/// Leaves edits, in the order of their beginnings, that do not overlap: the later one of two gives way.
pub(crate) fn keep_apart(edits: &mut Vec<Edit>) {
    let mut end = 0;
    edits.retain(|edit| {
        let apart = edit.start >= end;
        if apart {
            end = edit.end;
        }
        apart
    });
}

/// Where edits leave their traces in the text after the round.
pub(crate) fn changed(edits: &[Edit]) -> Vec<std::ops::Range<usize>> {
    let mut shift = 0isize;
    edits
        .iter()
        .map(|edit| {
            let start = edit.start.saturating_add_signed(shift);
            shift += edit.after.len() as isize - (edit.end - edit.start) as isize;
            start..start + edit.after.len()
        })
        .collect()
}

/// A stretch of the input that differs from the text as it stands.
#[derive(Clone, Debug)]
struct Piece {
    raw: (usize, usize),
    now: (usize, usize),
    notes: Notes,
    /// The text as it stands there, if one edit made it.
    after: Option<String>,
}

/// The notes of one place; most places have one.
#[derive(Clone, Debug)]
struct Notes {
    first: Note,
    more: Vec<Note>,
}

impl Notes {
    fn of(first: Note) -> Self {
        Self {
            first,
            more: Vec::new(),
        }
    }

    fn extend(&mut self, other: Self) {
        self.more.push(other.first);
        self.more.extend(other.more);
    }
}

/// All differences between the decoded input and the text as it stands, kept composed over the rounds.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pieces: Vec<Piece>,
}

/// A group of old pieces and new edits that touch each other, in coordinates of the text before the round.
struct Cluster {
    now: (usize, usize),
    raw: (usize, usize),
    notes: Notes,
    /// What an old piece that no edit touches says.
    after: Option<String>,
    edits: Vec<(usize, usize, String)>,
}

impl Ledger {
    /// Applies `edits` to `text` and enters them.
    pub fn apply(&mut self, text: &str, edits: Vec<Edit>) -> String {
        if self.pieces.is_empty() {
            return self.begin(text, edits);
        }
        let clusters = self.clusters(edits);
        let mut out = String::with_capacity(text.len());
        let mut pieces = Vec::with_capacity(clusters.len());
        let mut at = 0;
        for cluster in clusters {
            out.push_str(&text[at..cluster.now.0]);
            let start = out.len();
            let mut inner = cluster.now.0;
            for (from, to, after) in &cluster.edits {
                out.push_str(&text[inner..*from]);
                out.push_str(after);
                inner = *to;
            }
            out.push_str(&text[inner..cluster.now.1]);
            at = cluster.now.1;
            pieces.push(Piece {
                raw: cluster.raw,
                now: (start, out.len()),
                notes: cluster.notes,
                after: cluster.after,
            });
        }
        out.push_str(&text[at..]);
        self.pieces = pieces;
        out
    }

    /// Applies the edits of the first round: each makes a piece.
    fn begin(&mut self, text: &str, edits: Vec<Edit>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        self.pieces.reserve_exact(edits.len());
        for edit in edits {
            out.push_str(&text[at..edit.start]);
            at = edit.end;
            let start = out.len();
            out.push_str(&edit.after);
            self.pieces.push(Piece {
                raw: (edit.start, edit.end),
                now: (start, out.len()),
                notes: Notes::of(edit.note),
                after: Some(edit.after),
            });
        }
        out.push_str(&text[at..]);
        out
    }

    /// Merges the old pieces with the new edits, in order.
    fn clusters(&mut self, edits: Vec<Edit>) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut old = std::mem::take(&mut self.pieces).into_iter().peekable();
        let mut new = edits.into_iter().peekable();
        // What to add to a position behind the last old piece to get the position in the input.
        let mut shift: isize = 0;
        loop {
            // An old piece goes first when both start together and it is empty, so that what it removed stays before the edit.
            let take_old = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(piece), Some(edit)) => piece.now <= (edit.start, edit.end),
            };
            let (now, raw, notes, after, edit) = if take_old {
                let Some(piece) = old.next() else { break };
                shift = piece.raw.1 as isize - piece.now.1 as isize;
                (piece.now, piece.raw, piece.notes, piece.after, None)
            } else {
                let Some(edit) = new.next() else { break };
                let raw = (
                    edit.start.saturating_add_signed(shift),
                    edit.end.saturating_add_signed(shift),
                );
                (
                    (edit.start, edit.end),
                    raw,
                    Notes::of(edit.note),
                    None,
                    Some((edit.start, edit.end, edit.after)),
                )
            };
            match clusters.last_mut() {
                Some(last) if now.0 < last.now.1 && now.1 > last.now.0 => {
                    if now.1 >= last.now.1 {
                        last.now.1 = now.1;
                        last.raw.1 = raw.1;
                    } else if take_old {
                        // The edit reaches beyond this piece: its end moves with the piece's shift.
                        last.raw.1 = last.now.1.saturating_add_signed(shift);
                    }
                    last.notes.extend(notes);
                    last.after = None;
                    last.edits.extend(edit);
                }
                _ => clusters.push(Cluster {
                    now,
                    raw,
                    notes,
                    after,
                    edits: edit.into_iter().collect(),
                }),
            }
        }
        clusters
    }

    /// The repairs, given the decoded input and the final text.
    pub fn repairs(self, raw: &str, text: &str) -> Vec<Repair> {
        self.pieces
            .into_iter()
            .filter(|piece| raw[piece.raw.0..piece.raw.1] != text[piece.now.0..piece.now.1])
            .map(|piece| {
                let note = summary(piece.notes);
                Repair {
                    kind: note.kind,
                    span: TextSpan::new(piece.now.0, piece.now.1),
                    raw_span: RawSpan::new(piece.raw.0, piece.raw.1),
                    before: raw[piece.raw.0..piece.raw.1].to_owned(),
                    after: piece
                        .after
                        .unwrap_or_else(|| text[piece.now.0..piece.now.1].to_owned()),
                    channel: note.channel,
                    certainty: note.certainty,
                    reason: note.reason,
                }
            })
            .collect()
    }
}

/// One note for several edits of the same place: the gravest kind, every channel and every reason once, in order.
fn summary(notes: Notes) -> Note {
    if notes.more.is_empty() {
        return notes.first;
    }
    let mut kind = Kind::Layout;
    let mut certainty = Certainty::Exact;
    let mut channels: Vec<(Cow<'static, str>, usize)> = Vec::new();
    let mut reasons: Vec<Cow<'static, str>> = Vec::new();
    for note in std::iter::once(notes.first).chain(notes.more) {
        if gravity(note.kind) > gravity(kind) {
            kind = note.kind;
        }
        certainty = certainty.max(note.certainty);
        if let Some(channel) = note.channel {
            match channels.iter_mut().find(|known| known.0 == channel) {
                Some(known) => known.1 += 1,
                None => channels.push((channel, 1)),
            }
        }
        if !reasons.contains(&note.reason) {
            reasons.push(note.reason);
        }
    }
    let channels: Vec<Cow<'static, str>> = channels
        .into_iter()
        .map(|(name, times)| match times {
            1 => name,
            2 => format!("{name}, twice").into(),
            _ => format!("{name}, {times} times").into(),
        })
        .collect();
    let channel = if channels.is_empty() {
        None
    } else {
        Some(channels.join("; ").into())
    };
    Note {
        kind,
        channel,
        certainty,
        reason: reasons.join("; then ").into(),
    }
}

fn gravity(kind: Kind) -> u8 {
    match kind {
        Kind::Layout => 0,
        Kind::Control => 1,
        Kind::Entity => 2,
        Kind::Charset => 3,
        Kind::InjectedText => 4,
        Kind::Mojibake => 5,
    }
}
