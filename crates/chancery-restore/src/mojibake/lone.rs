//! Damage that shows in so little of a text that it may be written as it stands: `×”`, `Å™`, a quoted word of two
//! Chinese characters.

use super::channel::Channel;
use super::charset::Charset;
use super::passage::NEVER;
use super::viterbi::{Event, Explanation, Sign, transcode};
use crate::characters::place;

/// What more must speak for damage that a single character shows, in tenths of a bit: `×”` and `Å™` are written, too.
const LONE: i32 = 250;

/// What more must speak for an explanation in which every run of damage is a lone sign that may be written so.
pub(super) fn lone_cost(
    channel: &Channel,
    before: char,
    signs: &[Sign],
    explanation: &Explanation,
) -> i32 {
    let mut lone = LoneRuns::default();
    let left = |at: usize| {
        ('\u{80}'..'\u{a0}').contains(&signs[at].c) && !is_damaged(signs, &explanation.events, at)
    };
    let controls = !(0..signs.len()).any(left);
    let mut at = 0;
    while let Some(first) = next_damaged(signs, &explanation.events, at) {
        let behind = (first..signs.len()).find(|at| !is_damaged(signs, &explanation.events, *at));
        at = behind.unwrap_or(signs.len());
        let damaged = &signs[first..at];
        let text: String = damaged.iter().map(|sign| sign.c).collect();
        let event = explanation.events.get(at);
        let run = Run {
            channel,
            text: &text,
            left: first.checked_sub(1).map_or(before, |at| signs[at].c),
            right: signs.get(at).map_or(' ', |sign| sign.c),
            spaced: matches!(event, Some(Event::Spaced | Event::Merged)),
            controls: controls && text.contains(char::is_control),
        };
        if !lone.add(&run, said(channel, damaged, run.spaced).as_deref()) {
            return 0;
        }
    }
    lone.cost()
}

/// What signs say, with the space behind them if that is explained as a byte of them.
fn said(channel: &Channel, signs: &[Sign], spaced: bool) -> Option<String> {
    let said = |signs: &[Sign]| Some(transcode(channel, place(' '), signs, i32::MAX)?.0);
    if !spaced {
        return said(signs);
    }
    let space = match &**channel.read {
        Charset::Single(page) => page.char(0xa0)?,
        _ => return None,
    };
    let mut signs = signs.to_vec();
    signs.push(Sign::new(space));
    said(&signs)
}

/// The runs of damage of one explanation, as long as all of them are lone.
#[derive(Debug, Default)]
pub(super) struct LoneRuns {
    sum: i32,
    opened: bool,
    closed: bool,
}

impl LoneRuns {
    /// Takes one more; gives whether it is lone. If not, nothing more must speak for the explanation.
    pub fn add(&mut self, run: &Run<'_>, said: Option<&str>) -> bool {
        if !run.is_lone(said) {
            return false;
        }
        let among_ascii = run.left.is_ascii() && run.right.is_ascii();
        self.opened |= among_ascii && said == Some("«");
        self.closed |= among_ascii && said == Some("»");
        // Two characters of East Asia that stand alone are a word that somebody quotes.
        let word = !run.channel.reads_single() && run.has(2);
        self.sum = self.sum.saturating_add(if word { NEVER } else { LONE });
        true
    }

    /// What more must speak for the explanation: nothing if it has quotation marks of both kinds, which are no
    /// coincidence.
    pub fn cost(&self) -> i32 {
        if self.opened && self.closed {
            0
        } else {
            self.sum
        }
    }
}

fn is_damaged(signs: &[Sign], events: &[Event], at: usize) -> bool {
    !matches!(events[at], Event::Itself | Event::Dropped) && !signs[at].c.is_ascii()
}

fn next_damaged(signs: &[Sign], events: &[Event], at: usize) -> Option<usize> {
    (at..signs.len()).find(|at| is_damaged(signs, events, *at))
}

/// Damaged characters that stand together.
pub(super) struct Run<'a> {
    pub channel: &'a Channel,
    pub text: &'a str,
    pub left: char,
    pub right: char,
    /// Whether the space behind it is explained as a byte of it.
    pub spaced: bool,
    /// Whether it has controls, which nobody writes, and no others are left around it.
    pub controls: bool,
}

