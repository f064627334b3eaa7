//! Where an export is written: standard output, or files that appear when they are whole.
//!
//! Only what is a file, or not there, is replaced. A device or a pipe is written to as it is: taking its name would remove
//! it. A link stays one; what it leads to is replaced.

use std::fs::File;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use chancery_arrow::{Format, Table};
use tempfile::NamedTempFile;

use crate::Failure;

/// What is written in one go.
const BUFFER: usize = 1 << 16;

/// A stream that becomes a file, or is standard output.
pub struct Place {
    out: Out,
    name: String,
}

enum Out {
    Stdout(BufWriter<Stdout>),
    /// A device or a pipe.
    Device(BufWriter<File>),
    File {
        out: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Place {
    /// Standard output, or the file asked for.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Place {
                out: Out::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())),
                name: "standard output".to_owned(),
            });
        };
        if path.is_dir() {
            return Err(Failure::Usage(format!(
                "{}: is a folder — name a file in it",
                path.display()
            )));
        }
        Self::named(path)
    }

    /// What stands under a name, or is to stand there.
    fn named(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let told = |error: &io::Error| Failure::writing(error, &name);
        // A link that leads nowhere is taken for what it is: nobody knows where the file should be.
        match std::fs::symlink_metadata(path) {
            Ok(_) => {
                let path = path.canonicalize().map_err(|error| told(&error))?;
                if path.is_file() {
                    return Self::file(path, name);
                }
                let device = File::options().write(true).open(&path);
                let device = device.map_err(|error| told(&error))?;
                Ok(Place {
                    out: Out::Device(BufWriter::with_capacity(BUFFER, device)),
                    name,
                })
            }
            Err(_) => Self::file(path.to_path_buf(), name),
        }
    }

    /// A file beside the one asked for, whose name it takes at the end: whoever looks finds all of it, or what was there.
    fn file(path: PathBuf, name: String) -> Result<Self, Failure> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{file}.");
        builder.prefix(&prefix).suffix(".part");
        #[cfg(unix)]
        {
            // As files usually are made, not for their owner alone.
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        match builder.tempfile_in(folder.unwrap_or(Path::new("."))) {
            Ok(file) => Ok(Place {
                out: Out::File {
                    out: BufWriter::with_capacity(BUFFER, file),
                    path,
                },
                name,
            }),
            // Without the name of the file beside, which the user has not given.
            Err(error) => Err(Failure::writing(&error.kind().into(), &name)),
        }
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Everything is written: the file takes its name.
    pub fn finish(self) -> Result<(), Failure> {
        let Place { out, name } = self;
        keep(out).map_err(|error| Failure::writing(&error, &name))
    }
}

fn keep(out: Out) -> io::Result<()> {
    match out {
        Out::Stdout(mut out) => out.flush(),
        Out::Device(mut out) => out.flush(),
        Out::File { out, path } => {
            let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            Ok(())
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Stdout(out) => out.write(bytes),
            Out::Device(out) => out.write(bytes),
            Out::File { out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Stdout(out) => out.flush(),
            Out::Device(out) => out.flush(),
            Out::File { out, .. } => out.flush(),
        }
    }
}

/// Places for tables: one for each.
pub struct Folder {
    /// The tables with their places, in the order of the tables.
    pub places: Vec<(Table, Place)>,
}

impl Folder {
    /// One table goes to standard output or a file, unless a folder is named; several into a folder, which is made.
    pub fn open(path: Option<&Path>, tables: &[Table], format: Format) -> Result<Self, Failure> {
        let alone = tables.len() == 1;
        let place = match path {
            None if alone && format != Format::Parquet => Place::open(None)?,
            None if alone => {
                return Err(Failure::Usage(
                    "a Parquet file is not for standard output — name it with --output".to_owned(),
                ));
            }
            None => {
                return Err(Failure::Usage(
                    "several tables need a folder — name it with --output, or one table with --table"
                        .to_owned(),
                ));
            }
            Some(path) if alone && !is_folder(path) => Place::open(Some(path))?,
            Some(folder) => return Self::below(folder, tables, format),
        };
        let places = tables.iter().copied().zip([place]).collect();
        Ok(Folder { places })
    }

    fn below(folder: &Path, tables: &[Table], format: Format) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::writing(&error, &folder.display().to_string()))?;
        let place = |&table: &Table| {
            let name = format!("{}.{}", table.name(), format.extension());
            Ok((table, Place::named(&folder.join(name))?))
        };
        let places = tables.iter().map(place).collect::<Result<_, Failure>>()?;
        Ok(Folder { places })
    }
}

/// Whether a path is meant as a folder: it is one, or ends as one.
fn is_folder(path: &Path) -> bool {
    let ends = path.as_os_str().to_string_lossy();
    path.is_dir() || ends.ends_with(std::path::is_separator)
}
