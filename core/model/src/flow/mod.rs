//! The steps that people take with each other: retakes, readiness, choices and proposals, goals, feedback,
//! peer rounds. Each is a fold of facts into a state, and a step that the state does not allow is a named rule.
