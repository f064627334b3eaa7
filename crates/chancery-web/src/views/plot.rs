//! Statements by day and strength, as a picture that needs no script. A script may take its points and draw it larger.

use std::collections::BTreeMap;

use chancery_record::Found;
use chancery_record::timeline::Entry;
use jiff::civil::Date;
use maud::{Markup, html};

use super::parts::family_class;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;
/// What the strengths are called.
const NAMES: [&str; 5] = ["1 courteous", "2", "3", "4", "5 strongest"];

/// Statements of one day, strength and family.
pub struct Point {
    day: Date,
    strength: u8,
    family: String,
    href: String,
    label: String,
    count: usize,
}

/// Points of statements that were found.
pub fn of_found(found: &[Found]) -> Vec<Point> {
    let each = found.iter().map(|found| {
        let said = &found.statement;
        let href = format!("/documents/{}#st{}", found.document, said.id);
        (
            found.published.as_deref(),
            said.strength,
            said.family.as_str(),
            href,
            said.evidence.quote.as_str(),
        )
    });
    points(each)
}

/// Points of a timeline.
pub fn of_entries(entries: &[Entry]) -> Vec<Point> {
    let each = entries.iter().map(|entry| {
        let href = super::search::place(&entry.evidence);
        (
            entry.day.as_deref(),
            entry.strength,
            entry.family.as_str(),
            href,
            entry.evidence.quote.as_str(),
        )
    });
    points(each)
}

fn points<'a>(
    each: impl Iterator<Item = (Option<&'a str>, u8, &'a str, String, &'a str)>,
) -> Vec<Point> {
    let mut points: BTreeMap<(Date, u8, &str), Point> = BTreeMap::new();
    for (day, strength, family, href, quote) in each {
        let Some(day) = day.and_then(|day| day.parse::<Date>().ok()) else {
            continue;
        };
        let point = points
            .entry((day, strength, family))
            .or_insert_with(|| Point {
                day,
                strength,
                family: family.to_owned(),
                href,
                label: cut(quote),
                count: 0,
            });
        point.count += 1;
    }
    points.into_values().collect()
}

fn cut(quote: &str) -> String {
    const LONGEST: usize = 140;
    let mut short: String = quote.chars().take(LONGEST).collect();
    if short.len() < quote.len() {
        short.push('…');
    }
    short
}

/// Where points stand.
struct Scale {
    first: f64,
    days: f64,
}

impl Scale {
    fn x(&self, day: Date) -> f64 {
        LEFT + (ordinal(day) - self.first) / self.days * (WIDTH - LEFT - RIGHT)
    }
}

fn y(strength: u8) -> f64 {
    let part = f64::from(strength.clamp(1, 5) - 1) / 4.0;
    HEIGHT - BOTTOM - 8.0 - part * (HEIGHT - TOP - BOTTOM - 16.0)
}

/// Days since the year 1, nearly: enough for a picture.
fn ordinal(day: Date) -> f64 {
    f64::from(day.year()) * 365.25 + f64::from(day.day_of_year())
}

/// The picture with its legend. Of fewer than two points there is none.
pub fn figure(points: &[Point]) -> Markup {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return html! {};
    };
    let margin = ((ordinal(last.day) - ordinal(first.day)) * 0.02).max(10.0);
    let scale = Scale {
        first: ordinal(first.day) - margin,
        days: ordinal(last.day) - ordinal(first.day) + 2.0 * margin,
    };
    let mut families: Vec<&str> = points.iter().map(|point| point.family.as_str()).collect();
    families.sort_unstable();
    families.dedup();
    html! {
        figure.plot {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" focusable="false" {
                @for (at, name) in NAMES.iter().enumerate() {
                    @let y = y(u8::try_from(at + 1).unwrap_or(5));
                    line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(px(y)) y2=(px(y)) {}
                    text.axis x=(LEFT - 8.0) y=(px(y + 3.5)) text-anchor="end" { (name) }
                }
                @for (x, label) in ticks(&scale, first.day, last.day) {
                    line.grid x1=(px(x)) x2=(px(x)) y1=(TOP) y2=(HEIGHT - BOTTOM) {}
                    text.axis x=(px(x)) y=(HEIGHT - 8.0) text-anchor="middle" { (label) }
                }
                @for point in points {
                    a href=(point.href) tabindex="-1" {
                        circle class=(family_class(&point.family)) cx=(px(scale.x(point.day))) cy=(px(y(point.strength) + spread(&families, point)))
                            r=(px(radius(point.count))) data-day=(point.day) data-strength=(point.strength) data-family=(point.family) {
                            title { (point.day) " " (point.family) ", strength " (point.strength) ": " (point.label) }
                        }
                    }
                }
            }
            figcaption {
                "Strength of what was said, by day. "
                @for family in families { span class=(format!("family {}", family_class(family))) { (family) } " " }
            }
        }
    }
}

/// Families of one day and strength do not hide each other.
fn spread(families: &[&str], point: &Point) -> f64 {
    let place = families
        .iter()
        .position(|family| *family == point.family)
        .unwrap_or(0);
    (place as f64 - (families.len() as f64 - 1.0) / 2.0) * 2.2
}

fn radius(count: usize) -> f64 {
    3.5 + (count as f64).sqrt()
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

/// Years, or months where there are few years.
fn ticks(scale: &Scale, first: Date, last: Date) -> Vec<(f64, String)> {
    let years = i32::from(last.year()) - i32::from(first.year());
    let mut ticks = Vec::new();
    let months: &[i8] = match years {
        0 => &[1, 4, 7, 10],
        1..=2 => &[1, 7],
        _ => &[1],
    };
    let step = (years / 8).max(1);
    for year in (0..=years + 1).step_by(usize::try_from(step).unwrap_or(1)) {
        for month in months {
            let year = i16::try_from(i32::from(first.year()) + year).unwrap_or(first.year());
            let Ok(day) = Date::new(year, *month, 1) else {
                continue;
            };
            let x = scale.x(day);
            if (LEFT..=WIDTH - RIGHT).contains(&x) {
                let label = if months.len() == 1 {
                    year.to_string()
                } else {
                    format!("{year}-{month:02}")
                };
                ticks.push((x, label));
            }
        }
    }
    if ticks.is_empty() {
        ticks.push((scale.x(first), first.to_string()));
    }
    ticks
}
