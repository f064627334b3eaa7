//! A word that was replaced everywhere by foreign text.
//!
//! Mirror sites put an advertisement in place of a frequent word, case-sensitive and as a bare substring: `The` becomes
//! `<AD>`, and `They` becomes `<AD>y`. Several places of the same foreign text are one piece of evidence:
//! [`places::find`] groups them, [`hypothesis::judge`] weighs which word, over all places at once, the text lacks, and
//! whether a foreign name could stand there just as well. Below the margin nothing is changed.

mod hypothesis;
mod language;
mod places;
mod sequence;
pub mod tokens;

pub(crate) use places::is_foreign;

use crate::ledger::{Edit, Note, keep_apart};
use crate::repair::{Certainty, Kind};

/// The edits that put replaced words back.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for group in places::find(text) {
        let Some(verdict) = hypothesis::judge(text, &group) else {
            continue;
        };
        let times = match group.places.len() {
            1 => "once".to_owned(),
            n => format!("{n} times"),
        };
        for place in &group.places {
            let start = place.start - verdict.head;
            let end = place.end + verdict.tail;
            let foreign = &text[start..end];
            let reason = format!(
                "{foreign:?} stands {times} where an English word is missing; {:?} fits these places best, {} nats before the next, and is found nowhere else",
                verdict.word,
                verdict.margin.round()
            );
            let channel = Some(format!("{:?} replaced by {foreign:?}", verdict.word));
            let note = Note {
                kind: Kind::InjectedText,
                channel: channel.map(Into::into),
                certainty: Certainty::Inferred,
                reason: reason.into(),
            };
            edits.push(Edit {
                start,
                end,
                after: verdict.word.to_owned(),
                note,
            });
        }
    }
    // Where two foreign texts share letters between them, the more frequent one, which came first, has them.
    edits.sort_by_key(|edit| edit.start);
    keep_apart(&mut edits);
    edits
}
