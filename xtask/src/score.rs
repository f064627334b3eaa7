//! `score`: how right the readings of annotated documents are.
//!
//! [`annotation`] says what an annotation is, [`figures`] what is counted, [`mod@compare`] when a reading and its
//! annotation say the same. Quotations are looked up in the reading's text, so that neither layout nor repairs make a
//! difference.

mod annotation;
mod compare;
mod figures;
mod folded;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

use chancery::{Reader, Reading};
use serde_json::{Value, json};

use crate::documents;
use annotation::Annotated;
use compare::compare;
use figures::{FIGURES, Figure, Tally};

/// What the arguments ask for.
struct Request {
    annotation: PathBuf,
    documents: Vec<PathBuf>,
    /// How many differences are listed.
    errors: usize,
    json: bool,
}

/// Runs the command with the arguments that follow its name.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let request = request(args)?;
    let annotation = annotated(&request.annotation)?;
    let readings = readings(&request.documents)?;

    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut all, mut errors) = (Tally::default(), Vec::new());
    for annotated in &annotation {
        let comparison = compare(annotated, readings.get(&annotated.doc));
        groups
            .entry(annotated.group())
            .or_default()
            .add(&comparison.tally);
        all.add(&comparison.tally);
        errors.extend(comparison.errors);
    }
    errors.truncate(request.errors);
    if request.json {
        print_json(&groups, &all, &errors)
    } else {
        print(&groups, &all);
        errors
            .iter()
            .for_each(|cells| println!("{}", cells.join(" | ")));
        Ok(())
    }
}

fn request(args: &[String]) -> Result<Request, Box<dyn Error>> {
    let (mut paths, mut errors, mut json) = (Vec::new(), 0, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--errors" => {
                let number = args.next().ok_or("--errors wants a number")?;
                errors = number
                    .parse()
                    .map_err(|_| format!("--errors {number}: no number"))?;
            }
            option if option.starts_with("--") => return Err(format!("no option {option}").into()),
            path => paths.push(PathBuf::from(path)),
        }
    }
    if paths.len() < 2 {
        return Err("name the annotation and then its documents".into());
    }
    Ok(Request {
        annotation: paths.remove(0),
        documents: paths,
        errors,
        json,
    })
}

fn annotated(path: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let told = |error: &dyn Error| format!("{}: {error}", path.display());
    let file = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    Ok(serde_json::from_str(&file).map_err(|error| told(&error))?)
}

/// The readings of all documents that are not refused, by id.
fn readings(inputs: &[PathBuf]) -> Result<HashMap<String, Reading>, Box<dyn Error>> {
    let reader = Reader::shipped()?;
    let readings = documents::each(inputs, 1, |release| Ok(reader.read(&release?.1)))?;
    let readings: Vec<Reading> = readings
        .into_iter()
        .collect::<Result<_, chancery_ingest::Error>>()?;
    let kept = readings
        .into_iter()
        .filter(|reading| !documents::is_refused(reading));
    Ok(kept
        .map(|reading| (reading.document.id.clone(), reading))
        .collect())
}

fn print(groups: &BTreeMap<&str, Tally>, all: &Tally) {
    let heads: String = FIGURES
        .iter()
        .map(|(_, name)| format!("{name:>12}"))
        .collect();
    println!(
        "{:<16}{:>10}{:>11}{:>7}{heads}",
        "F1", "documents", "annotated", "read"
    );
    for (name, tally) in groups
        .iter()
        .map(|(name, tally)| (*name, tally))
        .chain([("all", all)])
    {
        row(name, tally, |figure| tally.figure(figure).f1());
    }
    row("precision", all, |figure| all.figure(figure).precision());
    row("recall", all, |figure| all.figure(figure).recall());
    let parts: Vec<String> = all
        .shares()
        .map(|(name, share)| format!("{name} {share:.3}"))
        .collect();
    println!("right where the cue is found: {}", parts.join(", "));
    if all.unread > 0 {
        println!("{} documents have no reading", all.unread);
    }
}

/// One line of the table, with the statements that were annotated and read.
fn row(name: &str, tally: &Tally, value: impl Fn(Figure) -> f64) {
    let cue = tally.figure(Figure::Cue);
    let values: String = FIGURES
        .iter()
        .map(|(figure, _)| format!("{:12.3}", value(*figure)))
        .collect();
    println!(
        "{name:<16}{:>10}{:>11}{:>7}{values}",
        tally.documents, cue.annotated, cue.read
    );
}

fn print_json(
    groups: &BTreeMap<&str, Tally>,
    all: &Tally,
    errors: &[[String; 4]],
) -> Result<(), Box<dyn Error>> {
    let groups = groups
        .iter()
        .map(|(name, tally)| ((*name).to_owned(), tally.to_json()));
    let groups = Value::Object(groups.collect());
    let page = json!({"all": all.to_json(), "groups": groups, "errors": errors});
    println!("{}", serde_json::to_string_pretty(&page)?);
    Ok(())
}
