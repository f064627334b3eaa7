//! Web archives are streams: their size does not show in memory. Alone in its file, so that nothing else is in the process.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write as _;
use std::time::Instant;

use chancery_ingest::{Given, Input, Sources};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The largest resident size of this process so far, in MiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_ascii_whitespace().nth(1));
    kilobytes.expect("a size").parse::<u64>().expect("a number") >> 10
}

/// A record of 200 kB that does not compress well.
fn record() -> Vec<u8> {
    let mut noise: u64 = 1;
    let word = || {
        noise = noise
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{:x} ", noise >> 33)
    };
    let body: String = std::iter::repeat_with(word).take(23_000).collect();
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{body}");
    let head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http";
    let length = block.len();
    format!("{head}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

#[test]
fn a_large_archive_is_read_in_little_memory() {
    let record = record();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&record).expect("it is compressed");
    let member = encoder.finish().expect("it is compressed");
    let frame = zstd::encode_all(record.as_slice(), 3).expect("it is compressed");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, part) in [
        ("a.warc", &record),
        ("a.warc.gz", &member),
        ("a.warc.zst", &frame),
    ] {
        let path = folder.path().join(name);
        let mut file = fs::File::create(&path).expect("a file");
        for _ in 0..1000 {
            file.write_all(part).expect("it is written");
        }
        drop(file);
        let start = Instant::now();
        let mut count = 0;
        for item in Sources::new([Input::Path(path.clone())]) {
            let item = item.expect("a record");
            // Reading all of them as documents would take long and prove no more.
            if count % 50 == 0 {
                item.release(&Given::default()).expect("a release");
            }
            count += 1;
        }
        assert_eq!(count, 1000);
        let (seconds, size) = (start.elapsed().as_secs_f64(), (record.len() * count) >> 20);
        println!("{name}: {size} MiB in {seconds:.2} s, peak {} MiB", peak());
        assert!(peak() < 64, "{} MiB", peak());
        fs::remove_file(path).expect("it is removed");
    }
}
