//! Standards as a publisher's JSON. What is read has no more outcomes than items; what is not says why.

use notyet_interop::case;

pub(crate) fn run(data: &[u8]) {
    match case::read("standards.json", data) {
        Ok(framework) => assert!(framework.outcomes().len() <= framework.items.len()),
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
}
