//! The tables of accuracy, the failures that are shown, and the files for other tools.

use crate::Failure;
use crate::arguments::Arguments;
use crate::channel::Channel;
use crate::clean::Clean;
use crate::score::{Score, percent};
use crate::sets::{self, Sample, Set};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Restores every set that is asked for and prints what became of it.
pub fn accuracy(arguments: &Arguments, clean: &Clean, channels: &[Channel]) -> Result<(), Failure> {
    let mut output = Output::new(arguments.write.as_deref())?;
    println!(
        "{:34} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} | short  exact   wrong",
        "set", "n", "exact %", "left %", "wrong %", "partly", "bytes %"
    );
    for channel in channels
        .iter()
        .filter(|channel| channel.name.contains(&arguments.set))
    {
        let set = sets::of_channel(channel, clean, arguments.limit);
        let short = sets::of_short(channel, clean, arguments.limit / 4);
        let mut shown = Vec::new();
        let score = Score::of(&set, |sample, restored| shown.push((sample, restored)));
        let short_score = short.as_ref().map(|short| Score::of(short, |_, _| {}));
        print_row(&set, &score, short_score.as_ref());
        show(shown, arguments.show);
        output.write(&set, &score)?;
        if let Some((short, score)) = short.as_ref().zip(short_score.as_ref()) {
            output.write(short, score)?;
        }
    }
    if "clean".contains(&arguments.set) {
        false_positives(arguments, clean, &mut output)?;
    }
    output.finish()
}

fn print_row(set: &Set, score: &Score, short: Option<&Score>) {
    let n = score.count();
    let mark = if set.exact { ' ' } else { '~' };
    print!(
        "{:33}{mark} {n:5} {:7.2} {:7.2} {:7.2}",
        set.name,
        percent(score.exact, n),
        percent(score.unchanged, n),
        percent(score.wrong, n)
    );
    if set.exact || score.lost == 0 {
        print!("{:16}", "");
    } else {
        print!(
            " {:7.2} {:7.2}",
            percent(score.partial, n),
            100.0 - percent(score.amiss, score.lost)
        );
    }
    match short.filter(|short| short.count() > 0) {
        Some(short) => println!(
            " | {:5} {:6.2} {:7.2}",
            short.count(),
            percent(short.exact, short.count()),
            percent(short.wrong, short.count())
        ),
        None => println!(" |"),
    }
}

fn false_positives(
    arguments: &Arguments,
    clean: &Clean,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut set = sets::of_clean(clean);
    let mut touched = Vec::new();
    let score = Score::of(&set, |sample, restored| touched.push((sample, restored)));
    let bytes: usize = set.samples.iter().map(|sample| sample.clean.len()).sum();
    println!(
        "\nclean texts touched: {} of {} ({:.1} MB, {} languages)",
        score.wrong,
        score.count(),
        bytes as f64 / 1e6,
        clean.lines.len()
    );
    show(touched, arguments.show);
    // As many lines as in four sets are enough to compare tools by; the figure above is of all.
    let step = set
        .samples
        .len()
        .div_ceil(4 * arguments.limit.max(1))
        .max(1);
    set.samples = set.samples.into_iter().step_by(step).collect();
    let score = Score::of(&set, |_, _| {});
    output.write(&set, &score)
}

/// Wrong ones first: they are worse than what is left.
fn show(mut failures: Vec<(&Sample, String)>, count: usize) {
    failures.sort_by_key(|(sample, restored)| sample.damaged == *restored);
    for (sample, restored) in failures.into_iter().take(count) {
        println!(
            "  [{}]\n    damaged  {:?}\n    restored {}\n    clean    {:?}",
            sample.language,
            sample.damaged,
            if restored == sample.damaged {
                "(left)".to_owned()
            } else {
                format!("{restored:?}")
            },
            sample.clean
        );
    }
}

/// Where sets and scores are written, if anywhere.
struct Output<'a> {
    folder: Option<&'a Path>,
    scores: Vec<serde_json::Value>,
}

impl<'a> Output<'a> {
    fn new(folder: Option<&'a Path>) -> Result<Self, Failure> {
        if let Some(folder) = folder {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self {
            folder,
            scores: Vec::new(),
        })
    }

    fn write(&mut self, set: &Set, score: &Score) -> Result<(), Failure> {
        let Some(folder) = self.folder else {
            return Ok(());
        };
        self.scores.push(serde_json::json!({
            "set": set.name, "inverse": set.exact, "n": score.count(),
            "exact": score.exact, "unchanged": score.unchanged, "wrong": score.wrong,
        }));
        let mut file = BufWriter::new(File::create(folder.join(format!("{}.jsonl", set.name)))?);
        for (number, sample) in set.samples.iter().enumerate() {
            let row = serde_json::json!({
                "id": format!("{}-{number}", set.name), "set": set.name, "lang": sample.language,
                "damaged": sample.damaged, "clean": sample.clean,
            });
            writeln!(file, "{row}")?;
        }
        Ok(file.flush()?)
    }

    fn finish(self) -> Result<(), Failure> {
        if let Some(folder) = self.folder {
            let scores = serde_json::Value::Array(self.scores);
            std::fs::write(folder.join("chancery.json"), format!("{scores:#}\n"))?;
        }
        Ok(())
    }
}
