//! The command `timeline`.

use clap::Args;

use super::Color;
use super::filters::Filters;
use super::record::{RecordFile, Rows};

const EXAMPLES: &str = "\
Examples:
  chancery timeline --name 'Jimmy Lai'                     who spoke of it, when, to whom
  chancery timeline --name 'Jimmy Lai' --by GB --to CN     one side to another
  chancery timeline --topic human-rights --by US --to CN --since 2021-01-01
  chancery timeline fisheries --format csv > fisheries.csv

Flags say what changed on the same matter, from the same side to the same counterpart, in the accounts of the same \
publisher: the first mention, a stronger or weaker act than before, another act or other words, resumed after a year or \
more, and dropped since. Dropped needs two releases that name it and three later accounts of contacts of the two that do \
not; a topic must also have stood in a third of their accounts before. Joint statements are compared with joint ones, and what is negated is not compared.

In the chart a column is a month, a quarter or years, and the height of its bar the strongest act in it, 1 to 5; figures \
stand for the bars where the locale is not UTF-8. With --format json: entries, points (what one release says of it) \
and changes; jsonl and csv have one entry a line.

Exit status: 0, also where nothing answers; 1 when the record cannot be used; 2 when the command line is wrong.";

/// Show who said what, when and how strongly, and how the language moved
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub filters: Filters,

    #[command(flatten)]
    pub record: RecordFile,

    /// How many of the newest statements are listed below the chart; 0 for all
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub limit: usize,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,

    /// Colour in text
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}
