//! `chancery coverage`: the statements of the record by the pillars of a strategy.

mod markdown;
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery_lexicon::Lexicon;
use chancery_record::{Ask, Coverage, Framework, Period, Record, shipped_frameworks};
use chancery_web::pages::coverage::{self as page, words};

use crate::args::{CoverageArgs, Pages, Periods, Rows};
use crate::asked::Asked;
use crate::output::Destination;
use crate::record::rows;
use crate::{Failure, knowledge};

/// Runs the command.
pub fn run(args: &CoverageArgs) -> Result<ExitCode, Failure> {
    let Some(name) = args.framework.as_deref().filter(|_| !args.list) else {
        return list(args);
    };
    let (file, text) = find(name, args.data.as_deref())?;
    let lexicon = knowledge::lexicon(args.data.as_deref())?;
    let framework = Framework::parse(&file, &text, &lexicon)?;
    let record = Record::read(&args.record.path)?;
    let coverage = record.coverage(&framework, &ask(args, &lexicon)?)?;
    let mut destination = Destination::open(args.output.as_deref())?;
    let look = destination.look(args.color);
    let printed = match args.format {
        Pages::Json => rows::json(&coverage, Rows::Json)?,
        Pages::Jsonl => rows::lines(&coverage.statements.values().collect::<Vec<_>>())?,
        Pages::Csv => csv(&coverage)?,
        Pages::Html => page::file(&coverage),
        Pages::Text | Pages::Markdown if coverage.statements.is_empty() => {
            words::nothing(&coverage)
        }
        Pages::Text => text::page(&coverage, look),
        Pages::Markdown => markdown::page(&coverage),
    };
    destination.write(printed.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn ask(args: &CoverageArgs, lexicon: &Lexicon) -> Result<Ask, Failure> {
    Ok(Ask {
        query: Asked::of(lexicon).query(&args.filters)?,
        period: match args.period {
            Periods::Month => Period::Month,
            Periods::Quarter => Period::Quarter,
            Periods::Year => Period::Year,
        },
        named: args.limit,
        silence: args.silence.into(),
    })
}

/// The frameworks that can be named, with their titles.
fn list(args: &CoverageArgs) -> Result<ExitCode, Failure> {
    let lexicon = knowledge::lexicon(args.data.as_deref())?;
    let mut page = String::new();
    for (name, file, text) in known(args.data.as_deref())? {
        let framework = Framework::parse(&file, &text, &lexicon)?;
        let pillars: Vec<&str> = framework
            .pillars
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        page.push_str(&format!(
            "{name}\n    {}\n    pillars: {}\n    {}\n",
            framework.title,
            pillars.join(", "),
            framework.source
        ));
    }
    Destination::open(args.output.as_deref())?.write(page.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The name that problems are told with, and the text of a framework: of a file, or of one that is known by name.
fn find(name: &str, data: Option<&Path>) -> Result<(String, String), Failure> {
    let path = Path::new(name);
    if path.extension().is_some() || path.is_file() {
        return Ok((name.to_owned(), read(path)?));
    }
    let known = known(data)?;
    let names: Vec<String> = known.iter().map(|(name, ..)| name.clone()).collect();
    let found = known.into_iter().find(|(known, ..)| known == name);
    found.map(|(_, file, text)| (file, text)).ok_or_else(|| {
        Failure::Told(format!(
            "{name}: is no file and no framework that the program carries — name a .toml file, or one of {}",
            names.join(", ")
        ))
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::Told(format!(
            "{}: cannot be read ({error}) — name a TOML file, or see chancery coverage --list",
            path.display()
        ))
    })
}

/// Name, file and text of the frameworks that the program carries or a folder of data has, by name.
fn known(data: Option<&Path>) -> Result<Vec<(String, String, String)>, Failure> {
    let Some(folder) = data.map(|folder| folder.join("frameworks")) else {
        let shipped = shipped_frameworks().iter().map(|(name, text)| {
            let file = format!("data/frameworks/{name}.toml");
            ((*name).to_owned(), file, (*text).to_owned())
        });
        return Ok(shipped.collect());
    };
    let unreadable = |error: std::io::Error| {
        Failure::Told(format!(
            "{}: cannot be read ({error}) — --data names a folder such as the project's data/",
            folder.display()
        ))
    };
    let entries = folder.read_dir().map_err(unreadable)?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let known = paths.iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok((name.into_owned(), path.display().to_string(), read(path)?))
    });
    known.collect()
}

/// A row for each statement and each pillar that it serves; one with an empty pillar for what serves none.
fn csv(coverage: &Coverage) -> Result<String, Failure> {
    let head = [
        "framework",
        "pillar",
        "also",
        "period",
        "day",
        "by",
        "to",
        "family",
        "act",
        "strength",
        "topics",
        "about",
        "content",
        "evidence",
        "publisher",
        "title",
        "source",
        "document",
        "statement",
    ];
    let mut rows = Vec::new();
    for place in 0..=coverage.pillars.len() {
        let pillar = coverage.pillars.get(place);
        let name = pillar.map_or("", |pillar| pillar.pillar.name.as_str());
        let total = pillar.map_or(&coverage.none.total, |pillar| &pillar.total);
        let cells = pillar.map_or(&coverage.none.cells, |pillar| &pillar.cells);
        let periods = words::periods(cells);
        for id in &total.statements {
            let Some(cited) = coverage.statements.get(id) else {
                continue;
            };
            let (found, said) = (&cited.found, &cited.found.statement);
            rows.push([
                coverage.framework.name.clone(),
                name.to_owned(),
                words::also(cited, name).join("; "),
                periods.get(id).copied().unwrap_or_default().to_owned(),
                found.published.clone().unwrap_or_default(),
                said.sides.join("|"),
                said.addressee_sides.join("|"),
                said.family.clone(),
                said.act.clone(),
                said.strength.to_string(),
                said.topics.join("|"),
                said.about.join("|"),
                said.content
                    .as_ref()
                    .map_or(String::new(), |content| content.quote.clone()),
                said.evidence.quote.clone(),
                found.publisher.clone().unwrap_or_default(),
                found.title.clone().unwrap_or_default(),
                found.source.clone().unwrap_or_default(),
                found.document.to_string(),
                id.to_string(),
            ]);
        }
    }
    rows::table(head, rows)
}
