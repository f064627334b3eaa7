//! Restores damaged text exactly, with an audit of every edit.
//!
//! (documentation follows)

mod control;
mod decode;
mod entity;
mod injected;
mod ledger;
mod mojibake;
mod repair;
mod restored;
mod scan;
mod span;

pub use decode::Undecoded;
pub use repair::{Certainty, Kind, Repair};
pub use restored::Restored;
pub use span::{RawSpan, TextSpan};

use decode::{Decoded, Source};
use ledger::Ledger;
use std::borrow::Cow;

/// What is known about the input beside its bytes. The default knows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The charset that the transport or the page declares, such as `gb2312`. It is believed only if the bytes are valid in it.
    pub declared: Option<String>,
    /// The ISO 3166-1 code of the publisher's country, such as `GB`: evidence of its house style.
    pub region: Option<String>,
}

impl Options {
    /// The same with a declared charset.
    #[must_use]
    pub fn with_declared(mut self, label: impl Into<String>) -> Self {
        self.declared = Some(label.into());
        self
    }

    /// The same with the publisher's country.
    #[must_use]
    pub fn with_region(mut self, code: impl Into<String>) -> Self {
        self.region = Some(code.into());
        self
    }
}

/// Restores bytes of any kind.
#[must_use]
pub fn restore(bytes: &[u8], options: &Options) -> Restored {
    repair(decode::decode(bytes, options.declared.as_deref()), options)
}

/// Restores text that is already decoded.
#[must_use]
pub fn restore_text(text: &str, options: &Options) -> Restored {
    let raw = Cow::Borrowed(text);
    repair(
        Decoded {
            raw,
            encoding: encoding_rs::UTF_8,
            source: Source::Same,
            undecoded: Vec::new(),
        },
        options,
    )
}

/// More rounds than any text needs: every round must leave less to repair.
const ROUNDS: usize = 64;

fn repair(decoded: Decoded<'_>, options: &Options) -> Restored {
    let Decoded {
        raw,
        encoding,
        source,
        undecoded,
    } = decoded;
    let mut ledger = Ledger::default();
    let mut text = raw.clone();
    let stray = control::stray(&undecoded);
    if !stray.is_empty() {
        text = Cow::Owned(ledger.apply(&text, stray));
    }
    let mut evidence = mojibake::Evidence::default();
    for _ in 0..ROUNDS {
        let edits = next_edits(&text, options, &mut evidence);
        if edits.is_empty() {
            break;
        }
        text = Cow::Owned(ledger.apply(&text, edits));
    }
    let repairs = ledger.repairs(&raw, &text);
    Restored {
        text: text.into_owned(),
        repairs,
        encoding: encoding.name(),
        undecoded,
        source,
    }
}

/// The edits of the first stage that has any. What one stage repairs can be what another sees damage through, so the
/// stages run until none has anything left: references first, for they may spell misread bytes; replaced words last,
/// for they are judged by the words around them.
fn next_edits(
    text: &str,
    options: &Options,
    evidence: &mut mojibake::Evidence,
) -> Vec<ledger::Edit> {
    let signs = scan::scan(text);
    let mut edits = Vec::new();
    if signs.entity {
        edits = entity::edits(text);
    }
    if edits.is_empty() && signs.mojibake {
        edits = mojibake::edits(text, options.region.as_deref(), evidence);
    }
    if edits.is_empty() && signs.control {
        edits = control::edits(text);
    }
    if edits.is_empty() && signs.foreign {
        edits = injected::edits(text);
    }
    edits
}