impl Run<'_> {
    /// Whether it has so many characters or more.
    fn has(&self, count: usize) -> bool {
        self.text.chars().nth(count - 1).is_some()
    }

    /// Whether it is so little that it may be written as it stands.
    fn is_lone(&self, said: Option<&str>) -> bool {
        let (left, right) = (self.left, self.right);
        if self.spaced && !self.has(2) {
            // No word goes on with a capital letter.
            return !(left.is_ascii_lowercase() && self.text.starts_with(char::is_uppercase));
        }
        let Some(said) = said else {
            return false;
        };
        let exotic = said.chars().filter(|c| is_exotic(*c)).count();
        if (1..MANY).contains(&exotic) {
            return true;
        }
        let mut chars = said.chars();
        let one = match (chars.next(), chars.next(), chars.next()) {
            (Some(said), None, _) => said,
            // Two characters of East Asia that make two others are rare, but they are a word.
            (Some(said), Some(second), None) if !self.channel.reads_single() && !self.has(3) => {
                return !self.has_swallowed(said, second) && !self.is_sure(said, false);
            }
            _ => return false,
        };
        if self.controls && (one.is_alphabetic() && one < '\u{530}' || one.is_control()) {
            return false;
        }
        // `Ã’s` is a letter, an apostrophe and an s.
        if self.text.ends_with('’') && right == 's' {
            return true;
        }
        !self.is_sure(one, true)
    }

    /// Whether the first character that it says, perhaps the only one, is likelier than what stands there.
    fn is_sure(&self, said: char, only: bool) -> bool {
        let (left, right) = (self.left, self.right);
        let read = self.channel.read.name();
        let western = matches!(read, "windows-1252" | "gb18030");
        let old = matches!(read, "macintosh" | "cp437" | "cp850" | "cp852");
        let within = left.is_ascii_lowercase()
            || right.is_ascii_lowercase()
            || left.is_ascii_uppercase() && right.is_ascii_uppercase() && said.is_uppercase();
        // No word goes on with a capital letter.
        let within = within && !(left.is_ascii_lowercase() && said.is_uppercase());
        let alone = left == ' ' && (right == ' ' || right == '\n');
        match said {
            // French has a space before these.
            '\u{a0}' if left.is_ascii_alphanumeric() && matches!(right, ':' | ';' | '!' | '?') => {
                true
            }
            '\u{a0}'..='¿' | '\u{2010}'..='\u{203a}' | '€' | '™' | '−' => {
                western || self.has(3) || self.mixes_widths()
            }
            'α'..='ω' => western && within,
            // Arrows, signs, dingbats: three characters that nobody writes together. And marks over or through letters.
            '\u{2190}'..='\u{2bff}' => western && self.has(3),
            '\u{300}'..='\u{36f}' => {
                western && left.is_ascii_graphic() && !left.is_ascii_uppercase()
            }
            said if is_latin(said) => {
                let word = only && alone && !old && said.is_lowercase() && said <= 'ÿ';
                // The underscore of a menu stands before the letter that is its key.
                within || word || left.is_ascii_alphabetic() && right == '_'
            }
            _ => false,
        }
    }

    /// Whether the second character it says is ASCII that a pair of bytes has swallowed: `窶冱` is `’s`, within words or
    /// behind one, where nobody writes rare characters.
    fn has_swallowed(&self, said: char, second: char) -> bool {
        let (left, right) = (self.left, self.right);
        let word = second.is_ascii_alphabetic();
        match said {
            '’' => word && left.is_ascii_alphabetic(),
            '\u{2010}'..='\u{203a}' => left.is_ascii_lowercase() && right.is_ascii_lowercase(),
            said if is_latin(said) => {
                word && (left.is_ascii_alphabetic() || second.is_ascii_lowercase())
            }
            _ => false,
        }
    }

    /// Whether it has katakana of half width beside characters of full width, which nobody mixes in one word.
    fn mixes_widths(&self) -> bool {
        let half = |c: char| ('\u{ff61}'..='\u{ff9f}').contains(&c);
        self.text.contains(half) && !self.text.chars().all(half)
    }
}

/// Whether a character is a letter of Latin beyond ASCII, or a mark on one.
fn is_latin(c: char) -> bool {
    let letter = matches!(c, '\u{80}'..='\u{24f}' | 'ə' | 'ɛ' | 'ɔ' | '\u{1e00}'..='\u{1eff}');
    letter && c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// So many characters that hardly any text has are a text of them.
const MANY: usize = 6;

/// Whether a character is of a script that is hardly ever written, or of none.
fn is_exotic(c: char) -> bool {
    matches!(c, '\u{700}'..='\u{8ff}' | '\u{1800}'..='\u{18af}' | '\u{a000}'..='\u{abff}' | '\u{e000}'..='\u{f8ff}')
        || c >= '\u{10000}' && !('\u{1f000}'..'\u{1fb00}').contains(&c)
}
