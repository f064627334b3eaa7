//! What a character costs where it stands, in tenths of a bit: a small model of what people write, over classes of
//! characters. Damage is cheap to explain away when it costs far more than what it would be repaired to.
//!
//! The figures are rough orders of magnitude set by hand (how rare a class is, and how rare it is next to another);
//! the tests over clean and damaged text of many languages keep them honest.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// The class of a character, for what may stand next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Digit,
    /// Punctuation and symbols of ASCII.
    Punctuation,
    /// Typographic punctuation: quotes, dashes, ellipsis, bullet.
    Typographic,
    /// A sign that does not stand inside words.
    Symbol,
    Lower(Script),
    Upper(Script),
    /// A letter of a script without cases.
    Letter(Script),
    Mark,
    /// Nothing people write: controls, private use, U+FFFD, unassigned.
    Junk,
}

/// The scripts that the costs tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Ascii,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Han,
    Kana,
    Hangul,
    Other,
}

impl Class {
    fn script(self) -> Option<Script> {
        match self {
            Self::Lower(script) | Self::Upper(script) | Self::Letter(script) => Some(script),
            _ => None,
        }
    }

    /// Whether it is a letter beyond ASCII.
    pub fn is_foreign_letter(self) -> bool {
        self.script().is_some_and(|script| script != Script::Ascii)
    }
}

/// The cost of `c` after a character of class `before`, and its own class.
pub(super) fn cost(before: Class, c: char) -> (i32, Class) {
    if let ('\u{200c}' | '\u{200d}', Class::Letter(Script::Arabic | Script::Other)) = (c, before) {
        // Joiners are part of the spelling of Persian and of the scripts of India.
        return (45, before);
    }
    let (own, class) = price(c);
    (own + step(before, class), class)
}

/// What it costs that `class` follows `before`.
fn step(before: Class, class: Class) -> i32 {
    use Class::{Digit, Letter, Lower, Mark, Symbol, Typographic, Upper};
    match (before.script(), class.script()) {
        (Some(a), Some(b)) => {
            let case = match (before, class) {
                (Lower(_), Upper(_)) => 45,
                _ => 0,
            };
            // Small ASCII letters are glued to Chinese characters far less often than capitals are.
            let glued = match (before, class) {
                (Lower(Script::Ascii), Letter(Script::Han))
                | (Letter(Script::Han), Lower(Script::Ascii)) => 35,
                _ => 0,
            };
            case + glued + scripts(a, b)
        }
        (Some(_), None) => match class {
            Symbol => 30,
            Mark if before.script() == Some(Script::Ascii) => 60,
            _ => 0,
        },
        (None, Some(_)) => match before {
            Symbol => 30,
            Digit => 15,
            _ => 0,
        },
        (None, None) => match (before, class) {
            (Symbol | Typographic, Symbol) => 15,
            (_, Mark) => 80,
            _ => 0,
        },
    }
}

/// What it costs to go from one script to another inside a word.
fn scripts(a: Script, b: Script) -> i32 {
    use Script::{Ascii, Han, Hangul, Kana, Latin};
    if a == b {
        return 0;
    }
    match (a, b) {
        (Ascii, Latin) | (Latin, Ascii) | (Han, Kana) | (Kana, Han) => 0,
        (Han | Kana | Hangul, Han | Kana | Hangul) => 10,
        (Han | Kana | Hangul, Ascii) | (Ascii, Han | Kana | Hangul) => 50,
        _ => 80,
    }
}

