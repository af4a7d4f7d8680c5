//! The photo pipeline: what a camera hands over goes in, a photo that says nothing but its picture comes out.
//! It owns what may stay in a JPEG ([`strip`], [`is_clean_photo`]) and how it becomes the picture and the
//! thumbnail that travel ([`process`]), and what a person may change of one ([`mark_up`]). It never touches the disk, the
//! clock or the network, and never keeps a byte of location or device data.
//!
//! A photo is stripped before its first byte is written, by copying segments without decoding, so that saving
//! never waits for a decoder. Processing comes later, off the main thread: it decodes a band of rows at a time and
//! shrinks each as it comes, so that memory depends on the photo's width and hardly on its size.

mod clean;
mod decode;
mod encode;
mod exif;
mod fault;
#[cfg(feature = "test-support")]
pub mod fixtures;
mod frame;
mod limits;
mod markup;
mod orientation;
mod plane;
mod process;
mod qr;
mod segments;
mod shrink;
mod strip;

pub use clean::is_clean_photo;
pub use fault::PhotoFault;
pub use limits::{
    MAX_BASELINE_PIXELS, MAX_BYTES, MAX_PIXELS, MAX_PROGRESSIVE_PIXELS, PHOTO_QUALITY, PHOTO_SIDE,
    THUMB_BYTES, THUMB_SIDE,
};
pub use markup::{Area, Edit, Rgb, Side, Spot, Stroke, mark_up};
pub use orientation::Orientation;
pub use process::{Picture, Processed, process};
pub use qr::{Qr, draw_qr, read_qr};
pub use strip::{Stripped, strip};
