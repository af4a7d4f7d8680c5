//! Decodes a JPEG into planes that are already at the size wanted. It owns the decoder; it never holds the decoded
//! picture at its full size, except as coefficients where the JPEG's kind leaves no choice.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::{JpegDecoder, RawImcuRowStatus};

use crate::PhotoFault;
use crate::frame::Admitted;
use crate::plane::Plane;
use crate::shrink::Shrinker;

/// A picture as JPEG stores it: one plane of brightness, and two of colour at half its sides (rounded up).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planes {
    pub(crate) luma: Plane,
    pub(crate) chroma: Option<[Plane; 2]>,
}

/// A decoded picture and whether all of it was there.
pub(crate) struct Decoded {
    pub(crate) planes: Planes,
    pub(crate) complete: bool,
}

/// Mid-grey brightness, or no colour: what stands for rows that are not there.
const NOTHING: u8 = 128;

/// Decodes to `width` × `height`. Where the data are torn, what came before is kept and the rest is grey.
pub(crate) fn decode_to(jpeg: &[u8], admitted: Admitted, size: (u16, u16)) -> Result<Decoded, PhotoFault> {
    // Strict tells where the data go wrong; lenient would fill the rest without a word. A progressive picture has no
    // rows at all before its last scan, so there the lenient way is the only one that keeps anything.
    match decode_in(Strictness::Strict, jpeg, admitted, size) {
        Err(PhotoFault::Damaged(_) | PhotoFault::Truncated) => {
            let lenient = decode_in(Strictness::Lenient, jpeg, admitted, size)?;
            Ok(Decoded { complete: false, ..lenient })
        }
        decided => decided,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    Strict,
    Lenient,
}

fn decode_in(
    strictness: Strictness,
    jpeg: &[u8],
    admitted: Admitted,
    (width, height): (u16, u16),
) -> Result<Decoded, PhotoFault> {
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_strict_mode(strictness == Strictness::Strict);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    decoder.decode_headers().map_err(|_| PhotoFault::Damaged("headers"))?;
    let colours = decoder.input_colorspace();
    if !matches!(colours, Some(ColorSpace::YCbCr | ColorSpace::Luma | ColorSpace::RGB)) {
        return Err(PhotoFault::Unsupported("colours"));
    }
    let is_rgb = colours == Some(ColorSpace::RGB);
    let (width, height) = (usize::from(width), usize::from(height));
    let count = usize::from(admitted.frame.components);
    let layout = {
        let raw = decoder.raw_output();
        raw.layout().filter(|_| raw.num_components() == Some(count))
    };
    let layout = layout.ok_or(PhotoFault::Damaged("colours that change"))?;
    let mut shrinkers: Vec<Shrinker> = layout[..count]
        .iter()
        .enumerate()
        .map(|(index, plane)| {
            let halved = index > 0 && !is_rgb;
            let to = if halved { (width.div_ceil(2), height.div_ceil(2)) } else { (width, height) };
            Shrinker::new((plane.width, plane.height), to, plane.vertical_sampling_factor * 8)
        })
        .collect();
    let strides: Vec<usize> = layout[..count].iter().map(|plane| plane.width).collect();
    let rows_need_data =
        !admitted.held_whole && layout[0].width / (8 * layout[0].horizontal_sampling_factor) > LOOKAHEAD;
    while !(rows_need_data && is_used_up(&mut decoder, jpeg)) {
        let mut rooms: Vec<&mut [u8]> = shrinkers.iter_mut().map(Shrinker::room).collect();
        match decoder.raw_output().decode_next_imcu_row(&mut rooms, &strides) {
            Ok(RawImcuRowStatus::RowReady { rows_written }) => {
                for (shrinker, rows) in shrinkers.iter_mut().zip(rows_written) {
                    shrinker.take(rows);
                }
            }
            // Whatever stopped it, the rows above are good.
            Ok(_) | Err(_) => break,
        }
    }
    if shrinkers.iter().any(|shrinker| shrinker.taken() == 0) {
        return Err(PhotoFault::Damaged("picture data"));
    }
    let complete = shrinkers.iter().all(|shrinker| shrinker.missing() == 0);
    let mut planes =
        shrinkers.into_iter().zip(&layout).map(|(shrinker, plane)| fill_and_finish(shrinker, plane.width));
    let first = planes.next().expect("a frame has a colour");
    let chroma = planes.next().zip(planes.next()).map(|(blue, red)| [blue, red]);
    let planes = match chroma {
        Some([green, blue]) if is_rgb => from_rgb(first, green, blue),
        chroma => Planes { luma: first, chroma },
    };
    Ok(Decoded { planes, complete })
}

/// The decoder reads at most 64 bits ahead and a block takes at least 2, so that a row of more blocks than this cannot
/// be all in what was read ahead.
const LOOKAHEAD: usize = 32;

/// Whether the end of the image has been read. The decoder would make up the rows after it without a word.
fn is_used_up(decoder: &mut JpegDecoder<ZCursor<&[u8]>>, jpeg: &[u8]) -> bool {
    decoder.inner_reader().position().is_ok_and(|position| position >= jpeg.len() as u64)
}

/// Puts grey in the place of rows that did not come.
fn fill_and_finish(mut shrinker: Shrinker, width: usize) -> Plane {
    while shrinker.missing() > 0 {
        shrinker.room()[..width].fill(NOTHING);
        shrinker.take(1);
    }
    shrinker.finish()
}

/// Some editors store red, green and blue as they are.
fn from_rgb(mut red: Plane, mut green: Plane, mut blue: Plane) -> Planes {
    for ((r, g), b) in red.samples.iter_mut().zip(&mut green.samples).zip(&mut blue.samples) {
        (*r, *g, *b) = jpeg_encoder::rgb_to_ycbcr(*r, *g, *b);
    }
    let (width, height) = (red.width.div_ceil(2), red.height.div_ceil(2));
    Planes { luma: red, chroma: Some([green.resized(width, height), blue.resized(width, height)]) }
}
