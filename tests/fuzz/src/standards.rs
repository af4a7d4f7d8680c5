//! Standards as a publisher's JSON. What is read has no more outcomes than items; what is not says why.

use notyet_interop::case;

pub(crate) fn run(data: &[u8]) {
    match case::read("standards.json", data) {
        Ok(framework) => {
            let (outcomes, tasks) = (framework.outcomes(), framework.tasks());
            assert!(outcomes.len() + tasks.len() <= framework.items.len());
            assert!(tasks.iter().all(|task| !task.outcomes.is_empty()));
        }
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
}
