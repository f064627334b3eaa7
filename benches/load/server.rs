//! The program that serves, and those who would keep it busy.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Failure;

/// A program that serves a record until this is dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    program: Child,
}

impl Server {
    pub fn start(program: &Path, record: &Path) -> Result<Self, Failure> {
        let mut program = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--record"])
            .arg(record)
            .stdout(Stdio::piped())
            .spawn()?;
        let out = program.stdout.take().ok_or("the program has no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .parse();
        let address =
            address.map_err(|_| format!("the program does not say where it listens: {line:?}"))?;
        Ok(Self { address, program })
    }

    /// Connections that send half a request, and such that ask for a page and do not read it.
    pub fn harass(&self, count: usize) -> Result<Vec<TcpStream>, Failure> {
        let mut held = Vec::with_capacity(count);
        for number in 0..count {
            let mut stream = TcpStream::connect(self.address)?;
            let page = "GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n";
            if number % 2 == 0 {
                stream.write_all(b"GET /search?q=the HTTP/1.1\r\nHost: local")?;
            } else {
                stream.write_all(page.repeat(200).as_bytes())?;
            }
            held.push(stream);
        }
        Ok(held)
    }

    /// The most memory that it had, in bytes.
    pub fn memory(&self) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id()))?;
        let mut lines = status.lines();
        let peak = lines
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .ok_or("no VmHWM")?;
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kilobytes * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
