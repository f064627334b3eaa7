//! Restores damaged text exactly, with an audit of every edit.
//!
//! ```
//! use chancery_restore::{Options, restore};
//!
//! let damaged = "The minister鈥檚 visit 鈥� the third 鈥� ended.";
//! let restored = restore(damaged.as_bytes(), &Options::default().with_region("GB"));
//! assert_eq!(restored.text, "The minister’s visit – the third – ended.");
//! assert_eq!(restored.repairs[0].to_string(), r#"mojibake "鈥檚" -> "’s""#);
//! assert_eq!(restored.undo(), damaged.as_bytes());
//! ```
//!
//! # What it repairs
//!
//! | [`Kind`] | damage |
//! |---|---|
//! | [`Mojibake`](Kind::Mojibake) | UTF-8 read as any of 23 single-byte encodings or as GB18030, Shift_JIS, Big5, EUC-KR or EUC-JP, over any part of a text, in layers; whole lines of one legacy encoding read as another; bytes lost on the way are inferred from the text |
//! | [`InjectedText`](Kind::InjectedText) | a frequent English word replaced everywhere by foreign text; the word is named |
//! | [`Entity`](Kind::Entity) | HTML character references, escaped any number of times |
//! | [`Control`](Kind::Control) | controls, terminal escapes, characters without width, soft hyphens |
//! | [`Layout`](Kind::Layout) | CR LF and CR, line and paragraph separators; nothing else of the layout |
//! | [`Charset`](Kind::Charset) | stray bytes of windows-1252 within UTF-8 |
//!
//! # What holds
//!
//! - Any input is accepted; nothing fails and nothing panics.
//! - [`Restored::undo`] gives the input byte for byte.
//! - Restoring a restored text changes nothing.
//! - What could not be inverted but was inferred says so ([`Certainty::Inferred`]) and from what ([`Repair::reason`]);
//!   what the text does not tell stays U+FFFD.
//!
//! # What it does not do
//!
//! A missing repair is better than a wrong one. So it does not normalise: quotes, dashes, spaces and Unicode forms stay
//! as the author wrote them. It names replaced words in English only. Lost bytes of letters are inferred only where the
//! encoding tells which one it was, and a `?` that an encoding wrote for what it lacks stays. A legacy encoding read as
//! another is undone by whole lines, and by parts of a line only where East Asian text was read as windows-1252 or one
//! Cyrillic encoding as another; a line so short that both readings make sense is left. Damage that shifted the frame
//! is undone where readings were inserted into bytes of GBK (`咨詢?nèi)绾`); else it is left.
//!
//! # How it works
//!
//! [`restore`] decodes, then runs its stages until none has anything left to repair. One pass over the text finds out
//! which stages have anything to look at; long stretches of clean text are passed over in blocks.
//!
//! A channel is a pair of encodings, the one that was written and the one that was read. What it makes of a text is
//! weighed by a model of characters (`data/characters.bin`): what each character costs after the one before it, in what
//! people write in more than two hundred languages. Two questions are asked of every line with signs of damage:
//!
//! - Which stretches of it are misread UTF-8? Around characters that could begin a misread sequence, the cheapest
//!   explanation of every character is found (Viterbi), as itself or as bytes of UTF-8.
//! - Is all of it, or a part, of one legacy encoding read as another? It is read anew through each channel whose bytes
//!   fit. Between code pages of the same script, single languages decide (`data/languages.bin`, and for words in Latin
//!   letters `data/latin.bin`): `õ` is as good as `ő` until the rest of the line is Hungarian.
//!
//! What explained the line before is tried first; if it leaves no doubt, nothing else is. Where most of the lines that
//! show damage are of another legacy encoding, all lines are asked again through it, and those that another legacy
//! encoding seemed to explain.
//!
//! A reading must be cheaper by a margin, or the text stays. The models are trained by `xtask train-characters` from
//! texts under permissive licences, which `xtask/characters/fetch.py` fetches; nothing but their figures is shipped.
//!
//! Replaced words are found by the likelihood of each frequent word over all places of the foreign text at once,
//! against its absence elsewhere and against a foreign name.
//!
//! For fuzzing, [`restore`] over arbitrary bytes with the four properties above is the target worth having, and
//! stretches of known damage strung together (as in `tests/properties.rs`) the seed worth starting from.

mod characters;
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
mod stream;

/// What is needed to train the models of characters and of languages, and to count words: how they fold them and cut
/// them into tokens, how their files begin.
pub mod training {
    pub use crate::characters::{MAGIC, alphabet, languages, latin};
    pub use crate::injected::tokens;
}

pub use decode::Undecoded;
pub use repair::{Certainty, Kind, Kinds, Repair};
pub use restored::Restored;
pub use span::{RawSpan, TextSpan};
pub use stream::Stream;

use decode::{Decoded, Source};
use ledger::{Edit, Ledger};
use std::borrow::Cow;
use std::ops::Range;

/// What is known about the input beside its bytes. The default knows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The charset that the transport or the page declares, such as `gb2312`. It is believed only if the bytes are valid in it.
    pub declared: Option<String>,
    /// The ISO 3166-1 code of the publisher's country, such as `GB`: evidence of its house style.
    pub region: Option<String>,
    /// The kinds of repair that are made.
    pub kinds: Kinds,
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

    /// The same with repairs of these kinds alone. What a repair of another kind would have brought to light stays hidden.
    #[must_use]
    pub fn only(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }
}

