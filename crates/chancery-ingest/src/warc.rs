//! Web archives: the records of a WARC file, each page or text in them an item.
//!
//! The format is that of ISO 28500 (<https://iipc.github.io/warc-specifications/>). A record that is damaged or whose
//! length is wrong is one error; reading goes on with the next one that can be found.

mod http;
mod unpack;

use std::io::{self, BufRead, Read};
use std::path::Path;

use chancery::Release;

use crate::error::{Error, Origin, Reason};
use crate::item::{self, Item, Page, Payload};
use crate::sniff;
use http::{Head, Kind};
use unpack::Unpack;

/// The longest line and the longest head that are read, in bytes; no honest ones come near.
const LONGEST_LINE: u64 = 1 << 16;
const LONGEST_HEAD: usize = 1 << 20;

/// A text or page from the web, as it was sent.
#[derive(Debug)]
pub(crate) struct Response {
    head: Head,
    body: Vec<u8>,
    url: Option<String>,
    /// How many bytes of the file lie between the item before and the end of this one.
    pub(crate) extent: u64,
}

impl Response {
    pub(crate) fn release(self) -> Result<Release, Reason> {
        let bytes = self.head.decode(self.body)?;
        let (url, charset) = (self.url, self.head.charset);
        if self.head.kind == Kind::Page || sniff::begins_as_html(&bytes) {
            return item::page(Page {
                bytes,
                url,
                charset,
            });
        }
        let release = item::plain(bytes)?;
        Ok(Release {
            url,
            charset,
            ..release
        })
    }
}

/// The documents of one file.
pub(crate) struct Records {
    origin: Origin,
    unpack: Unpack,
    /// The records begun so far.
    number: usize,
    /// The first line of a record, read already.
    begun: Option<Vec<u8>>,
    /// Where the file stood after the last item.
    told: u64,
    over: bool,
}

/// What a record turns out to be.
enum Outcome {
    Item(Box<Response>),
    Refused(Reason),
    Skipped,
    End,
}

/// Why a record's end cannot be trusted.
enum Fault {
    /// The stream broke.
    Stream(io::Error),
    /// The record is not as it should be. In a file that is not compressed, the next one is looked for from `from` on.
    Form { reason: Reason, from: u64 },
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Fault::Stream(error)
    }
}

/// The fields of a record's head that matter.
#[derive(Default)]
struct Fields {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: Option<u64>,
    is_part: bool,
}

impl Records {
    pub(crate) fn open(origin: Origin, path: &Path) -> Result<Self, Error> {
        match Unpack::open(path) {
            Ok(unpack) => Ok(Records {
                origin,
                unpack,
                number: 0,
                begun: None,
                told: 0,
                over: false,
            }),
            Err(error) => Err(Error::new(origin, error)),
        }
    }

    fn record(&mut self) -> Result<Outcome, Fault> {
        let place = self.unpack.position();
        let Some(first) = self.first_line()? else {
            return Ok(Outcome::End);
        };
        self.number += 1;
        if !is_version(&first) {
            let reason = Reason::NoRecord;
            return Err(Fault::Form {
                reason,
                from: place,
            });
        }
        let fields = self.fields()?;
        let start = self.unpack.position();
        let fault = |reason| Fault::Form {
            reason,
            from: start,
        };
        let Some(length) = fields.length else {
            return Err(fault(Reason::NoLength));
        };
        let found = self.unpack.length().saturating_sub(start);
        if self.unpack.is_plain() && found < length {
            return Err(fault(Reason::RecordCut { length, found }));
        }
        let mut left = length;
        let outcome = self.block(fields, &mut left)?;
        if left > 0 {
            let rest = &mut (&mut self.unpack).take(left);
            left -= io::copy(rest, &mut io::sink())?;
        }
        if left > 0 {
            let found = length - left;
            return Err(fault(Reason::RecordCut { length, found }));
        }
        match self.is_ended()? {
            true => Ok(outcome),
            false => Err(fault(Reason::RecordLonger { length })),
        }
    }

    /// The next line that is not empty, in this member or another; `None` at the end.
    fn first_line(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        if let Some(line) = self.begun.take() {
            return Ok(Some(line));
        }
        loop {
            let line = self.line()?;
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
            if line.is_empty() && !self.unpack.next_member()? {
                return Ok(None);
            }
        }
    }

