//! What the proofs with real processes and power cuts have in common: chance that follows from a seed, and how far a
//! long run got before it was cut off.

pub mod chance;
pub mod feed;
pub mod kept;
pub mod pusher;
pub mod work;
