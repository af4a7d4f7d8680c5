//! The program that libFuzzer drives; `NOTYET_FUZZ` names the target. `cargo xtask fuzz` builds and starts it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<notyet_fuzz::Target> = LazyLock::new(|| {
    let name = std::env::var("NOTYET_FUZZ").expect("NOTYET_FUZZ names a target");
    notyet_fuzz::target(&name).expect("NOTYET_FUZZ names a target that there is")
});

fuzz_target!(|data: &[u8]| TARGET.read(data));
