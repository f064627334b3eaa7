//! The columns of event records: their names, what they mean, and where their values come from.

use std::borrow::Cow;

use chancery::reading::{Engagement, Entity};

use super::Event;
use crate::identity;

/// A column of event records.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    value: for<'e> fn(&Event<'e>) -> Cow<'e, str>,
}

impl Column {
    /// The value in a record; empty where there is none.
    pub fn of<'e>(&self, event: &Event<'e>) -> Cow<'e, str> {
        (self.value)(event)
    }
}

/// What separates several values, as in POLECAT.
const SEPARATOR: &str = "; ";

macro_rules! columns {
    ($($name:literal, $meaning:literal, $value:expr;)*) => {
        /// The columns, in their order.
        pub const COLUMNS: &[Column] = &[$(Column { name: $name, meaning: $meaning, value: $value },)*];
    };
}

columns! {
    // As in POLECAT.
    "Event ID", "The statement's UUID and the number of the pair of sides, from 1; the same in every export.",
        |it| format!("{}-{}", identity::statement(&it.reading.document, it.said.id), it.number).into();
    "Event Date", "The day of the engagement in which it was said, if the text gives that day, else the day of release.",
        |it| it.date().0.into();
    "Event Type", "PLOVER event type; empty for comments (CAMEO 01), which PLOVER does not have.",
        |it| it.said.plover.as_deref().unwrap_or_default().into();
    "Event Mode", "PLOVER mode that corresponds to the CAMEO code, if one does.",
        |it| it.known(|known| known.mode.as_str()).into();
    "Actor Name", "Those who speak for the actor, by name, separated by “; ”, else the actor's name.",
        |it| it.party(&it.said.speakers, it.actor);
    "Actor Country", "ISO 3166-1 alpha-3 code of the actor; empty for organisations.",
        |it| it.events.alpha3(it.actor).into();
    "Actor Title", "Their offices.",
        |it| it.titles(&it.said.speakers, it.actor).into();
    "Recipient Name", "Those addressed, by name, else the recipient's name; empty if the text names none.",
        |it| it.recipient.map_or("".into(), |side| it.party(&it.said.addressees, side));
    "Recipient Country", "ISO 3166-1 alpha-3 code of the recipient; empty for organisations.",
        |it| it.recipient.map_or("", |side| it.events.alpha3(side)).into();
    "Recipient Title", "Their offices.",
        |it| it.recipient.map_or_else(String::new, |side| it.titles(&it.said.addressees, side)).into();
    "Placename", "The place of the engagement in which it was said, as the text names it.",
        |it| it.place(|engagement| engagement.place.as_deref()).into();
    "Country", "ISO 3166-1 alpha-3 code of the country of that place.",
        |it| it.events.alpha3(it.place(|engagement| engagement.country.as_deref())).into();
    "Source", "Whose account it is, by name.",
        |it| it.reading.document.publisher.as_deref().map_or("", |code| it.events.name(code)).into();
    "Publication Date", "The day of release.",
        |it| it.reading.document.published.as_deref().unwrap_or_default().into();
    "Language", "BCP 47.",
        |it| it.reading.document.language.as_deref().unwrap_or_default().into();
    "Version", "The program that made the record.",
        |_| concat!("Chancery ", env!("CARGO_PKG_VERSION")).into();
    // As in GDELT.
    "SQLDATE", "The event date as YYYYMMDD.",
        |it| it.date().0.replace('-', "").into();
    "Actor1CountryCode", "As `Actor Country`; a few codes of CAMEO differ from ISO 3166-1.",
        |it| it.events.alpha3(it.actor).into();
    "Actor2CountryCode", "As `Recipient Country`.",
        |it| it.recipient.map_or("", |side| it.events.alpha3(side)).into();
    "EventCode", "CAMEO code; text, because it begins with 0.",
        |it| it.cameo().into();
    "EventBaseCode", "Its first three digits.",
        |it| it.cameo().get(..3).unwrap_or(it.cameo()).into();
    "EventRootCode", "Its first two digits.",
        |it| it.cameo().get(..2).unwrap_or_default().into();
    "QuadClass", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root code.",
        |it| it.known(|known| known.quad.as_str()).into();
    "GoldsteinScale", "What the kind of event does to stability, -10 to 10: a property of the code, not of the statement.",
        |it| it.known(|known| known.goldstein.as_str()).into();
    "SOURCEURL", "The document's URL, else its path.",
        |it| it.reading.document.source.as_deref().unwrap_or_default().into();
    // What neither has.
    "Date Basis", "`engagement` or `release`: what `Event Date` is the day of.",
        |it| it.date().1.into();
    "Actor Side", "The actor's code in the record: ISO 3166-1 alpha-2, or an organisation's short name.",
        |it| it.actor.into();
    "Recipient Side", "The recipient's code in the record.",
        |it| it.recipient.unwrap_or_default().into();
    "Publisher", "The code of whose account it is.",
        |it| it.reading.document.publisher.as_deref().unwrap_or_default().into();
    "Family", "The family of the act, one of 13.",
        |it| it.said.family.as_str().into();
    "Act", "The act's name.",
        |it| it.said.act.as_str().into();
    "Strength", "1 (courteous) to 5 (strongest).",
        |it| it.said.strength.to_string().into();
    "Joint", "`true` when two or more parties do it together.",
        |it| (if it.said.joint { "true" } else { "false" }).into();
    "Topics", "Topics of the content, the surest first.",
        |it| it.said.topics.join(SEPARATOR).into();
    "About", "The codes of what the content is about.",
        |it| it.said.about.join(SEPARATOR).into();
    "Content", "What was stressed, raised, agreed.",
        |it| it.said.content.as_ref().map_or("", |content| &content.quote).into();
    "Event Text", "The sentence that proves it.",
        |it| it.said.evidence.quote.as_str().into();
    "Text Start", "Where the sentence begins, in code points of the document's restored text.",
        |it| it.said.evidence.span.0.to_string().into();
    "Text End", "Where it ends (exclusive).",
        |it| it.said.evidence.span.1.to_string().into();
    "Document", "The document's id.",
        |it| it.reading.document.id.as_str().into();
    "Statement", "The statement's number in its document, from 0.",
        |it| it.said.id.to_string().into();
}

