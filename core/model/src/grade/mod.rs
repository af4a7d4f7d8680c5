//! From levels to a mark on a transcript, by a policy that students can read: what-if, overrides with
//! their history, requests, and the transcript of proficiencies beside it.
