//! The command `brief`.
//!
//! ```text
//! Brief (the record's answer) ─► chancery_web::pages::brief: sections of lines, each with its citations ─► markdown | html
//! ```

mod markdown;

use std::process::ExitCode;

use chancery_lexicon::Lexicon;
use chancery_record::{BriefQuery, Record};
use chancery_web::pages::brief::{Page, file};

use crate::args::{BriefArgs, BriefFormat, Rows};
use crate::output::Destination;
use crate::record::rows;
use crate::{Failure, asked};

/// `chancery brief`.
pub fn run(args: &BriefArgs) -> Result<ExitCode, Failure> {
    let lexicon = Lexicon::shipped().map_err(|error| Failure::Told(error.to_string()))?;
    let us = asked::side("--for", &args.us, &lexicon)?;
    let them = asked::side("--with", &args.them, &lexicon)?;
    if us == them {
        return Err(Failure::Usage(format!(
            "{us} cannot meet itself — give two sides with --for and --with"
        )));
    }
    let (since, until) = asked::days(args.since, args.until)?;
    let query = BriefQuery {
        us,
        them,
        person: args.person.clone(),
        since,
        until,
        begins: None,
    };
    let record = Record::read(&args.record.path)?;
    let mut brief = record.brief(&query)?;
    asked::strangers(&record, &[args.person.as_deref()])?;
    brief.name_with(|code| lexicon.name_of(code).map(str::to_owned));
    let page = || Page::of(&brief, &args.record.path, args.all);
    let printed = match args.format {
        BriefFormat::Json => rows::json(&brief, Rows::Json)?,
        BriefFormat::Markdown => markdown::write(&page()),
        BriefFormat::Html => file(&page()),
    };
    Destination::open(args.output.as_deref())?.write(printed.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
