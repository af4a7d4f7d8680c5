//! Writes the Kotlin and Swift interfaces of the core.
fn main() {
    uniffi::uniffi_bindgen_main()
}
