//! The sync server and its administration commands.
fn main() {}
