//! Seconds that each file of clean lines takes.
use chancery_restore::{Kind, Options, restore_text};
fn main() {
    let mut rows = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let texts: Vec<String> = if path.ends_with("jsonl") {
            text.lines().take(60).filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok()).map(|v| v["damaged"].as_str().unwrap_or("").to_owned()).collect()
        } else {
            vec![text.chars().take(120_000).collect()]
        };
        let o = Options::default().only([Kind::Mojibake, Kind::Entity]);
        let _ = restore_text(&texts[0], &o);
        let start = std::time::Instant::now();
        let mut n = 0; let mut b = 0;
        for t in &texts { n += restore_text(t, &o).repairs.len(); b += t.len(); }
        let time = start.elapsed().as_secs_f64();
        rows.push((b as f64 / 1e6 / time, n, path));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (speed, repairs, path) in rows {
        println!("{speed:9.1} MB/s {repairs:4} {path}");
    }
}
