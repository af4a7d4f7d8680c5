//! The sync server and its administration commands.

fn main() -> std::process::ExitCode {
    notyet_server::cli::run()
}