/// Restores bytes of any kind.
#[must_use]
pub fn restore<'a>(bytes: &'a [u8], options: &Options) -> Restored<'a> {
    repair(decode::decode(bytes, options.declared.as_deref()), options)
}

/// Restores text that is already decoded.
#[must_use]
pub fn restore_text<'a>(text: &'a str, options: &Options) -> Restored<'a> {
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

fn repair<'a>(decoded: Decoded<'a>, options: &Options) -> Restored<'a> {
    let Decoded {
        raw,
        encoding,
        source,
        undecoded,
    } = decoded;
    let mut work = Work {
        ledger: Ledger::default(),
        text: None,
        evidence: mojibake::Evidence::default(),
        options,
    };
    if work.wants(Kind::Charset) {
        let stray = control::stray(&undecoded);
        work.apply(&raw, stray);
    }
    for _ in 0..ROUNDS {
        if !work.round(&raw) && !work.evidence.forget_legacy() {
            break;
        }
    }
    let (text, repairs) = match work.text {
        Some(text) => {
            let repairs = work.ledger.repairs(&raw, &text);
            (Cow::Owned(text), repairs)
        }
        None => (raw, Vec::new()),
    };
    Restored {
        text,
        repairs,
        encoding: encoding.name(),
        undecoded,
        source,
    }
}

/// A text with more than one foreign character for so many bytes is not English with a word replaced.
const FOREIGN: usize = 6;

/// A text while it is repaired.
struct Work<'a> {
    ledger: Ledger,
    /// The text as it stands; `None` while it is the input.
    text: Option<String>,
    evidence: mojibake::Evidence,
    options: &'a Options,
}

impl Work<'_> {
    fn wants(&self, kind: Kind) -> bool {
        self.options.kinds.contains(kind)
    }

    /// Makes the edits; gives where they left the text, and whether there are any.
    fn apply(&mut self, raw: &str, mut edits: Vec<Edit>) -> Vec<Range<usize>> {
        let count = edits.len();
        ledger::keep_apart(&mut edits);
        // What would be two repairs of one place is a fault of a stage, but no reason to fail on a text.
        debug_assert_eq!(edits.len(), count, "edits of one round overlap");
        if edits.is_empty() {
            return Vec::new();
        }
        let text = self.text.as_deref().unwrap_or(raw);
        let changed = ledger::changed(&edits);
        self.text = Some(self.ledger.apply(text, edits));
        changed
    }

    /// The edits of the first stage that has any. What one stage repairs can be what another sees damage through, so
    /// the stages run until none has anything left: references first, for they may spell misread bytes; replaced words
    /// last, for they are judged by the words around them. Gives whether anything was repaired.
    fn round(&mut self, raw: &str) -> bool {
        let mut signs = scan::scan(self.text.as_deref().unwrap_or(raw));
        let mut repaired = false;
        if signs.entity && self.wants(Kind::Entity) {
            let edits = entity::edits(self.text.as_deref().unwrap_or(raw));
            if !self.apply(raw, edits).is_empty() {
                return true;
            }
        }
        if signs.foreign > 0 && self.wants(Kind::Mojibake) {
            let edits = mojibake::inserted(self.text.as_deref().unwrap_or(raw));
            if !self.apply(raw, edits).is_empty() {
                return true;
            }
        }
        if self.wants(Kind::Mojibake) {
            repaired = self.misread(raw, &mut signs);
        }
        if repaired {
            // Another misreading may have hidden them.
            let edits = mojibake::inserted(self.text.as_deref().unwrap_or(raw));
            if !self.apply(raw, edits).is_empty() {
                return true;
            }
        }
        let text = self.text.as_deref().unwrap_or(raw);
        let mut edits = Vec::new();
        if signs.control {
            edits = control::edits(text);
            edits.retain(|edit| self.wants(edit.note.kind));
        }
        let latin = signs.foreign * FOREIGN < text.len();
        if edits.is_empty() && signs.foreign > 0 && latin && self.wants(Kind::InjectedText) {
            edits = injected::edits(text);
        }
        // What is done to one kind of damage may bring another one to light: references, which a misreading had hidden.
        !self.apply(raw, edits).is_empty() || repaired && signs.entity
    }

    /// Takes all layers of misreading off; after the first one, only the lines that were changed are looked at again.
    fn misread(&mut self, raw: &str, signs: &mut scan::Signs) -> bool {
        let mut repaired = false;
        for _ in 0..ROUNDS {
            let text = self.text.as_deref().unwrap_or(raw);
            signs.add_samples();
            if signs.lines.is_empty() {
                break;
            }
            let region = self.options.region.as_deref();
            let edits = mojibake::edits(text, &signs.lines, region, &mut self.evidence);
            let changed = self.apply(raw, edits);
            if changed.is_empty() {
                break;
            }
            if !repaired {
                // Those that the text had before do not call for another round.
                signs.entity = false;
            }
            repaired = true;
            let text = self.text.as_deref().unwrap_or(raw);
            let mut lines: Vec<Range<usize>> = Vec::new();
            for place in changed {
                let last = lines.last_mut();
                if last.as_ref().is_some_and(|last| place.end <= last.end) {
                    continue;
                }
                let next = scan::line(text, place.start).start..scan::line(text, place.end).end;
                match last.filter(|last| next.start < last.end) {
                    Some(last) => last.end = next.end,
                    None => lines.push(next),
                }
            }
            scan::scan_lines(text, &lines, signs);
        }
        repaired
    }
}
