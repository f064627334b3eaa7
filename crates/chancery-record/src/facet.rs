//! What a search can ask for beside words, as words of the index.
//!
//! A facet is a letter for what it is and the value in letters and digits, behind a beginning that no text has; so a
//! search is one question to the index, whose posting lists are intersected before any row is read.

use chancery::reading::{Engagement, Statement};

/// What a facet is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// The side of the speaker.
    Side,
    /// The side addressed.
    Addressee,
    /// The speaker, an entity.
    Speaker,
    /// The family of the act.
    Family,
    /// The act.
    Act,
    /// The topic.
    Topic,
    /// A country, territory or organisation that the content is about.
    About,
    /// An instrument, case or person that it names.
    Name,
    /// The kind of the engagement.
    Kind,
    /// At least this strength.
    Strength,
    /// Said jointly.
    Joint,
    /// Someone who took part in an engagement, an entity.
    Person,
    /// Only announced.
    Announced,
}

/// The word of a facet.
pub(crate) fn word(of: Of, value: &str) -> String {
    let letter = match of {
        Of::Side => 'b',
        Of::Addressee => 't',
        Of::Speaker => 's',
        Of::Family => 'f',
        Of::Act => 'a',
        Of::Topic => 'o',
        Of::About => 'c',
        Of::Name => 'n',
        Of::Kind => 'k',
        Of::Strength => 'g',
        Of::Joint => 'j',
        Of::Person => 'p',
        Of::Announced => 'x',
    };
    let mut word = format!("q9{letter}");
    for c in value.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else {
            // No two values share a word.
            word.push_str(&format!("9{:x}9", u32::from(c)));
        }
    }
    word
}

/// All facets of a statement, separated by spaces.
pub(crate) fn of_statement(statement: &Statement, engagements: &[Engagement]) -> String {
    let mut words = vec![
        word(Of::Family, &statement.family),
        word(Of::Act, &statement.act),
    ];
    let mut several = |of: Of, values: &[String]| {
        words.extend(values.iter().map(|value| word(of, value)));
    };
    several(Of::Side, &statement.sides);
    several(Of::Addressee, &statement.addressee_sides);
    several(Of::Speaker, &statement.speakers);
    several(Of::Topic, &statement.topics);
    several(Of::About, &statement.about);
    several(Of::Name, &statement.names);
    let kinds = engagements
        .iter()
        .filter(|engagement| statement.engagements.contains(&engagement.id));
    words.extend(kinds.map(|engagement| word(Of::Kind, &engagement.kind)));
    words
        .extend((1..=statement.strength).map(|strength| word(Of::Strength, &strength.to_string())));
    if statement.joint {
        words.push(word(Of::Joint, ""));
    }
    joined(words)
}

/// All facets of an engagement, separated by spaces.
pub(crate) fn of_engagement(engagement: &Engagement) -> String {
    let mut words = vec![word(Of::Kind, &engagement.kind)];
    for party in &engagement.participants {
        words.push(word(Of::Side, &party.side));
        words.extend(party.entity.iter().map(|entity| word(Of::Person, entity)));
    }
    if engagement.announced {
        words.push(word(Of::Announced, ""));
    }
    joined(words)
}

fn joined(mut words: Vec<String>) -> String {
    words.sort();
    words.dedup();
    words.join(" ")
}

/// The part of a question to the index that asks for any of some values; none for no value.
pub(crate) fn any(of: Of, values: &[String]) -> Option<String> {
    let words: Vec<String> = values.iter().map(|value| word(of, value)).collect();
    (!words.is_empty()).then(|| format!("facets : ({})", words.join(" OR ")))
}
