//! Tests of the façade over a real network and a real server; see `tests/`. The story that both windows play is
//! `cargo xtask run --headless`.
