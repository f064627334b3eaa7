//! How long searches take.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chancery_record::{Found, Query, Record, Sort};

use crate::Failure;

pub fn measure(path: &Path, searches: usize, program: Option<&Path>) -> Result<(), Failure> {
    let record = Record::read(path)?;
    let status = record.status()?;
    println!(
        "record of {} statements, {} documents, {:.0} MB",
        status.statements,
        status.documents,
        status.bytes as f64 / 1e6
    );
    let queries = queries(&record, searches)?;
    let mut found = 0;
    let mut times = Vec::new();
    for query in &queries {
        let begun = Instant::now();
        found += record.search(query)?.len();
        times.push(begun.elapsed());
    }
    println!("{} searches, {} statements found", queries.len(), found);
    report("in one process", &mut times);
    let Some(program) = program else {
        return Ok(());
    };
    times.clear();
    for query in &queries {
        let begun = Instant::now();
        // That an answer is cut at its limit is told on standard error.
        let output = Command::new(program)
            .args(arguments(query))
            .arg("--record")
            .arg(path)
            .stdout(Stdio::null())
            .output()?;
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{}: {told}", program.display()).into());
        }
        times.push(begun.elapsed());
    }
    report("a process each", &mut times);
    Ok(())
}

fn report(how: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: f64| {
        let place = (times.len() as f64 * part) as usize;
        let time = times.get(place.min(times.len().saturating_sub(1)));
        time.map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "{how}: median {:.1} ms, 95 % {:.1} ms, longest {:.1} ms",
        at(0.5),
        at(0.95),
        at(1.0)
    );
}

/// Words of statements with filters of the same statements; every third one with filters of another statement, and
/// every tenth one with the most frequent word.
fn queries(record: &Record, count: usize) -> Result<Vec<Query>, Failure> {
    let sample = |sort| {
        record.search(&Query {
            sort,
            limit: count.max(50) * 3,
            ..Query::default()
        })
    };
    let mut statements = sample(Sort::Oldest)?;
    statements.extend(sample(Sort::Strongest)?);
    if statements.is_empty() {
        return Err("the record has no statement to ask for".into());
    }
    let pick = |number: usize| &statements[number * 7_919 % statements.len()];
    let query = |number: usize| {
        let (of_words, mut of_filters) = (pick(number), pick(number));
        if number.is_multiple_of(3) {
            of_filters = pick(number + 1);
        }
        let words: Vec<&str> = of_words.statement.evidence.quote.split(' ').collect();
        let word = if number.is_multiple_of(10) {
            "the"
        } else {
            words[number * 31 % words.len()]
        };
        filtered(number, word, of_filters)
    };
    Ok((0..count).map(query).collect())
}

fn filtered(number: usize, word: &str, like: &Found) -> Query {
    let said = &like.statement;
    let mut query = Query {
        words: Some(word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()),
        by: said.sides.clone(),
        limit: 50,
        ..Query::default()
    };
    match number % 4 {
        0 => {
            query.families = vec![said.family.clone()];
            query.since = like.published.clone();
        }
        1 => {
            query.topics = said.topics.clone();
            query.to = said.addressee_sides.clone();
        }
        2 => {
            query.min_strength = Some(said.strength);
            query.until = like.published.clone();
        }
        _ => {
            query.about = said.about.clone();
            query.acts = vec![said.act.clone()];
        }
    }
    query
}

/// The command line that asks the same.
fn arguments(query: &Query) -> Vec<String> {
    let mut arguments = vec!["search".to_owned()];
    arguments.extend(query.words.clone().filter(|words| !words.is_empty()));
    let lists = [
        ("--by", &query.by),
        ("--to", &query.to),
        ("--family", &query.families),
        ("--act", &query.acts),
        ("--topic", &query.topics),
        ("--about", &query.about),
    ];
    for (name, values) in lists.iter().filter(|(_, values)| !values.is_empty()) {
        arguments.extend([(*name).to_owned(), values.join(",")]);
    }
    let single = [
        ("--since", query.since.clone()),
        ("--until", query.until.clone()),
        (
            "--min-strength",
            query.min_strength.map(|it| it.to_string()),
        ),
        ("--limit", Some(query.limit.to_string())),
    ];
    for (name, value) in single {
        arguments.extend(value.into_iter().flat_map(|value| [name.to_owned(), value]));
    }
    arguments
}
