//! How much memory adding a large web archive takes.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;

/// Adds an archive of pages, each of its own readout and address, and tells what that took.
pub fn measure(megabytes: u64, program: &Path, folder: &Path) -> Result<(), Failure> {
    let archive = folder.join("pages.warc");
    let pages = write(&archive, megabytes * 1_000_000)?;
    let begun = Instant::now();
    let mut adding = Command::new(program)
        .arg("add")
        .arg(&archive)
        .arg("--record")
        .arg(folder.join("archive.db"))
        .stdout(Stdio::null())
        .spawn()?;
    let mut most = 0;
    let status = loop {
        if let Some(status) = adding.try_wait()? {
            break status;
        }
        most = most.max(memory(adding.id()));
        std::thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        return Err(format!("{}: {status}", program.display()).into());
    }
    println!(
        "added {pages} pages of {megabytes} MB in {:.0} s, at most {:.0} MB of memory",
        begun.elapsed().as_secs_f64(),
        most as f64 / 1e3
    );
    Ok(())
}

/// The most memory that a process has had, in kilobytes; 0 where the system does not tell.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    peak.and_then(|peak| peak.parse().ok()).unwrap_or(0)
}

/// Writes pages until there are so many bytes; tells how many pages it wrote.
fn write(path: &Path, bytes: u64) -> Result<usize, Failure> {
    let mut archive = BufWriter::new(File::create(path)?);
    let readouts = chancery_benches::readouts(500);
    let (mut written, mut page) = (0, 0);
    while written < bytes {
        let chancery::Body::Text(text) = &readouts[page % readouts.len()].body else {
            return Err("a readout is text".into());
        };
        let body = html(page, text);
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{page:032x}>\r\n\
             WARC-Date: 2024-05-06T00:00:00Z\r\nWARC-Target-URI: https://www.example.org/news/{page}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{head}{body}\r\n\r\n",
            head.len() + body.len()
        );
        archive.write_all(record.as_bytes())?;
        written += record.len() as u64;
        page += 1;
    }
    archive.flush()?;
    Ok(page)
}

/// A page as ministries serve them: more furniture than text.
fn html(number: usize, text: &str) -> String {
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let paragraphs: String = rest
        .lines()
        .map(|line| format!("<p>{line}</p>\n"))
        .collect();
    let menu: String = (0..120)
        .map(|item| format!("<li class=\"menu__item\"><a href=\"/section/{item}/news\">Section {item}</a></li>\n"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title>\
         <meta property=\"article:published_time\" content=\"2024-05-{:02}\"></head>\n<body><nav><ul>{menu}</ul></nav>\n\
         <main><h1>{title}</h1>\n{paragraphs}<p>Release number {number}.</p></main>\n\
         <footer><ul>{menu}</ul></footer></body></html>",
        number % 28 + 1
    )
}
