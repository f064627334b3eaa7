//! What the record cannot tell.

use chancery_record::Brief;
use chancery_record::brief::Gap;

use super::{counted, day};
use crate::pages::brief::commands::Commands;
use crate::pages::brief::line::{Claim, Line};

/// What it is made of, and what is missing.
pub fn gaps<'a>(brief: &'a Brief, commands: &Commands<'_>) -> Vec<Line<'a>> {
    let publishers = brief.publishers.iter().map(|(publisher, count)| {
        let publisher = publisher.as_deref().unwrap_or("publisher not known");
        format!("{publisher} {count}")
    });
    let publishers: Vec<String> = publishers.collect();
    let made_of = format!(
        "It holds {} on the two ({}), with {} by one to the other or by both. What was not published, not in English or \
         not understood is not here.",
        counted(brief.documents, "official document"),
        publishers.join(", "),
        counted(brief.statements, "statement"),
    );
    let mut lines = vec![Line::Remark(made_of)];
    for gap in &brief.gaps {
        lines.push(match gap {
            Gap::NoAccounts { side } => Line::Remark(format!(
                "No account published by {side} is among them: what {side} said is told by others, if at all."
            )),
            Gap::Silence { from, to, days } => {
                let (first, last) = (day(from.day.as_ref()), day(to.day.as_ref()));
                let words = format!("Nothing was released for {days} days, from {first} to {last}.");
                let mut claim = Claim::quoting(String::new(), words, "", from);
                claim.also = vec![&**to];
                claim.into()
            }
            Gap::WithOthers { statements } => Line::Remark(format!(
                "{} by or to further sides, too, left out here; joint ones: {}",
                counted(*statements, "statement"),
                commands.joint(&[]).command
            )),
            Gap::NoDay { documents } => Line::Remark(format!(
                "The day of {} is not known; these stand in no order and in no comparison.",
                counted(*documents, "document")
            )),
        });
    }
    lines
}
