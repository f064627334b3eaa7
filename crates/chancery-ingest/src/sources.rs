//! The walk over files, folders and lines.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Error, Origin, Reason};
use crate::feed::{self, Entries};
use crate::item::{Item, Payload};
use crate::sniff::{self, Form};
use crate::warc::Records;

/// Something that holds documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it except hidden files.
    Path(PathBuf),
    /// Standard input: JSON lines if its first line is a JSON object, else one document.
    StandardInput,
}

/// The documents of some inputs, in order. Folders are walked and lines are read only as far as the iterator is driven.
pub struct Sources {
    files: Files,
    /// The documents of a file that holds many.
    many: Option<Many>,
}

type Many = Box<dyn Iterator<Item = Result<Item, Error>> + Send>;

impl Sources {
    /// The documents of `inputs`.
    pub fn new(inputs: impl IntoIterator<Item = Input>) -> Self {
        Sources {
            files: Files::new(inputs),
            many: None,
        }
    }

    fn open(&mut self, origin: Origin) -> Option<Result<Item, Error>> {
        match origin.path() {
            Some(path) => {
                let path = path.to_path_buf();
                self.open_file(path)
            }
            None => self.open_standard_input(),
        }
    }

    fn open_file(&mut self, path: PathBuf) -> Option<Result<Item, Error>> {
        match sniff::by_name(&path) {
            Form::Warc => self.among(Records::open(Origin::file(&path), &path)),
            Form::Xml if feed::is_feed(&path) => {
                self.among(Entries::open(Origin::file(&path), &path))
            }
            // What it is besides text, its item sees.
            Form::Text | Form::Html | Form::Xml => Some(Ok(Item {
                origin: Origin::file(path),
                payload: Payload::File,
            })),
            Form::JsonLines => match File::open(&path) {
                Ok(file) => {
                    let reader = BufReader::with_capacity(1 << 16, file);
                    self.among(Ok(Lines::new(Origin::file(path), Box::new(reader))))
                }
                Err(error) => Some(Err(Error::new(Origin::file(path), error))),
            },
        }
    }

    /// Goes on with the documents of a file that holds many.
    fn among<M>(&mut self, many: Result<M, Error>) -> Option<Result<Item, Error>>
    where
        M: Iterator<Item = Result<Item, Error>> + Send + 'static,
    {
        match many {
            Ok(many) => {
                self.many = Some(Box::new(many));
                None
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn open_standard_input(&mut self) -> Option<Result<Item, Error>> {
        let origin = Origin::standard_input();
        let mut reader = BufReader::new(io::stdin());
        let mut first = Vec::new();
        if let Err(error) = (&mut reader)
            .take(crate::LARGEST + 1)
            .read_until(b'\n', &mut first)
        {
            return Some(Err(Error::new(origin, error)));
        }
        if is_json_object(&first) {
            let rest = io::Cursor::new(first).chain(reader);
            return self.among(Ok(Lines::new(origin, Box::new(rest))));
        }
        match reader.take(crate::LARGEST + 1).read_to_end(&mut first) {
            Ok(_) => Some(Ok(Item {
                origin,
                payload: Payload::Bytes(first),
            })),
            Err(error) => Some(Err(Error::new(origin, error))),
        }
    }
}

impl Iterator for Sources {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(many) = &mut self.many {
                match many.next() {
                    Some(item) => return Some(item),
                    None => self.many = None,
                }
            }
            let opened = match self.files.next()? {
                Ok(origin) => self.open(origin),
                Err(error) => Some(Err(error)),
            };
            if opened.is_some() {
                return opened;
            }
        }
    }
}

/// The files of some inputs, in order, standard input among them.
pub(crate) struct Files {
    inputs: VecDeque<Input>,
    folder: Option<Folder>,
}

impl Files {
    pub(crate) fn new(inputs: impl IntoIterator<Item = Input>) -> Self {
        Files {
            inputs: inputs.into_iter().collect(),
            folder: None,
        }
    }
}

impl Iterator for Files {
    type Item = Result<Origin, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = &mut self.folder {
                match folder.next() {
                    Some(path) => return Some(path.map(Origin::file)),
                    None => self.folder = None,
                }
            }
            match self.inputs.pop_front()? {
                Input::StandardInput => return Some(Ok(Origin::standard_input())),
                Input::Path(path) if path.is_dir() => self.folder = Some(Folder::open(path)),
                Input::Path(path) => return Some(Ok(Origin::file(path))),
            }
        }
    }
}

