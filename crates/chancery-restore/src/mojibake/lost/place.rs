//! Where a mark stands, and what it is likely to be there.

use std::sync::LazyLock;

/// What stands around a lost mark, as the costs are listed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line, before a space.
    Item,
    /// Between spaces or after a colon, where the line is a list.
    Listed,
    /// Between spaces.
    Spaced,
    /// Between two digits.
    Range,
    /// After a digit, where what follows was swallowed and may have been another.
    Figure,
    /// After a space or a bracket, before what is no space.
    Opens,
    /// After punctuation or a digit.
    Stop,
    /// After the `s` of a plural or a name, before another word.
    PluralWord,
    /// After the same, before punctuation or the end of the line.
    PluralEnd,
    /// After another letter, before a word.
    LetterWord,
    /// After another letter, before punctuation or the end of the line.
    LetterEnd,
}

/// What a lost mark may be, and what it then does to the quotations that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    OpenDouble,
    OpenSingle,
    CloseDouble,
    CloseSingle,
    Apostrophe,
    /// The dash of the text's style.
    Dash,
    EnDash,
    EmDash,
    Ellipsis,
    Bullet,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    place: Place,
    pub mark: Mark,
    pub cost: f32,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/marks.tsv").lines();
    lines.filter_map(row).collect()
});

/// What may stand at `place`.
pub(super) fn rows(place: Place) -> impl Iterator<Item = Row> {
    ROWS.iter().filter(move |row| row.place == place).copied()
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (place, mark, cost) = (cells.next()?, cells.next()?, cells.next()?);
    let place = match place {
        "item" => Place::Item,
        "listed" => Place::Listed,
        "spaced" => Place::Spaced,
        "range" => Place::Range,
        "figure" => Place::Figure,
        "opens" => Place::Opens,
        "stop" => Place::Stop,
        "plural-word" => Place::PluralWord,
        "plural-end" => Place::PluralEnd,
        "letter-word" => Place::LetterWord,
        "letter-end" => Place::LetterEnd,
        _ => return None,
    };
    let mark = match mark {
        "“" => Mark::OpenDouble,
        "‘" => Mark::OpenSingle,
        "close-double" => Mark::CloseDouble,
        "close-single" => Mark::CloseSingle,
        "apostrophe" => Mark::Apostrophe,
        "dash" => Mark::Dash,
        "–" => Mark::EnDash,
        "—" => Mark::EmDash,
        "…" => Mark::Ellipsis,
        "•" => Mark::Bullet,
        _ => return None,
    };
    let cost = cost.parse().ok()?;
    Some(Row { place, mark, cost })
}

/// The place of a mark with `before` to its left and `right` from behind it on. `swallowed`: one ASCII character
/// between the two is gone with it. `list`: the line is a list.
pub(super) fn place(before: Option<char>, right: &str, swallowed: bool, list: bool) -> Place {
    let mut ahead = right.chars();
    let mut after = ahead.next();
    if swallowed {
        // What was swallowed is a space before a word, a stop before a space.
        after = match after {
            Some(c) if c.is_ascii_digit() && before.is_some_and(|c| c.is_ascii_digit()) => Some(c),
            Some(c) if !c.is_whitespace() => Some(' '),
            Some(_) => Some('.'),
            None => None,
        };
    }
    let next = right
        .split('\n')
        .next()
        .unwrap_or("")
        .chars()
        .find(|c| !c.is_whitespace());
    let ends = after.is_none_or(|c| matches!(c, '\n' | '\r'));
    let space_right = ends || after.is_some_and(char::is_whitespace);
    let word_next = !ends && space_right && next.is_some_and(char::is_alphanumeric);
    let Some(before) = before else {
        return if ends || !space_right {
            Place::Opens
        } else {
            Place::Item
        };
    };
    let digit_right = after.is_some_and(|c| c.is_ascii_digit());
    match before {
        c if c.is_whitespace() && space_right => {
            if list {
                Place::Listed
            } else {
                Place::Spaced
            }
        }
        c if c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '/') => Place::Opens,
        c if c.is_ascii_digit() && digit_right => Place::Range,
        c if c.is_ascii_digit() && swallowed && !word_next => Place::Figure,
        ':' if list && word_next => Place::Listed,
        's' | 'z' | 'x' | 'S' if word_next => Place::PluralWord,
        's' | 'z' | 'x' | 'S' => Place::PluralEnd,
        c if c.is_alphabetic() && word_next => Place::LetterWord,
        c if c.is_alphabetic() => Place::LetterEnd,
        _ if digit_right => Place::Opens,
        _ => Place::Stop,
    }
}
