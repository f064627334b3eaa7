//! `chancery cases`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use chancery_cases::{Case, Change, Finding, Mismatch, Verdict, diff, load, update};

use crate::args::CasesArgs;
use crate::output::colored;
use crate::paint::Paint;
use crate::{Failure, knowledge};

/// Runs the cases, tells those that do not come out as they should, and counts.
pub fn run(args: &CasesArgs) -> Result<ExitCode, Failure> {
    let reader = knowledge::reader(args.data.as_deref())?;
    let mut cases = Vec::new();
    for path in &args.paths {
        cases.extend(load(path).map_err(|error| Failure::Told(error.to_string()))?);
    }
    let wanted = |case: &Case| args.filter.as_ref().is_none_or(|words| case.matches(words));
    cases.retain(wanted);
    if cases.is_empty() {
        return Err(Failure::Told(
            "there are no such cases — check the path and the filter".into(),
        ));
    }

    let stdout = std::io::stdout();
    let color = colored(args.color, stdout.is_terminal());
    let mut report = Report {
        out: stdout.lock(),
        color,
    };
    let mut counts = Counts::default();
    let mut updates: BTreeMap<Arc<Path>, Vec<Mismatch>> = BTreeMap::new();
    for case in &cases {
        let finding = case.run(&reader);
        let verdict = finding.verdict();
        if args.update && verdict == Verdict::Fails && finding.fault.is_none() {
            counts.updated += 1;
            updates
                .entry(case.file.clone())
                .or_default()
                .extend(finding.mismatches);
            continue;
        }
        counts.add(verdict);
        report
            .case(case, &finding, verdict)
            .map_err(|error| Failure::writing(&error, "standard output"))?;
    }
    for (file, mismatches) in &updates {
        update(file, mismatches).map_err(|error| Failure::Told(error.to_string()))?;
    }
    report
        .counts(&counts, cases.len())
        .map_err(|error| Failure::writing(&error, "standard output"))?;
    Ok(if counts.failed + counts.surprising == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[derive(Default)]
struct Counts {
    held: usize,
    known: usize,
    failed: usize,
    surprising: usize,
    updated: usize,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Holds => self.held += 1,
            Verdict::FailsAsKnown => self.known += 1,
            Verdict::Fails => self.failed += 1,
            Verdict::HoldsUnexpectedly => self.surprising += 1,
        }
    }
}

/// What the person who runs the cases sees.
struct Report<W> {
    out: W,
    color: bool,
}

impl<W: Write> Report<W> {
    fn case(&mut self, case: &Case, finding: &Finding, verdict: Verdict) -> std::io::Result<()> {
        if matches!(verdict, Verdict::Holds | Verdict::FailsAsKnown) {
            return Ok(());
        }
        let file = case.file.display();
        self.line(
            Paint::Title,
            &format!("{file}:{}: {}", case.line, case.title),
        )?;
        if verdict == Verdict::HoldsUnexpectedly {
            self.line(
                Paint::Doubt,
                "  is marked `known-failure` but holds now — remove the mark",
            )?;
        }
        if let Some((line, fault)) = &finding.fault {
            self.line(Paint::Doubt, &format!("  {file}:{line}: {fault}"))?;
        }
        for mismatch in &finding.mismatches {
            self.line(
                Paint::Faint,
                &format!("  {file}:{}: - expected, + read", mismatch.line),
            )?;
            for change in diff(&mismatch.expected, &mismatch.actual) {
                match change {
                    Change::Missing(line) => self.line(Paint::Missing, &format!("  - {line}"))?,
                    Change::Extra(line) => self.line(Paint::Extra, &format!("  + {line}"))?,
                    Change::Same(line) => self.line(Paint::Plain, &format!("    {line}"))?,
                }
            }
        }
        self.line(Paint::Plain, "")
    }

    fn counts(&mut self, counts: &Counts, all: usize) -> std::io::Result<()> {
        let mut told = vec![format!("{all} cases: {} hold", counts.held)];
        for (count, what) in [
            (counts.known, "fail as known"),
            (
                counts.updated,
                "updated — read what changed before you keep it",
            ),
            (counts.surprising, "hold though marked as known failures"),
            (counts.failed, "fail"),
        ] {
            if count > 0 {
                told.push(format!("{count} {what}"));
            }
        }
        self.line(Paint::Title, &told.join(", "))
    }

    fn line(&mut self, paint: Paint, line: &str) -> std::io::Result<()> {
        let style = paint.style();
        if self.color {
            writeln!(self.out, "{style}{line}{style:#}")
        } else {
            writeln!(self.out, "{line}")
        }
    }
}
