//! The school's server as it ships, under a name that the programs of this package may start.

fn main() -> std::process::ExitCode {
    notyet_server::cli::run()
}
