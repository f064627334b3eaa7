//! What statements are asked for by: the same for every command that asks for them.

use chancery_record::Query;
use clap::Args;
use jiff::civil::Date;

use super::parse_date;

/// Everything that is given must hold; of several values, any one.
#[derive(Debug, Args)]
pub struct Filters {
    /// Words of the sentence, all of them; those in double quotes together
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// The side that speaks
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub by: Vec<String>,

    /// The side addressed
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub to: Vec<String>,

    /// The speaker's name, or a part of it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// The family of the act, such as raise, press, agree
    #[arg(long, value_delimiter = ',')]
    pub family: Vec<String>,

    /// The act, such as call for
    #[arg(long, value_delimiter = ',')]
    pub act: Vec<String>,

    /// The topic, such as human-rights
    #[arg(long, value_delimiter = ',')]
    pub topic: Vec<String>,

    /// The country, territory or organisation that it is about
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub about: Vec<String>,

    /// A person, case or instrument that it names
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// The kind of engagement in which it was said, such as meeting, call
    #[arg(long, value_delimiter = ',')]
    pub kind: Vec<String>,

    /// The least strength, 1 (courteous) to 5 (strongest)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub min_strength: Option<u8>,

    /// Only what sides said together
    #[arg(long)]
    pub joint: bool,

    /// The first day of release, YYYY-MM-DD
    #[arg(long, value_parser = parse_date)]
    pub since: Option<Date>,

    /// The last day of release, YYYY-MM-DD
    #[arg(long, value_parser = parse_date)]
    pub until: Option<Date>,
}

impl Filters {
    /// The question to the record, in no order and without a limit.
    pub fn query(&self) -> Query {
        let words = self.words.join(" ");
        Query {
            words: Some(words).filter(|words| !words.trim().is_empty()),
            by: self.by.clone(),
            to: self.to.clone(),
            speaker: self.speaker.clone(),
            families: self.family.clone(),
            acts: self.act.clone(),
            topics: self.topic.clone(),
            about: self.about.clone(),
            name: self.name.clone(),
            kinds: self.kind.clone(),
            min_strength: self.min_strength,
            joint: self.joint,
            since: self.since.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            ..Query::default()
        }
    }
}
