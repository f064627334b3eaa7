//! The command that shows the record in a browser.

use std::net::SocketAddr;

use clap::Args;

use super::record::RecordFile;

const EXAMPLES: &str = "\
Examples:
  chancery serve                               open http://127.0.0.1:8080 in a browser on this machine
  chancery serve --record uk.db --listen 127.0.0.1:9000
  chancery serve --listen 127.0.0.1:0          a port that is free; standard output tells which
  chancery serve --allow-add                   texts that are read on the page can be added by who has the printed address
  curl -s 'http://127.0.0.1:8080/search.json?q=fisheries&by=NO'
      every page has its JSON (.json) and its tables as CSV (.csv); /api describes them

Nothing is fetched from elsewhere. Without --allow-add nothing is written, and a text that is pasted on a page is read and
not kept. Beside the names of this machine and addresses, only names given with --host are answered; whoever can reach the
address can read the record.

Exit status: 0 when it is stopped (Ctrl-C); 1 when the record cannot be read or the address not be listened at; 2 when the
command line is wrong.";

/// Show the record in a browser: pages, JSON and CSV over HTTP
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ServeArgs {
    #[command(flatten)]
    pub record: RecordFile,

    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// A name by which browsers call this machine; several are separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub host: Vec<String>,

    /// Let who has the printed address add documents
    #[arg(long)]
    pub allow_add: bool,
}
