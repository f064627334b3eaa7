//! As much of HTTP as it takes to ask for pages over one connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::Failure;

/// A connection.
pub struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Client {
    pub fn connect(address: SocketAddr) -> Result<Self, Failure> {
        Ok(Self {
            address,
            stream: BufReader::new(connected(address)?),
            body: Vec::new(),
        })
    }

    /// How long it takes until the last byte of a page is there.
    pub fn get(&mut self, path: &str) -> Result<Duration, Failure> {
        self.get_from("localhost", path)
    }

    /// The same of a server that is called by some name: a page holds its own address, so it is made anew for each name.
    pub fn get_from(&mut self, host: &str, path: &str) -> Result<Duration, Failure> {
        let begun = Instant::now();
        // The server ends connections after a while; then a new one is a part of the answer's time.
        if self.ask(host, path).is_err() {
            self.stream = BufReader::new(connected(self.address)?);
            self.ask(host, path)?;
        }
        Ok(begun.elapsed())
    }

    /// The JSON of a page.
    pub fn json(&mut self, path: &str) -> Result<serde_json::Value, Failure> {
        self.get(path)?;
        Ok(serde_json::from_slice(&self.body)?)
    }

    fn ask(&mut self, host: &str, path: &str) -> Result<(), Failure> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(format!("{path}: {line:?}").into());
        }
        let mut length = 0;
        loop {
            line.clear();
            if self.stream.read_line(&mut line)? == 0 {
                return Err("the answer has no end".into());
            }
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(number) = line.strip_prefix("content-length:") {
                length = number.trim().parse()?;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(())
    }
}

fn connected(address: SocketAddr) -> Result<TcpStream, Failure> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    Ok(stream)
}
