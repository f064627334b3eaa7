//! Items as they are written.

use std::fmt;

use super::{Item, Kind, Participant, Quoted};
use crate::fold::fold;
use crate::notation::{Quote, Value, Word, list, quoted, words};

/// The items of a block; none for `nothing`.
///
/// # Errors
/// The number of the line in the block, from 1, and what is wrong with it.
pub(crate) fn items(block: &str) -> Result<Vec<Item>, (usize, String)> {
    let mut items: Vec<Item> = Vec::new();
    let mut nothing = false;
    for (number, line) in (1..)
        .zip(block.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let at = |fault: String| (number, fault);
        let mut words = words(line).map_err(at)?.into_iter();
        match words.next() {
            Some(Word::Bare(word)) if word == "nothing" => nothing = true,
            Some(Word::Bare(word)) if word == "participant" => {
                let engagement = items
                    .last_mut()
                    .filter(|item| item.kind == Kind::Engagement);
                let engagement = engagement
                    .ok_or_else(|| at("a participant stands beneath an engagement".into()))?;
                engagement
                    .participants
                    .get_or_insert_default()
                    .push(participant(words).map_err(at)?);
            }
            Some(Word::Bare(word)) => {
                match Kind::ALL.into_iter().find(|kind| kind.word() == word) {
                    Some(kind) => items.push(item(kind, words).map_err(at)?),
                    None => {
                        return Err(at(format!(
                            "`{word}` is none of engagement, participant, statement, entity, diagnostic, nothing"
                        )));
                    }
                }
            }
            _ => {
                return Err(at(
                    "a line begins with what it expects: engagement, statement, …".into(),
                ));
            }
        }
    }
    match (nothing, items.is_empty()) {
        (false, true) => Err((
            0,
            "says nothing; write `nothing` if nothing is expected, or run with --update".into(),
        )),
        (true, false) => Err((0, "says `nothing` and something".into())),
        _ => Ok(items),
    }
}

fn item(kind: Kind, mut words: impl Iterator<Item = Word>) -> Result<Item, String> {
    let Some(Word::Bare(name)) = words.next() else {
        return Err(format!(
            "behind `{}` stands which: a kind, family, id or code",
            kind.word()
        ));
    };
    let mut item = Item {
        kind,
        name,
        quote: None,
        who: None,
        to: None,
        fields: Vec::new(),
        participants: None,
    };
    let mut addressed = false;
    for word in words {
        match word {
            Word::Quote(quote) if item.quote.is_none() => item.quote = Some(quote.into()),
            Word::Quote(quote) => return Err(format!("a second quote, {}", quoted(&quote.words))),
            Word::Attribute(key, value) => attribute(&mut item, key, value)?,
            Word::Bare(word) if word == "->" && kind == Kind::Statement && !addressed => {
                addressed = true
            }
            Word::Bare(word) => bare(&mut item, &word, addressed)?,
        }
    }
    if addressed && item.to.is_none() {
        return Err("behind `->` stand the sides addressed, or `none`".into());
    }
    if item.quote.is_none() && matches!(kind, Kind::Engagement | Kind::Statement) {
        return Err("the quote is missing".into());
    }
    Ok(item)
}

/// A flag, the sides that act, the sides addressed, or an entity's type.
fn bare(item: &mut Item, word: &str, addressed: bool) -> Result<(), String> {
    let (flag, holds) = word
        .strip_prefix('!')
        .map_or((word, true), |flag| (flag, false));
    if item.kind.flags().contains(&flag) {
        item.fields.push((flag.to_owned(), Value::Flag(holds)));
        return Ok(());
    }
    let place = match (item.kind, addressed) {
        (Kind::Statement, true) => &mut item.to,
        (Kind::Statement | Kind::Entity, false) => &mut item.who,
        _ => return Err(format!("`{word}` means nothing here")),
    };
    if place.is_some() {
        return Err(format!(
            "`{word}` means nothing here; several sides are written GB,CN"
        ));
    }
    *place = Some(if word == "none" {
        Value::None
    } else {
        Value::List(list(word))
    });
    Ok(())
}