impl<'e> Event<'e> {
    fn cameo(&self) -> &'e str {
        self.said.cameo.as_deref().unwrap_or_default()
    }

    fn known(&self, of: impl Fn(&'e super::Cameo) -> &'e str) -> &'e str {
        self.events.cameo(self.cameo()).map_or("", of)
    }

    /// The engagements in which it was said and that took place.
    fn engagements(&self) -> impl Iterator<Item = &'e Engagement> {
        let said_in = &self.said.engagements;
        let engagements = self.reading.engagements.iter();
        engagements
            .filter(move |engagement| said_in.contains(&engagement.id) && !engagement.announced)
    }

    /// The day, and what it is the day of. Where engagements disagree, none of them tells.
    fn date(&self) -> (&'e str, &'static str) {
        let mut days = self.engagements().map(|engagement| {
            let date = engagement.date.as_ref()?;
            (date.precision == "day" && date.from == date.to).then_some(date.from.as_str())
        });
        match days.next().flatten() {
            Some(day) if days.all(|other| other == Some(day)) => (day, "engagement"),
            _ => match self.reading.document.published.as_deref() {
                Some(day) => (day, "release"),
                None => ("", ""),
            },
        }
    }

    /// What the engagements say of the place, if they agree.
    fn place(&self, of: impl Fn(&'e Engagement) -> Option<&'e str>) -> &'e str {
        let mut places = self.engagements().map(of);
        match places.next().flatten() {
            Some(place) if places.all(|other| other == Some(place)) => place,
            _ => "",
        }
    }

    /// The persons and offices among these ids that stand for a side.
    fn of_side(&self, ids: &'e [String], side: &str) -> Vec<&'e Entity> {
        let entity = |id: &String| self.reading.entities.iter().find(|it| it.id == *id);
        let named = ids.iter().filter_map(entity);
        named
            .filter(|entity| entity.country.as_deref() == Some(side))
            .collect()
    }

    fn party(&self, ids: &'e [String], side: &'e str) -> Cow<'e, str> {
        let names = self.of_side(ids, side);
        if names.is_empty() {
            return self.events.name(side).into();
        }
        let names: Vec<&str> = names.iter().map(|entity| entity.name.as_str()).collect();
        names.join(SEPARATOR).into()
    }

    fn titles(&self, ids: &'e [String], side: &str) -> String {
        let named = self.of_side(ids, side);
        let titles = named.iter().flat_map(|entity| &entity.offices);
        titles
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(SEPARATOR)
    }
}
