//! Whole documents, of whose lines a part is damaged on one way: what people restore.

use crate::channel::{Channel, Frame};
use crate::clean::Clean;
use crate::score::{self, percent};
use crate::sets;
use chancery_restore::restore_text;

/// The lines of a document.
const LINES: usize = 60;
/// Of a hundred lines so many are damaged, of a document at least one.
const SHARES: [usize; 4] = [1, 20, 76, 100];
/// How many documents are made for each channel and share; more where a document has a single damaged line.
const DOCUMENTS: usize = 4;
const DOCUMENTS_OF_ONE: usize = 24;

/// What became of the lines of some documents.
#[derive(Clone, Copy, Default)]
struct Tally {
    damaged: usize,
    exact: usize,
    left: usize,
    wrong: usize,
    clean: usize,
    touched: usize,
}

/// Prints for each channel and share what became of damaged and of clean lines.
pub fn report(clean: &Clean, channels: &[Channel], wanted: &str) {
    println!(
        "\ndocuments of {LINES} lines; of the damaged lines in per cent\n{:34} {:>6} {:>5} {:>7} {:>7} {:>7} | clean touched",
        "set", "share", "n", "exact", "left", "wrong"
    );
    let mut totals = [[Tally::default(); 2]; SHARES.len()];
    let lines = |channel: &&Channel| channel.frame == Frame::Line && channel.name.contains(wanted);
    for channel in channels.iter().filter(lines) {
        let set = sets::of_channel(channel, clean, LINES * DOCUMENTS);
        if set.samples.len() < LINES {
            continue;
        }
        let around: Vec<&str> = clean
            .of_group(&clean.lines, &channel.languages)
            .map(|(_, place)| place.after(3))
            .take(LINES * DOCUMENTS)
            .collect();
        let damaged: Vec<(&str, &str)> = set
            .samples
            .iter()
            .map(|sample| (sample.damaged.as_str(), sample.clean.as_str()))
            .collect();
        for (share, totals) in SHARES.into_iter().zip(&mut totals) {
            let mut tally = Tally::default();
            let documents = if damaged_lines(share) > 1 {
                DOCUMENTS
            } else {
                DOCUMENTS_OF_ONE
            };
            for number in 0..documents {
                tally.add(of_document(&damaged, &around, share, number));
            }
            tally.print(&channel.name, share, set.exact);
            totals[usize::from(set.exact)].add(tally);
        }
    }
    for (share, totals) in SHARES.into_iter().zip(totals) {
        totals[1].print("all with an inverse", share, true);
        totals[0].print("all without", share, false);
    }
}

/// How many lines of a document are damaged.
fn damaged_lines(share: usize) -> usize {
    (LINES * share / 100).max(1)
}

/// Restores one document and looks at each of its lines.
fn of_document(damaged: &[(&str, &str)], around: &[&str], share: usize, number: usize) -> Tally {
    let count = damaged_lines(share);
    // 37 has no factor in common with 60: the damaged lines are spread over the document.
    let lines: Vec<(&str, &str)> = (0..LINES)
        .map(|line| {
            let at = number * LINES + line;
            if line * 37 % LINES < count {
                damaged[at % damaged.len()]
            } else {
                let line = around[at % around.len()];
                (line, line)
            }
        })
        .collect();
    let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let text = text.join("\n");
    let restored = restore_text(&text, &score::options()).text;
    let mut results = restored.split('\n');
    let mut tally = Tally::default();
    for (line, clean) in lines {
        let result = results.next().unwrap_or("");
        if line == clean {
            tally.clean += 1;
            tally.touched += usize::from(result != line);
            continue;
        }
        tally.damaged += 1;
        if result == clean {
            tally.exact += 1;
        } else if result == line {
            tally.left += 1;
        } else {
            tally.wrong += 1;
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.damaged += other.damaged;
        self.exact += other.exact;
        self.left += other.left;
        self.wrong += other.wrong;
        self.clean += other.clean;
        self.touched += other.touched;
    }

    fn print(&self, name: &str, share: usize, exact: bool) {
        let mark = if exact { ' ' } else { '~' };
        println!(
            "{name:33}{mark} {share:>4} % {:5} {:7.2} {:7.2} {:7.2} | {} of {}",
            self.damaged,
            percent(self.exact, self.damaged),
            percent(self.left, self.damaged),
            percent(self.wrong, self.damaged),
            self.touched,
            self.clean
        );
    }
}
