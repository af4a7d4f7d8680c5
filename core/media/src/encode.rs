//! Writes planes as a JPEG. It owns the encoder's settings: sequential, colour at half its sides, fixed tables, so
//! that the same planes give the same bytes; it writes no metadata.

use jpeg_encoder::{ChromaSubsamplingMethod, Encoder, ImageBuffer, JpegColorType, SamplingFactor};

use crate::decode::Planes;
use crate::plane::Plane;

/// Encodes at `quality`, 1–100. Both sides are at most 65,535.
pub(crate) fn encode(planes: &Planes, quality: u8) -> Vec<u8> {
    // A notebook page at quality 80 takes about a byte for four pixels.
    let mut bytes = Vec::with_capacity(planes.luma.samples.len() / 4);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    // The encoder is given each sample of colour four times over; it takes back the first of them.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Nearest);
    encoder
        .encode_image(Rows(planes))
        .expect("both sides are from 1 to 65,535 and writing to memory goes well");
    bytes
}

struct Rows<'a>(&'a Planes);

impl ImageBuffer for Rows<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.0.chroma.is_some() { JpegColorType::Ycbcr } else { JpegColorType::Luma }
    }

    fn width(&self) -> u16 {
        side(self.0.luma.width)
    }

    fn height(&self) -> u16 {
        side(self.0.luma.height)
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let y = usize::from(y);
        let [luma, blue, red, _] = buffers;
        luma.extend_from_slice(self.0.luma.row(y));
        if let Some(chroma) = &self.0.chroma {
            for (plane, buffer) in chroma.iter().zip([blue, red]) {
                double(plane.row(y / 2), self.0.luma.width, buffer);
            }
        }
    }
}

fn double(half: &[u8], width: usize, into: &mut Vec<u8>) {
    let start = into.len();
    into.resize(start + half.len() * 2, 0);
    for (pair, &sample) in into[start..].chunks_exact_mut(2).zip(half) {
        pair.fill(sample);
    }
    into.truncate(start + width);
}

fn side(samples: usize) -> u16 {
    u16::try_from(samples).expect("a side of a JPEG has 16 bits")
}

impl Planes {
    /// The picture at another size.
    pub(crate) fn resized(&self, width: u16, height: u16) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        let halved = |plane: &Plane| plane.resized(width.div_ceil(2), height.div_ceil(2));
        Self {
            luma: self.luma.resized(width, height),
            chroma: self.chroma.as_ref().map(|[blue, red]| [halved(blue), halved(red)]),
        }
    }
}