    /// One line or the beginning of a long one; empty at the end of a member.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        (&mut self.unpack)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        Ok(line)
    }

    fn fields(&mut self) -> Result<Fields, Fault> {
        let mut fields = Fields::default();
        let mut size = 0;
        loop {
            let line = self.line()?;
            size += line.len();
            if line.is_empty() || size > LONGEST_HEAD {
                let from = self.unpack.position();
                let reason = Reason::HeadCut;
                return Err(Fault::Form { reason, from });
            }
            let line = String::from_utf8_lossy(&line);
            if line.trim().is_empty() {
                return Ok(fields);
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => fields.kind = value.to_ascii_lowercase(),
                "content-type" => fields.content_type = value.to_owned(),
                "content-length" => fields.length = value.parse().ok(),
                "warc-target-uri" => {
                    // Some programs write it in angle brackets, as an example of the first standard did.
                    let url = value.trim_start_matches('<').trim_end_matches('>');
                    fields.url = (!url.is_empty()).then(|| url.to_owned());
                }
                "warc-truncated" | "warc-segment-number" => fields.is_part = true,
                _ => {}
            }
        }
    }

    /// Reads as much of a record's block as is of use; `left` is what remains of it.
    fn block(&mut self, fields: Fields, left: &mut u64) -> Result<Outcome, Fault> {
        // A file of instructions for crawlers is a text, but nobody's account.
        let path = fields.url.as_deref().and_then(|url| url.split('?').next());
        if path.is_some_and(|path| path.ends_with("/robots.txt")) {
            return Ok(Outcome::Skipped);
        }
        let head = match fields.kind.as_str() {
            "response" if is_http(&fields.content_type) => self.http_head(left)?,
            "resource" => http::media(&fields.content_type)
                .map(|(kind, charset)| Head::of_resource(kind, charset)),
            _ => None,
        };
        let Some(head) = head else {
            return Ok(Outcome::Skipped);
        };
        if fields.is_part {
            return Ok(Outcome::Refused(Reason::PageCut));
        }
        if *left > crate::LARGEST {
            return Ok(Outcome::Refused(Reason::TooLarge));
        }
        let mut body = Vec::new();
        *left -= (&mut self.unpack).take(*left).read_to_end(&mut body)? as u64;
        Ok(Outcome::Item(Box::new(Response {
            head,
            body,
            url: fields.url,
            extent: 0,
        })))
    }

    fn http_head(&mut self, left: &mut u64) -> io::Result<Option<Head>> {
        let mut head = Vec::new();
        loop {
            let mut line = Vec::new();
            let longest = LONGEST_LINE.min(*left);
            *left -= (&mut self.unpack)
                .take(longest)
                .read_until(b'\n', &mut line)? as u64;
            if line.is_empty() || head.len() > LONGEST_HEAD {
                return Ok(None);
            }
            if line.trim_ascii().is_empty() {
                return Ok(Head::read(&head));
            }
            head.extend_from_slice(&line);
        }
    }

    /// Whether the record ends here: empty lines (two, though some programs write fewer or more), then another one or the
    /// end. The checksum of a member is compared when its end is asked for, before the record is believed. What stands
    /// behind two empty lines is the next record's affair, but in a member it tells of damage that the checksum will find.
    fn is_ended(&mut self) -> io::Result<bool> {
        for empty in 0.. {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(true);
            }
            if !line.trim_ascii().is_empty() {
                let ended = is_version(&line) || (self.unpack.is_plain() && empty >= 2);
                self.begun = ended.then_some(line);
                return Ok(ended);
            }
        }
        Ok(true)
    }

    /// Goes where the next record may begin; an error of the file itself is the end.
    fn go_on(&mut self, fault: Fault) -> Reason {
        self.begun = None;
        let (reason, from) = match fault {
            Fault::Stream(error) if self.unpack.is_plain() => {
                self.over = true;
                return error.into();
            }
            Fault::Stream(error) => (Reason::Damaged(error), None),
            Fault::Form { reason, from } => (reason, Some(from)),
        };
        let moved = match from {
            None => self.unpack.recover(),
            Some(from) => self.unpack.seek(from).and_then(|()| self.scan()),
        };
        match moved {
            Ok(found) => self.over = !found,
            Err(_) if from.is_some() && !self.unpack.is_plain() => {
                // Behind the record that is told now, the member is damaged, too.
                self.over = !self.unpack.recover().unwrap_or(false);
            }
            Err(_) => self.over = true,
        }
        reason
    }

    /// Reads on to the first line of a record or the end of the member.
    fn scan(&mut self) -> io::Result<bool> {
        let mut at_start = true;
        loop {
            let line = self.line()?;
            if at_start && is_version(&line) {
                self.begun = Some(line);
                return Ok(true);
            }
            if line.is_empty() {
                return Ok(!self.unpack.is_plain());
            }
            at_start = line.ends_with(b"\n");
        }
    }
}

impl Iterator for Records {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let before = self.number;
            let reason = match self.record() {
                Ok(Outcome::Skipped) => continue,
                Ok(Outcome::Item(mut response)) => {
                    let position = self.unpack.position();
                    response.extent = position.saturating_sub(self.told);
                    self.told = position;
                    return Some(Ok(Item {
                        origin: self.origin.at_part(self.number),
                        payload: Payload::Response(response),
                    }));
                }
                Ok(Outcome::End) => {
                    self.over = true;
                    if self.number > 0 {
                        return None;
                    }
                    return Some(Err(Error::new(self.origin.clone(), Reason::Empty)));
                }
                Ok(Outcome::Refused(reason)) => reason,
                Err(fault) => {
                    self.number = self.number.max(before + 1);
                    self.go_on(fault)
                }
            };
            let origin = self.origin.at_part(self.number);
            return Some(Err(Error::new(origin, reason)));
        }
        None
    }
}

fn is_version(line: &[u8]) -> bool {
    match line.trim_ascii_end().strip_prefix(b"WARC/") {
        Some([major, b'.', minor @ ..]) => {
            major.is_ascii_digit() && !minor.is_empty() && minor.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn is_http(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/http")
}