/// The cost of a character anywhere, and its class.
fn price(c: char) -> (i32, Class) {
    use Class::{Digit, Junk, Letter, Lower, Mark, Punctuation, Space, Symbol, Typographic, Upper};
    use Script::{Arabic, Ascii, Greek, Han, Hangul, Hebrew, Kana, Other};
    match c {
        ' ' | '\n' | '\t' | '\r' => (30, Space),
        'a'..='z' => (40, Lower(Ascii)),
        'A'..='Z' => (50, Upper(Ascii)),
        '0'..='9' => (45, Digit),
        '!'..='~' => (45, Punctuation),
        '\0'..='\u{9f}' => (180, Junk),
        '\u{a0}' => (60, Space),
        '\u{ad}' => (130, Junk),
        '«' | '»' | '¿' | '¡' | '·' => (60, Typographic),
        '°' | '£' | '€' | '§' | '©' | '®' | 'ª' | 'º' => (90, Symbol),
        '\u{a1}'..='¿' | '×' | '÷' => (105, Symbol),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin(c),
        'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | 'ə' => (70, Lower(Script::Latin)),
        '\u{250}'..='\u{2ff}' => (115, Lower(Script::Latin)),
        '\u{300}'..='\u{36f}' => (100, Mark),
        '\u{370}'..='\u{3ff}' => {
            let common = matches!(c, 'Α'..='Ω' | 'ά'..='ώ' | 'Ά' | 'Έ'..='Ώ');
            match (common, c.is_lowercase()) {
                (true, true) => (50, Lower(Greek)),
                (true, false) => (75, Upper(Greek)),
                (false, _) => (130, Letter(Greek)),
            }
        }
        '\u{400}'..='\u{52f}' => cyrillic(c),
        '\u{559}'..='\u{55f}' => (120, Symbol),
        '\u{530}'..='\u{58f}' => (75, Letter(Other)),
        'א'..='ת' => (50, Letter(Hebrew)),
        '\u{591}'..='\u{5ff}' => (95, Letter(Hebrew)),
        'ء'..='غ' | 'ف'..='ي' => (50, Letter(Arabic)),
        'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی' | '۰'..='۹' | '،' | '؛' | '؟' | '\u{64b}'..='\u{652}' => {
            (60, Letter(Arabic))
        }
        '\u{600}'..='\u{6ff}' => (85, Letter(Arabic)),
        '\u{700}'..='\u{8ff}' => (150, Letter(Other)),
        '\u{900}'..='\u{1cff}' => block(c),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => (130, Junk),
        '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•' | '„' | '‚' | '‹' | '›' | '―' | '‐' | '‑'
        | '′' | '″' => (50, Typographic),
        '\u{202f}' | '\u{2009}' => (80, Space),
        '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{205f}' => (110, Space),
        '†' | '‡' | '‰' | '™' | '₹' | '₺' | '₽' | '₴' | '₩' | '₫' | '→' | '−' | '≈' | '≤' | '≥' => {
            (100, Symbol)
        }
        '\u{2010}'..='\u{206f}' => (115, Symbol),
        '\u{2070}'..='\u{24ff}' => (120, Symbol),
        '\u{2500}'..='\u{259f}' => (115, Symbol),
        '\u{25a0}'..='\u{27bf}' => (110, Symbol),
        '\u{27c0}'..='\u{2dff}' => (135, Symbol),
        '。'
        | '、'
        | '，'
        | '：'
        | '；'
        | '？'
        | '！'
        | '（'
        | '）'
        | '「'
        | '」'
        | '『'
        | '』'
        | '《'
        | '》'
        | '【'
        | '】'
        | '〈'
        | '〉'
        | '・'
        | '\u{3000}'
        | '～'
        | '０'..='９'
        | '〜' => (60, Typographic),
        'ぁ'..='ゟ' | '゠'..='ヿ' => (60, Letter(Kana)),
        '\u{2e80}'..='\u{33ff}' => (130, Symbol),
        '\u{3400}'..='\u{4dbf}' => (170, Letter(Han)),
        '\u{4e00}'..='\u{9fff}' => (han(c), Letter(Han)),
        '\u{ac00}'..='\u{d7a3}' => (85, Letter(Hangul)),
        '\u{e000}'..='\u{f8ff}' => (170, Junk),
        '\u{fb00}'..='\u{fb06}' => (90, Lower(Script::Latin)),
        '\u{feff}' | '\u{fff0}'..='\u{ffff}' => (150, Junk),
        '\u{fe00}'..='\u{fe0f}' => (80, Mark),
        '\u{f900}'..='\u{ffef}' => (130, Symbol),
        '\u{1f300}'..='\u{1faff}' => (90, Symbol),
        '\u{1f000}'..='\u{1f2ff}' => (110, Symbol),
        _ => (170, Junk),
    }
}

