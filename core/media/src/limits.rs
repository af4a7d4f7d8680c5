//! The numbers of the photo pipeline: what is taken in and what comes out. Mega is 2^20 throughout, because
//! sensors sold as "64 MP" and "24 MP" give 9248 × 6936 and 6000 × 4000, a little over a round million.

/// The greatest JPEG taken in, in bytes: 40 MiB. A 64 MP phone photo at its best quality is about 30 MB.
pub const MAX_BYTES: usize = 40 << 20;

/// The most pixels decoded here from an image of one sequential scan, which needs no whole picture in memory.
pub const MAX_BASELINE_PIXELS: u64 = 64 << 20;

/// The most pixels decoded here from an image whose coefficients must all be held until its last scan: progressive
/// ones, and sequential ones with a scan for each colour. They cost 3 to 12 bytes a pixel.
pub const MAX_PROGRESSIVE_PIXELS: u64 = 24 << 20;

/// The most pixels worth asking the host's decoder for. The greatest phone sensors give 200 MP.
pub const MAX_PIXELS: u64 = 256 << 20;

/// The long side of a processed photo, in pixels. Smaller photos keep their size.
pub const PHOTO_SIDE: u16 = 2048;

/// The JPEG quality of a processed photo, 1–100.
pub const PHOTO_QUALITY: u8 = 80;

/// The long side of a thumbnail, in pixels, unless its bytes ask for less.
pub const THUMB_SIDE: u16 = 320;

/// The greatest thumbnail, in bytes: 20 KB, in thousands.
pub const THUMB_BYTES: usize = 20_000;
