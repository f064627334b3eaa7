//! The chart: one row a side, one column a month, a quarter or years; the height is the strongest act.

use std::collections::BTreeMap;

use chancery_record::Timeline;
use chancery_record::timeline::Entry;

use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;

/// Rows shown; the rest is counted.
const ROWS: usize = 12;
/// The widest label.
const LABEL: usize = 24;

/// What bars are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// `▁▂▄▆█`
    Blocks,
    /// `12345`
    Ascii,
}

impl Signs {
    /// Blocks where the locale can show them.
    pub fn of_locale() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = set("LC_ALL")
            .or_else(|| set("LC_CTYPE"))
            .or_else(|| set("LANG"));
        let utf8 = |locale: String| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        if locale.map_or(cfg!(windows), utf8) {
            Signs::Blocks
        } else {
            Signs::Ascii
        }
    }

    fn bar(self, strength: u8) -> char {
        match (self, strength) {
            (_, 0) => '·',
            (Signs::Ascii, _) => char::from(b'0' + strength.min(9)),
            (Signs::Blocks, _) => ['▁', '▂', '▄', '▆', '█'][usize::from(strength.min(5)) - 1],
        }
    }
}

/// Months since the year 0, and how many of them a column has.
#[derive(Debug, Clone, Copy)]
struct Scale {
    first: i32,
    columns: usize,
    months: i32,
}

impl Scale {
    /// The finest of months, quarters, years and several years that fits.
    fn fitting(first: i32, last: i32, room: usize) -> Self {
        let mut scale = Scale {
            first,
            columns: 1,
            months: 1,
        };
        for months in [1, 3, 12, 24, 60, 120] {
            let start = first.div_euclid(months) * months;
            let columns = (last - start).div_euclid(months) + 1;
            scale = Scale {
                first: start,
                columns: usize::try_from(columns).unwrap_or(1),
                months,
            };
            if scale.columns <= room {
                break;
            }
        }
        scale.columns = scale.columns.min(room);
        scale
    }

    fn column(&self, month: i32) -> usize {
        let column = (month - self.first).div_euclid(self.months);
        usize::try_from(column).unwrap_or(0).min(self.columns - 1)
    }

    fn name(&self) -> String {
        match self.months {
            1 => "month".to_owned(),
            3 => "quarter".to_owned(),
            12 => "year".to_owned(),
            months => format!("{} years", months / 12),
        }
    }

    /// The years, each above the column in which it begins, if there is room for it.
    fn axis(&self) -> String {
        let year = |column: usize| {
            let column = i32::try_from(column).unwrap_or(0);
            (self.first + column * self.months).div_euclid(12)
        };
        let mut begins: Vec<usize> = (0..self.columns)
            .filter(|column| *column == 0 || year(*column) != year(column - 1))
            .collect();
        // Of a year that began earlier there may be too little for its name and that of the next.
        if begins.get(1).is_some_and(|second| *second < 5) {
            begins.remove(0);
        }
        let mut axis = String::new();
        for column in begins {
            let used = axis.chars().count();
            if used <= column {
                axis.extend(std::iter::repeat_n(' ', column - used));
                axis.push_str(&format!("{:<5}", year(column)));
            }
        }
        axis.trim_end().to_owned()
    }
}

