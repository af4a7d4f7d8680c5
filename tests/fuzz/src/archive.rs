//! Zips as a school's technician brings them: what comes out keeps to the limits, whatever the zip claims.

use notyet_interop::archive::{Limits, unzip};

const LIMITS: Limits = Limits { entries: 200, file_bytes: 1 << 20, total_bytes: 4 << 20 };

pub(crate) fn run(data: &[u8]) {
    match unzip(data, LIMITS) {
        Ok(files) => {
            assert!(files.len() <= LIMITS.entries);
            let lengths = files.iter().map(|(_, content)| content.len() as u64);
            assert!(lengths.clone().all(|length| length <= LIMITS.file_bytes));
            assert!(lengths.sum::<u64>() <= LIMITS.total_bytes);
        }
        Err(faults) => assert!(!faults.is_empty() && faults.iter().all(|it| !it.rule.to_string().is_empty())),
    }
}