fn latin(c: char) -> (i32, Class) {
    let lower = c.is_lowercase();
    let own = match c {
        // Letters that hardly any orthography uses in capitals, and that misread bytes give.
        'Â' | 'Ã' | 'Ð' => 100,
        'Ă' | 'Ĺ' | 'Ŕ' => 100,
        '\u{c0}'..='\u{ff}' => 60 + if lower { 0 } else { 25 },
        // Esperanto, Welsh, Sami, Maltese.
        'ĉ' | 'ĝ' | 'ĥ' | 'ĵ' | 'ŝ' | 'ŭ' | 'ŵ' | 'ŷ' | 'ŧ' | 'ŋ' | 'ħ' | 'ĸ' | 'ŉ' | 'ĺ' | 'ŕ'
        | 'ĕ' | 'ĭ' | 'ŏ' | 'ĩ' | 'ũ' => 90,
        'Ĉ' | 'Ĝ' | 'Ĥ' | 'Ĵ' | 'Ŝ' | 'Ŭ' | 'Ŵ' | 'Ŷ' | 'Ŧ' | 'Ŋ' | 'Ħ' | 'Ĕ' | 'Ĭ' | 'Ŏ' => {
            115
        }
        '\u{100}'..='\u{17f}' | 'ș' | 'ț' | 'Ș' | 'Ț' | 'ơ' | 'ư' | 'Ơ' | 'Ư' => {
            70 + if lower { 0 } else { 25 }
        }
        '\u{1ea0}'..='\u{1ef9}' => 75 + if lower { 0 } else { 25 },
        _ => 130,
    };
    (
        own,
        if lower {
            Class::Lower(Script::Latin)
        } else {
            Class::Upper(Script::Latin)
        },
    )
}

fn cyrillic(c: char) -> (i32, Class) {
    let lower = c.is_lowercase();
    let own = match c {
        'а'..='я' => 45,
        'А'..='Я' => 65,
        'ё' | 'і' | 'ї' | 'є' => 50,
        'Ё' | 'І' | 'Ї' | 'Є' => 75,
        'ґ' | 'ў' | 'ј' | 'љ' | 'њ' | 'ћ' | 'ђ' | 'џ' => 65,
        '\u{400}'..='\u{45f}' | '\u{490}' => 90,
        'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' => 70,
        '\u{48a}'..='\u{4ff}' => 100,
        _ => 140,
    };
    (
        own,
        if lower {
            Class::Lower(Script::Cyrillic)
        } else {
            Class::Upper(Script::Cyrillic)
        },
    )
}

/// Scripts of South and South-East Asia, Georgian, Ethiopic and the like: blocks in use are as cheap as an alphabet is.
fn block(c: char) -> (i32, Class) {
    let own = match c {
        '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' => 60,
        '\u{1000}'..='\u{109f}' | '\u{10d0}'..='\u{10ff}' | '\u{1780}'..='\u{17ff}' => 65,
        '\u{f00}'..='\u{fff}' | '\u{1200}'..='\u{137f}' => 80,
        _ => 150,
    };
    (own, Class::Letter(Script::Other))
}

/// The first and the last Chinese character of the main block.
const HAN_FIRST: usize = 0x4e00;
const HAN_LAST: usize = 0x9fff;

/// What each Chinese character costs: little if a standard of Mainland China, Taiwan or Japan counts it among the common ones.
static HAN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut costs = vec![150u8; HAN_LAST - HAN_FIRST + 1];
    let mut level = |encoding: &'static encoding_rs::Encoding,
                     leads: RangeInclusive<u8>,
                     trails: RangeInclusive<u8>,
                     cost: u8| {
        for lead in leads {
            for trail in trails.clone() {
                let pair = [lead, trail];
                let (text, _) = encoding.decode_without_bom_handling(&pair);
                let mut chars = text.chars();
                if let (Some(c), None) = (chars.next(), chars.next())
                    && let Some(slot) = (c as usize)
                        .checked_sub(HAN_FIRST)
                        .and_then(|at| costs.get_mut(at))
                {
                    *slot = cost.min(*slot);
                }
            }
        }
    };
    level(encoding_rs::GBK, 0xb0..=0xd7, 0xa1..=0xfe, 85);
    level(encoding_rs::GBK, 0xd8..=0xf7, 0xa1..=0xfe, 120);
    level(encoding_rs::BIG5, 0xa4..=0xc6, 0x40..=0xfe, 95);
    level(encoding_rs::SHIFT_JIS, 0x88..=0x97, 0x40..=0xfc, 100);
    costs
});

fn han(c: char) -> i32 {
    (c as usize)
        .checked_sub(HAN_FIRST)
        .and_then(|at| HAN.get(at))
        .map_or(150, |cost| i32::from(*cost))
}
