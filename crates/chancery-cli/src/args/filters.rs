//! What statements are asked for by: the same for every command that asks for them.

use chancery_lexicon::TOPICS;
use chancery_record::vocabulary::{KINDS, families};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::{parse_since, parse_until};

/// Everything that is given must hold; of several values, any one.
#[derive(Debug, Args)]
pub struct Filters {
    /// Words of the sentence, all of them; those in double quotes together; fish* for all that begin so
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    /// The side that speaks: a code such as GB, or a name
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub by: Vec<String>,

    /// The side addressed
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub to: Vec<String>,

    /// The speaker's name, or a part of it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// The family of the act
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = one_of(families()))]
    pub family: Vec<String>,

    /// The act, such as call for
    #[arg(long, value_delimiter = ',')]
    pub act: Vec<String>,

    /// The topic
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = one_of(TOPICS))]
    pub topic: Vec<String>,

    /// The country, territory or organisation that it is about
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub about: Vec<String>,

    /// A person, case or instrument that it names
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// The kind of engagement in which it was said
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = kinds())]
    pub kind: Vec<String>,

    /// The least strength, 1 (courteous) to 5 (strongest)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub min_strength: Option<u8>,

    /// Only what sides said together
    #[arg(long)]
    pub joint: bool,

    /// The first day of release: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_since)]
    pub since: Option<Date>,

    /// The last day of release: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_until)]
    pub until: Option<Date>,
}

/// A word of a closed set, in letters of any case.
fn one_of(words: impl IntoIterator<Item = &'static str>) -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(words).map(|word| word.to_lowercase())
}

/// A kind of engagement.
pub fn kinds() -> impl TypedValueParser<Value = String> {
    one_of(KINDS)
}