/// Writes the chart, or nothing if no statement has a day.
pub fn write(page: &mut String, timeline: &Timeline, look: Look, signs: Signs) {
    let months = || timeline.entries.iter().filter_map(month);
    let (Some(first), Some(last)) = (months().min(), months().max()) else {
        return;
    };
    let rows = rows(timeline);
    let label = rows.iter().map(|(label, _)| label.chars().count()).max();
    let label = label.unwrap_or(0).min(LABEL);
    let room = look.width.saturating_sub(label + 12).max(4);
    let scale = Scale::fitting(first, last, room);
    let mut line = Paragraph::default();
    line.push_together(&scale.axis(), Paint::Faint)
        .write(page, &" ".repeat(label + 2), 0, look);
    for (name, entries) in rows.iter().take(ROWS) {
        let mut strengths = vec![0; scale.columns];
        for entry in entries.iter().filter(|entry| !entry.negated) {
            if let Some(month) = month(entry) {
                let strength = &mut strengths[scale.column(month)];
                *strength = entry.strength.max(*strength);
            }
        }
        let shown: String = name.chars().take(label).collect();
        let mut line = Paragraph::default();
        line.push_together(&format!("{shown:<label$}  "), Paint::Party);
        for strength in strengths {
            let paint = match strength {
                0 => Paint::Faint,
                4.. => Paint::Missing,
                _ => Paint::Kind,
            };
            line.push_together(signs.bar(strength).encode_utf8(&mut [0; 4]), paint);
        }
        line.push_together(&format!("  {:>4}", entries.len()), Paint::Faint);
        line.write(
            page,
            "",
            0,
            Look {
                width: usize::MAX,
                ..look
            },
        );
    }
    if rows.len() > ROWS {
        page.push_str(&format!("and {} more\n", rows.len() - ROWS));
    }
    let bars: String = (1..=5).map(|strength| signs.bar(strength)).collect();
    let key = match signs {
        Signs::Blocks => format!("{bars} strength 1 to 5"),
        Signs::Ascii => "1 to 5: strength".to_owned(),
    };
    let mut line = Paragraph::default();
    line.push(
        &format!(
            "{key}, the strongest act of a {}; then the number of statements",
            scale.name()
        ),
        Paint::Faint,
    )
    .write(page, "", 0, look);
}

/// A row for who speaks to whom; where one side speaks alone, for each who speaks.
fn rows(timeline: &Timeline) -> Vec<(String, Vec<&Entry>)> {
    let by = |label: &dyn Fn(&Entry) -> String| {
        let mut rows: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in &timeline.entries {
            rows.entry(label(entry)).or_default().push(entry);
        }
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
        rows
    };
    let mut sides = by(&|entry| {
        let mut sides = entry.sides.clone();
        sides.sort();
        sides.join(" + ")
    });
    sides
        .iter_mut()
        .filter(|(side, _)| side.is_empty())
        .for_each(|(side, _)| {
            "not known".clone_into(side);
        });
    if sides.len() > 1 {
        return sides;
    }
    by(&|entry| {
        let person = entry
            .speakers
            .iter()
            .find(|named| named.id.starts_with("person:"));
        person.map_or_else(|| entry.sides.join(" + "), |named| named.name.clone())
    })
}

fn month(entry: &Entry) -> Option<i32> {
    let day = entry.day.as_deref()?;
    let (year, rest) = day.split_once('-')?;
    let month: i32 = rest.get(..2)?.parse().ok()?;
    Some(year.parse::<i32>().ok()? * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finest_scale_that_fits_is_taken() {
        let of = |first: i32, last: i32, room| {
            let scale = Scale::fitting(first, last, room);
            (scale.months, scale.columns)
        };
        let year = 2021 * 12;
        assert_eq!(of(year + 2, year + 4, 60), (1, 3));
        assert_eq!(of(year, year + 71, 60), (3, 24));
        assert_eq!(of(year, year + 12 * 40 - 1, 60), (12, 40));
        assert_eq!(of(year, year + 12 * 900, 60), (120, 60));
    }

    #[test]
    fn years_stand_where_they_begin() {
        let scale = Scale::fitting(2021 * 12 + 10, 2022 * 12 + 11, 60);
        // Two months of 2021 leave no room for its name.
        assert_eq!(scale.axis(), "  2022");
        let scale = Scale::fitting(2021 * 12, 2022 * 12 + 11, 60);
        assert_eq!(scale.axis(), "2021        2022");
    }

    #[test]
    fn bars_grow_with_strength_and_have_figures_for_plain_terminals() {
        let row = |signs: Signs| (0..=5).map(|n| signs.bar(n)).collect::<String>();
        assert_eq!(row(Signs::Blocks), "·▁▂▄▆█");
        assert_eq!(row(Signs::Ascii), "·12345");
    }
}
