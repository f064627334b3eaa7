//! The command line of `chancery compare`.

use chancery_record::EngagementKey;
use clap::{ArgGroup, Args};
use jiff::civil::Date;

use super::filters::kinds;
use super::record::{RecordFile, Rows};
use super::{Color, parse_date, parse_since, parse_until};

const EXAMPLES: &str = "\
Examples:
  chancery compare examples/damaged.txt examples/counterpart.txt --publisher NO,CL
      two files, and whose accounts they are; --date 2024-05-07,2024-05-06 tells of which day
  chancery compare 17 https://example.org/readout
      two documents of the record, by number, name or URL; a file may stand beside them
  chancery compare --list --with GB,CN --since 2023-01-01
      which contacts have accounts of both sides
  chancery compare --engagement 31.0
      one contact, as each publisher tells it; chancery engagements prints its number
  chancery compare 17 18 --format csv > aligned.csv
      one line for each matter, what only one account has beside empty cells

What an account is said to leave out was not read in it. Where something in it comes near, that is told.

Exit status: 0 when the accounts were compared, or there is nothing to compare; 1 when a document cannot be found or read; \
2 when the command line is wrong.";

/// Set two accounts of one contact side by side: what each leaves out, what each says the other said
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(ArgGroup::new("what").required(true).args(["accounts", "engagement", "list"])))]
pub struct CompareArgs {
    /// Two accounts: files, or documents of the record by number, name or URL
    #[arg(value_name = "ACCOUNT", num_args = 2)]
    pub accounts: Vec<String>,

    /// Compare all accounts that the record has of one contact: the number of the engagement
    #[arg(long, value_name = "N")]
    pub engagement: Option<EngagementKey>,

    /// List the contacts of which the record has accounts of two publishers
    #[arg(long)]
    pub list: bool,

    #[command(flatten)]
    pub record: RecordFile,

    /// In the list: sides, each of which took part
    #[arg(long, value_name = "CODE", value_delimiter = ',', conflicts_with_all = ["accounts", "engagement"])]
    pub with: Vec<String>,

    /// In the list: the kind
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = kinds(), conflicts_with_all = ["accounts", "engagement"])]
    pub kind: Vec<String>,

    /// In the list: the first day: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_since, conflicts_with_all = ["accounts", "engagement"])]
    pub since: Option<Date>,

    /// In the list: the last day: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_until, conflicts_with_all = ["accounts", "engagement"])]
    pub until: Option<Date>,

    /// In the list: how many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20, conflicts_with_all = ["accounts", "engagement"])]
    pub limit: usize,

    /// Of files: whose accounts they are, in their order, where they do not tell; NO,CL
    #[arg(
        long,
        value_name = "CODE,CODE",
        value_delimiter = ',',
        conflicts_with_all = ["engagement", "list"]
    )]
    pub publisher: Vec<String>,

    /// Of files: their days of release, in their order, where they do not tell
    #[arg(long, value_name = "DATE,DATE", value_delimiter = ',', value_parser = parse_date, conflicts_with_all = ["engagement", "list"])]
    pub date: Vec<Date>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,

    /// Colour in text
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}
