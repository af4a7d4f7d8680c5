//! `notyet-export`: every level of a class and why it stands, in the one form of the crate's library, to standard output.
#![allow(clippy::print_stdout, reason = "a command's output is for other programs")]

use anyhow::Result;
use clap::{Parser, Subcommand};
use notyet_export::{Person, Rows, cases, lines, of_device, written};
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "Every level of a class and why it stands, a line of JSON each.")]
struct Cli {
    #[command(subcommand)]
    from: From,
}

#[derive(Subcommand)]
enum From {
    /// As a teacher's device shows it. The device's window must be closed.
    Device {
        /// The device's folder.
        #[arg(long)]
        folder: PathBuf,
        /// The teacher's PIN.
        #[arg(long)]
        pin: String,
        /// The class's title.
        #[arg(long)]
        class: String,
    },
    /// As the model makes it of a server's rows. The server may go on running.
    Server {
        /// The school's folder.
        #[arg(long)]
        folder: PathBuf,
        /// The class's title.
        #[arg(long)]
        class: String,
    },
    /// Instead of levels: a server's rows as cases for `cargo xtask level`.
    Cases {
        /// The school's folder.
        #[arg(long)]
        folder: PathBuf,
        /// The class's title.
        #[arg(long)]
        class: String,
    },
    /// From the answers of `cargo xtask level` on standard input.
    Answers,
}

fn main() -> Result<()> {
    let text = match Cli::parse().from {
        From::Device { folder, pin, class } => {
            let runtime = tokio::runtime::Runtime::new()?;
            written(runtime.block_on(of_device(Person { folder: &folder, pin: &pin }, &class))?)
        }
        From::Server { folder, class } => written(Rows::read(&folder, &class)?.lines()),
        From::Cases { folder, class } => cases(&Rows::read(&folder, &class)?)?,
        From::Answers => written(lines(&std::io::read_to_string(std::io::stdin())?)?),
    };
    print!("{text}");
    Ok(())
}
