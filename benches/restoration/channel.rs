//! The ways in which a clean line is damaged, from `data/channels.tsv`.

use crate::Failure;
use crate::codec::{Codec, Reader};
use std::collections::HashMap;
use std::sync::LazyLock;

const CHANNELS: &str = include_str!("../data/channels.tsv");
const ENTITIES: &str = include_str!("../../crates/chancery-restore/data/entities.tsv");

/// One way of damaging a line.
pub struct Channel {
    /// Its name.
    pub name: String,
    /// Whether a line enters only if the damage can be inverted from the damaged line alone; otherwise only if it cannot.
    pub exact: bool,
    /// Where the damaged line stands.
    pub frame: Frame,
    /// The group of languages whose lines enter.
    pub languages: String,
    steps: Vec<Step>,
}

/// Where a damaged line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Alone.
    Line,
    /// Between two clean lines of its language.
    Mixed,
    /// It is a whole page.
    Page,
}

enum Step {
    Misread {
        from: Codec,
        lacking: bool,
        to: Codec,
        reader: Reader,
    },
    NbspToSpace,
    Entities,
}

/// All channels.
pub fn all() -> Result<Vec<Channel>, Failure> {
    CHANNELS
        .lines()
        .filter(|row| !row.starts_with('#'))
        .skip(1)
        .map(Channel::from_row)
        .collect()
}

impl Channel {
    fn from_row(row: &str) -> Result<Self, Failure> {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[name, measure, frame, languages, steps] = cells.as_slice() else {
            return Err(Failure::Data(format!("not a channel: {row}")));
        };
        Ok(Self {
            name: name.to_owned(),
            exact: measure == "exact",
            frame: match frame {
                "line" => Frame::Line,
                "mixed" => Frame::Mixed,
                "page" => Frame::Page,
                _ => return Err(Failure::Data(format!("not a frame: {frame}"))),
            },
            languages: languages.to_owned(),
            steps: steps
                .split(' ')
                .map(Step::from_cell)
                .collect::<Result<_, _>>()?,
        })
    }

    /// The line damaged, or nothing if the channel leaves it as it is or it belongs to another measure.
    pub fn damage(&self, clean: &str) -> Option<String> {
        if matches!(self.steps.first(), Some(Step::Entities)) && has_reference(clean) {
            return None;
        }
        let mut text = clean.to_owned();
        let mut lost = false;
        for step in &self.steps {
            let (next, loses) = step.apply(&text)?;
            if next == text {
                return None;
            }
            lost |= loses;
            text = next;
        }
        (lost != self.exact).then_some(text)
    }
}

impl Step {
    fn from_cell(cell: &str) -> Result<Self, Failure> {
        match cell {
            "nbsp-to-space" => return Ok(Self::NbspToSpace),
            "entities" => return Ok(Self::Entities),
            _ => {}
        }
        let (from, to) = cell
            .split_once('>')
            .ok_or_else(|| Failure::Data(format!("not a step: {cell}")))?;
        let (to, reader) = match to.split_once('!') {
            None | Some((_, "")) => (to.trim_end_matches('!'), Reader::Browser),
            Some((to, "python")) => (to, Reader::Python),
            Some((to, "windows")) => (to, Reader::Windows),
            Some((_, reader)) => {
                return Err(Failure::Data(format!("no reader is called {reader}")));
            }
        };
        Ok(Self::Misread {
            from: Codec::named(from.trim_start_matches('?'))?,
            lacking: from.starts_with('?'),
            to: Codec::named(to)?,
            reader,
        })
    }

    /// The text after the step, and whether something is lost. Nothing if the text cannot take the step.
    fn apply(&self, text: &str) -> Option<(String, bool)> {
        match self {
            Self::NbspToSpace => Some((text.replace('\u{a0}', " "), true)),
            Self::Entities => Some((escaped(text), false)),
            Self::Misread {
                from,
                lacking,
                to,
                reader,
            } => {
                let bytes = match from.encode(text) {
                    Some(bytes) => bytes,
                    None if *lacking => from.encode_lacking(text),
                    None => return None,
                };
                let read = to.decode(&bytes, *reader);
                let kept = to.encode(&read).as_deref() == Some(&bytes[..])
                    && from.decode(&bytes, Reader::Browser) == text;
                Some((read, !kept))
            }
        }
    }
}

/// Whether a text speaks of references already: then nobody can know how often it was escaped.
fn has_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        name.len() < rest.len() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

/// The shortest named reference of each character that has one.
static NAMES: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for row in ENTITIES.lines().filter(|row| !row.starts_with('#')) {
        let Some((name, code)) = row.split_once('\t') else {
            continue;
        };
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(c) = character.filter(|c| !c.is_ascii()) {
            let known = names.entry(c).or_insert(name);
            if name.len() < known.len() {
                *known = name;
            }
        }
    }
    names
});

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => match NAMES.get(&c) {
                Some(name) => html.extend(["&", name, ";"]),
                None => html.push(c),
            },
        }
    }
    html
}
