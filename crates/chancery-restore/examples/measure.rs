//! Counts, over JSON lines `{"set", "damaged", "clean"}` on standard input, how many texts are restored exactly, left
//! as they are, or changed into something else; `cargo run --release -p chancery-restore --example measure -- [SHOWN]`.

use chancery_restore::{Options, restore_text};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::time::{Duration, Instant};

#[derive(Default)]
struct Tally {
    exact: usize,
    left: usize,
    wrong: usize,
    bytes: usize,
    time: Duration,
    shown: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shown: usize = std::env::args().nth(1).map_or(Ok(5), |n| n.parse())?;
    let mut sets: BTreeMap<String, Tally> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let cell = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let (set, damaged, clean) = (cell("set"), cell("damaged"), cell("clean"));
        let tally = sets.entry(set.clone()).or_default();
        let start = Instant::now();
        let restored = restore_text(&damaged, &Options::default());
        tally.time += start.elapsed();
        tally.bytes += damaged.len();
        if restored.text == clean {
            tally.exact += 1;
            continue;
        }
        if restored.text == damaged {
            tally.left += 1;
        } else {
            tally.wrong += 1;
        }
        if tally.shown < shown {
            tally.shown += 1;
            println!(
                "{set}\n  damaged  {damaged:?}\n  restored {:?}\n  clean    {clean:?}",
                restored.text
            );
            for repair in restored.repairs.iter().filter(|_| damaged == clean) {
                println!("    {repair} [{}]", repair.reason);
            }
        }
    }
    println!(
        "{:32} {:>7} {:>7} {:>7} {:>7} {:>8}",
        "set", "n", "exact %", "left %", "wrong %", "MB/s"
    );
    for (set, tally) in sets {
        let n = tally.exact + tally.left + tally.wrong;
        let percent = |part: usize| 100.0 * part as f64 / n as f64;
        let speed = tally.bytes as f64 / 1e6 / tally.time.as_secs_f64();
        let (exact, left, wrong) = (
            percent(tally.exact),
            percent(tally.left),
            percent(tally.wrong),
        );
        println!("{set:32} {n:7} {exact:7.2} {left:7.2} {wrong:7.3} {speed:8.1}");
    }
    Ok(())
}
