//! What several of these tests share: small JPEGs of known kinds, and a decoder to look at results with.

#![allow(dead_code, reason = "each test file takes what it needs")]

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use notyet_media::fixtures::draw_page;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

/// How a JPEG is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Baseline,
    Progressive,
    /// A scan for each colour, as the encoder does for this sampling.
    ScanPerColour,
    Grey,
    WithRestarts,
    FullColour,
}

pub(crate) const KINDS: [Kind; 6] = [
    Kind::Baseline,
    Kind::Progressive,
    Kind::ScanPerColour,
    Kind::Grey,
    Kind::WithRestarts,
    Kind::FullColour,
];

/// A plain notebook page.
pub(crate) fn page(width: u16, height: u16, kind: Kind) -> Vec<u8> {
    encode(&draw_page(width, height, 11), width, height, kind)
}

/// Red, green and blue bytes as a JPEG.
pub(crate) fn encode(rgb: &[u8], width: u16, height: u16, kind: Kind) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(match kind {
        Kind::FullColour => SamplingFactor::R_4_4_4,
        Kind::ScanPerColour => SamplingFactor::R_4_1_1,
        _ => SamplingFactor::R_4_2_0,
    });
    encoder.set_progressive(kind == Kind::Progressive);
    if kind == Kind::WithRestarts {
        encoder.set_restart_interval(3);
    }
    if kind == Kind::Grey {
        let grey: Vec<u8> = rgb.chunks_exact(3).map(|pixel| pixel[1]).collect();
        encoder.encode(&grey, width, height, ColorType::Luma).unwrap();
    } else {
        encoder.encode(rgb, width, height, ColorType::Rgb).unwrap();
    }
    bytes
}

/// Width, height and red, green and blue bytes.
pub(crate) fn decode(jpeg: &[u8]) -> (usize, usize, Vec<u8>) {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let pixels = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    (width, height, pixels)
}

/// Whether `needle` stands anywhere in `bytes`.
pub(crate) fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// Chance for tests: a seed that is printed gives the same choices again.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}