fn attribute(item: &mut Item, key: String, value: Value) -> Result<(), String> {
    let key = match key.as_str() {
        "speakers" => "speaker".to_owned(),
        "addressees" => "addressee".to_owned(),
        _ => key,
    };
    let known = item.kind.attributes();
    if item.kind.flags().contains(&key.as_str()) {
        return Err(format!("`{key}` is written `{key}` or `!{key}`"));
    }
    if !known.contains(&key.as_str()) {
        return Err(format!(
            "`{key}` is no attribute of this; {} are",
            known.join(", ")
        ));
    }
    item.fields.push((key, value));
    Ok(())
}

fn participant(words: impl Iterator<Item = Word>) -> Result<Participant, String> {
    let (mut bare, mut quote, mut role) = (Vec::new(), None, None);
    for word in words {
        match word {
            Word::Bare(word) => bare.push(word),
            Word::Quote(words) => quote = Some(words.into()),
            Word::Attribute(key, value) if key == "role" => role = Some(value),
            Word::Attribute(key, _) => {
                return Err(format!("`{key}` is no attribute of a participant; role is"));
            }
        }
    }
    match <[String; 2]>::try_from(bare) {
        Ok([entity, side]) => Ok(Participant {
            entity,
            side,
            quote,
            role,
        }),
        Err(_) => Err("a participant is an entity's id or `-`, and a side".into()),
    }
}

impl From<Quote> for Quoted {
    fn from(quote: Quote) -> Self {
        Quoted {
            words: quote.words,
            number: quote.number,
        }
    }
}

impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&quoted(&fold(&self.words)))?;
        self.number.map_or(Ok(()), |number| write!(f, "#{number}"))
    }
}

/// Sides or a type, without a key.
fn plain(value: &Value) -> String {
    match value {
        Value::List(words) => words.join(","),
        _ => "none".into(),
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.word(), self.name)?;
        if self.kind == Kind::Entity {
            self.who
                .iter()
                .try_for_each(|kind| write!(f, " {}", plain(kind)))?;
        }
        self.quote
            .iter()
            .try_for_each(|quote| write!(f, " {quote}"))?;
        if self.kind == Kind::Statement {
            self.who
                .iter()
                .try_for_each(|sides| write!(f, " {}", plain(sides)))?;
            self.to
                .iter()
                .try_for_each(|sides| write!(f, " -> {}", plain(sides)))?;
        }
        self.fields
            .iter()
            .try_for_each(|(key, value)| write!(f, " {}", value.written(key)))?;
        self.participants
            .iter()
            .flatten()
            .try_for_each(|participant| write!(f, "\n  {participant}"))
    }
}

impl fmt::Display for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "participant {} {}", self.entity, self.side)?;
        self.quote
            .iter()
            .try_for_each(|quote| write!(f, " {quote}"))?;
        self.role
            .iter()
            .try_for_each(|role| write!(f, " {}", role.written("role")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_written_as_they_are_read() {
        let block = "\
engagement meeting \"met\"#2 date=2023-08 place=\"New York\" announced
  participant person:han-zheng CN \"He\" role=host
  participant - GB
statement stress \"stressed\" GB -> CN !joint topics=none content=\"the need\"
entity person:han-zheng person \"Han Zheng\" country=CN
diagnostic unresolved-pronoun \"They\"";
        let items = items(block).expect("items");
        let written: Vec<String> = items.iter().map(Item::to_string).collect();
        assert_eq!(written.join("\n"), block);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (block, line, word) in [
            ("", 0, "nothing"),
            ("nothing\nstatement state \"said\" GB", 0, "something"),
            ("nothing\nspeech state", 2, "speech"),
            ("statement state GB", 1, "quote"),
            ("statement state \"said\" GB joint=yes", 1, "!joint"),
            ("statement state \"said\" GB topic=energy", 1, "topics"),
            ("statement state \"said\" GB ->", 1, "addressed"),
            ("participant - GB", 1, "beneath"),
        ] {
            let (at, fault) = items(block).expect_err(block);
            assert!(at == line && fault.contains(word), "{block}: {at} {fault}");
        }
    }
}
