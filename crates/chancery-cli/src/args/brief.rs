//! The command `brief`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::record::RecordFile;
use super::{parse_since, parse_until};

const EXAMPLES: &str = "\
Examples:
  chancery brief --for GB --with CN
      a page in Markdown
  chancery brief --for US --with CN --person 'Wang Yi' --format html --output brief.html
  chancery brief --for NO --with CL --until 2024-06-01
      as if written on that day: nothing released later is used

Every line ends with where it stands: [3 §7] is the seventh sentence of the third source. The brief is told from what \
the two said to each other, or together, in official accounts; what they said with further sides is left to searches. \
“No answer found in the record” says just that. Lists are cut to what \
fits a page and say what shows the rest; --all leaves nothing out, nor does --format json.

Exit status: 0, also where the record has nothing, which the page then says; 1 when the record cannot be used; 2 when the \
command line is wrong.";

/// Write a page for someone about to meet a counterpart
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct BriefArgs {
    /// The side that is briefed: a country's ISO code, an organisation's short name, or a name
    #[arg(long = "for", value_name = "CODE")]
    pub us: String,

    /// The side that it will meet
    #[arg(long = "with", value_name = "CODE")]
    pub them: String,

    #[command(flatten)]
    pub record: RecordFile,

    /// Only what this person took part in: the name, or a part of it
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,

    /// The first day of release: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_since)]
    pub since: Option<Date>,

    /// The last day of release: YYYY-MM-DD, or all of YYYY-MM or YYYY; as if written on that day
    #[arg(long, value_name = "DATE", value_parser = parse_until)]
    pub until: Option<Date>,

    /// All of every list, however long the page becomes
    #[arg(long)]
    pub all: bool,

    /// The form of the page
    #[arg(long, value_enum, default_value_t = BriefFormat::Markdown)]
    pub format: BriefFormat,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The forms of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// Text with headings and lists
    Markdown,
    /// One file that needs nothing else, to read or to print
    Html,
    /// One object with everything
    Json,
}
