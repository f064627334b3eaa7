//! The record held against a strategy.

use chancery_record::{Ask, Coverage, Framework, Period, shipped_frameworks};
use serde::Serialize;

use super::COUNTED;
use crate::fault::Fault;
use crate::routes::{Answer, Question};

/// Statements of a kind that are named.
const NAMED: usize = 3;
/// Periods without a statement that make a silence.
const SILENCE: usize = 2;

/// Strategies to choose from.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The strategies.
    pub frameworks: Vec<Framework>,
}

/// What serves a strategy.
#[derive(Debug, Serialize)]
pub struct Covered {
    /// The first day that was looked at, where not all could be.
    pub begins: Option<String>,
    /// What serves it.
    #[serde(flatten)]
    pub coverage: Coverage,
}

/// Coverage, or the strategies.
pub fn coverage(question: &Question<'_>) -> Answer {
    let asked = question.asked;
    let lexicon = question.app.lexicon();
    let parsed = |name: &str, text: &str| Framework::parse(&format!("{name}.toml"), text, lexicon);
    let Some(name) = asked.one("framework") else {
        let frameworks = shipped_frameworks()
            .iter()
            .map(|(name, text)| parsed(name, text));
        return Ok(Box::new(Choice {
            frameworks: frameworks.collect::<Result<_, _>>()?,
        }));
    };
    let found = shipped_frameworks()
        .iter()
        .find(|(known, _)| *known == name);
    let (name, text) =
        found.ok_or_else(|| Fault::Unknown(format!("There is no framework {name}.")))?;
    let framework = parsed(name, text)?;
    let mut query = asked.query(0);
    // What the strategy's own sides said decides how far back one looks.
    let mut spoken = query.clone();
    if spoken.by.is_empty() {
        spoken.by.clone_from(&framework.scope.sides);
    }
    let begins = question.record.day_of_newest(&spoken, COUNTED * 2)?;
    if begins.is_some() {
        query.since.clone_from(&begins);
    }
    let ask = Ask {
        query,
        period: match asked.one("period") {
            Some("month") => Period::Month,
            Some("year") => Period::Year,
            _ => Period::Quarter,
        },
        named: NAMED,
        silence: SILENCE,
    };
    let coverage = question.record.coverage(&framework, &ask)?;
    Ok(Box::new(Covered { begins, coverage }))
}
