//! What each table and column holds, for people.

use std::fmt::Write as _;

use chancery_arrow::Table;
use chancery_export::events;

/// The tables asked for with their columns; all, and the event records, if none is named.
pub fn page(asked: &[Table]) -> String {
    let mut page = String::new();
    for table in super::chosen(asked) {
        let _ = writeln!(page, "{table}\n  {}", table.meaning());
        let columns = table.columns();
        let width = columns.iter().map(|column| column.name.len()).max();
        for column in columns {
            let null = if column.nullable() { ", or null" } else { "" };
            let kind = format!("{}{null}", column.type_name());
            let _ = writeln!(
                page,
                "    {:width$}  {kind:18}  {}",
                column.name,
                column.meaning,
                width = width.unwrap_or_default()
            );
        }
        page.push('\n');
    }
    if asked.is_empty() {
        page.push_str("events\n  One row for each statement with a code of PLOVER or CAMEO and each pair of sides. All columns are text.\n");
        let width = events::COLUMNS.iter().map(|column| column.name.len()).max();
        for column in events::COLUMNS {
            let _ = writeln!(
                page,
                "    {:width$}  {}",
                column.name,
                column.meaning,
                width = width.unwrap_or_default()
            );
        }
    }
    page
}
