//! A client that is slow or hostile does not keep others from their pages, and is left in the end.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::channel;
use std::time::Duration;

use chancery_record::Record;
use chancery_web::{Limits, Options, serve};

fn started() -> (SocketAddr, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("chancery.db");
    drop(Record::open(&record).expect("a record"));
    let options = Options {
        record,
        listen: ([127, 0, 0, 1], 0).into(),
        hosts: Vec::new(),
        allow_add: false,
        limits: Limits {
            sending: Duration::from_secs(2),
            connections: 64,
            ..Limits::default()
        },
    };
    let (told, address) = channel();
    std::thread::spawn(move || {
        serve(&options, |served| {
            told.send(served.address).expect("it is awaited")
        })
    });
    (address.recv().expect("an address"), folder)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a timeout");
    stream
}

#[test]
fn half_requests_and_endless_bodies_stall_nobody_and_are_left() {
    let (address, _folder) = started();
    let mut slow: Vec<TcpStream> = (0..40).map(|_| connect(address)).collect();
    for stream in &mut slow {
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            .expect("half a request");
    }
    let mut bodies: Vec<TcpStream> = (0..8).map(|_| connect(address)).collect();
    for stream in &mut bodies {
        let head = b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\nThe";
        stream.write_all(head).expect("half a body");
    }
    let mut large = connect(address);
    large
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ")
        .expect("a head");
    // The server may leave before it is all sent.
    large.write_all(&vec![b'x'; 1 << 20]).ok();
    for _ in 0..10 {
        let mut quick = connect(address);
        quick
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut page = String::new();
        quick.read_to_string(&mut page).expect("an answer");
        assert!(
            page.starts_with("HTTP/1.1 200 ") && page.contains("</html>"),
            "{page}"
        );
    }
    for mut stream in slow.into_iter().chain(bodies) {
        let mut left = String::new();
        // Ended by the server, with or without words; a read that waits for a minute fails.
        let ended = stream.read_to_string(&mut left);
        assert!(
            ended.is_ok()
                || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset),
            "{left}"
        );
        assert!(!left.starts_with("HTTP/1.1 200"), "{left}");
    }
}