/// The bytes that inputs hold altogether, for showing progress; `None` when standard input is among them.
pub fn size(inputs: &[Input]) -> Option<u64> {
    let file = |path: &Path| path.metadata().map_or(0, |file| file.len());
    inputs
        .iter()
        .map(|input| match input {
            Input::StandardInput => None,
            Input::Path(path) if path.is_dir() => {
                let paths = Folder::open(path.clone());
                Some(paths.flatten().map(|path| file(&path)).sum())
            }
            Input::Path(path) => Some(file(path)),
        })
        .sum()
}

pub(crate) fn is_json_object(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.trim_ascii_start().first() == Some(&b'{')
        && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

/// The files below a folder, by name; hidden ones are the system's, not the reader's.
struct Folder {
    root: PathBuf,
    walk: Box<dyn Iterator<Item = walkdir::Result<walkdir::DirEntry>> + Send>,
    found: bool,
    over: bool,
}

impl Folder {
    fn open(root: PathBuf) -> Self {
        let walk = WalkDir::new(&root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        let walk = walk.filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        });
        Folder {
            root,
            walk: Box::new(walk),
            found: false,
            over: false,
        }
    }
}

impl Iterator for Folder {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        for entry in self.walk.by_ref() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    self.found = true;
                    return Some(Ok(entry.into_path()));
                }
                Err(error) => {
                    self.found = true;
                    let origin = Origin::file(error.path().unwrap_or(&self.root));
                    let reason = match error.loop_ancestor() {
                        Some(_) => Reason::Circle,
                        None => Reason::from(
                            error
                                .into_io_error()
                                .unwrap_or_else(|| io::ErrorKind::Other.into()),
                        ),
                    };
                    return Some(Err(Error::new(origin, reason)));
                }
            }
        }
        if self.found || std::mem::replace(&mut self.over, true) {
            return None;
        }
        Some(Err(Error::new(
            Origin::file(&self.root),
            Reason::EmptyFolder,
        )))
    }
}

/// The lines of one source. Empty lines are skipped but counted.
struct Lines {
    origin: Origin,
    reader: Box<dyn BufRead + Send>,
    line: usize,
    found: bool,
    over: bool,
}

impl Lines {
    fn new(origin: Origin, reader: Box<dyn BufRead + Send>) -> Self {
        Lines {
            origin,
            reader,
            line: 0,
            found: false,
            over: false,
        }
    }

    fn fail(&mut self, reason: impl Into<Reason>) -> Option<Result<Item, Error>> {
        self.over = true;
        Some(Err(Error::new(self.origin.clone(), reason)))
    }
}

impl Iterator for Lines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let mut bytes = Vec::new();
            match (&mut self.reader)
                .take(crate::LARGEST + 1)
                .read_until(b'\n', &mut bytes)
            {
                Err(error) => return self.fail(error),
                Ok(0) if self.found => return None,
                Ok(0) => return self.fail(Reason::Empty),
                Ok(_) => self.line += 1,
            }
            if bytes.len() as u64 > crate::LARGEST {
                // The rest of the line could only be taken for a next one: stop here.
                let origin = self.origin.at_line(self.line);
                self.over = true;
                return Some(Err(Error::new(origin, Reason::TooLarge)));
            }
            if !bytes.trim_ascii().is_empty() {
                self.found = true;
                return Some(Ok(Item {
                    origin: self.origin.at_line(self.line),
                    payload: Payload::Line(bytes),
                }));
            }
        }
        None
    }
}
