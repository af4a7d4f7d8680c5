//! Processing: size, direction, colours and bytes of what comes out.

#![allow(clippy::unwrap_used, reason = "a fixture that cannot be made ends the test")]

mod support;

use notyet_media::fixtures::{dress, sample_photo};
use notyet_media::{Orientation, PHOTO_SIDE, Picture, Processed, THUMB_BYTES, THUMB_SIDE, process, strip};
use sha2::{Digest, Sha256};
use support::{Chance, KINDS, Kind, decode, encode, page};

const RED: [u8; 3] = [210, 40, 40];
const GREEN: [u8; 3] = [40, 180, 60];
const BLUE: [u8; 3] = [40, 60, 200];
const WHITE: [u8; 3] = [240, 240, 240];

#[test]
fn each_orientation_puts_the_corners_where_they_belong() {
    // Top left, top right, bottom left, bottom right, as EXIF 2.32 describes rows and columns for each value.
    let expected = [
        [RED, GREEN, BLUE, WHITE],
        [GREEN, RED, WHITE, BLUE],
        [WHITE, BLUE, GREEN, RED],
        [BLUE, WHITE, RED, GREEN],
        [RED, BLUE, GREEN, WHITE],
        [BLUE, RED, WHITE, GREEN],
        [WHITE, GREEN, BLUE, RED],
        [GREEN, WHITE, RED, BLUE],
    ];
    let quarters = quarters(96, 64);
    for (value, corners) in (1..).zip(expected) {
        let orientation = Orientation::from_exif(value).unwrap();
        let stripped = strip(&dress(&encode(&quarters, 96, 64, Kind::Baseline), orientation)).unwrap();
        let processed = process(&stripped.bytes, stripped.orientation).unwrap();
        let size = if value >= 5 { (64, 96) } else { (96, 64) };
        for picture in [&processed.photo, &processed.thumb] {
            assert_eq!((picture.width, picture.height), size, "orientation {value}");
            for (corner, colour) in corners_of(picture).into_iter().zip(corners) {
                assert!(close(corner, colour, 12), "orientation {value}: {corner:?} for {colour:?}");
            }
        }
    }
}

#[test]
fn every_kind_of_jpeg_gives_the_same_picture() {
    let reference = whole(&page(2500, 900, Kind::FullColour), Orientation::Upright);
    let (.., wanted) = decode(&reference.photo.bytes);
    for kind in KINDS {
        let processed = whole(&page(2500, 900, kind), Orientation::Upright);
        assert_eq!((processed.photo.width, processed.photo.height), (2048, 737), "{kind:?}");
        let (.., pixels) = decode(&processed.photo.bytes);
        // Brightness decides whether writing can be read; green stands for it here, as in the grey fixture.
        let off = pixels.iter().skip(1).step_by(3).zip(wanted.iter().skip(1).step_by(3));
        let off = off.map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / (wanted.len() / 3) as f64;
        assert!(off < 3.0, "{kind:?}: {off:.2} levels off on average");
    }
}

#[test]
fn red_green_and_blue_stored_as_they_are_come_out_as_they_were() {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.encode_image(AsRgb(quarters(64, 64), 64)).unwrap();
    // The encoder names three components 1, 2, 3; the Adobe segment says that they are no YCbCr.
    let adobe = b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0";
    let photo = [&bytes[..2], adobe, &bytes[20..]].concat();
    let stripped = strip(&photo).unwrap();
    let processed = whole(&stripped.bytes, Orientation::Upright);
    for (corner, colour) in corners_of(&processed.photo).into_iter().zip([RED, GREEN, BLUE, WHITE]) {
        assert!(close(corner, colour, 14), "{corner:?} for {colour:?}");
    }
}

#[test]
fn photos_shrink_to_the_limit_and_never_grow() {
    for (from, to, thumb) in [
        ((2600, 1300), (2048, 1024), (320, 160)),
        ((1300, 2600), (1024, 2048), (160, 320)),
        ((2049, 7), (2048, 7), (320, 1)),
        ((301, 77), (301, 77), (301, 77)),
        ((1, 1), (1, 1), (1, 1)),
        ((9000, 1), (2048, 1), (320, 1)),
    ] {
        let processed = whole(&page(from.0, from.1, Kind::Baseline), Orientation::Upright);
        assert_eq!((processed.photo.width, processed.photo.height), to);
        assert_eq!((processed.thumb.width, processed.thumb.height), thumb);
        let (width, height, _) = decode(&processed.photo.bytes);
        assert_eq!((width, height), (usize::from(to.0), usize::from(to.1)));
    }
}

#[test]
fn a_12_megapixel_photo_becomes_small_the_same_each_time() {
    let photo = sample_photo(4032, 3024, 1);
    assert!((3_000_000..5_000_000).contains(&photo.len()), "{} bytes are not like a camera's", photo.len());
    let stripped = strip(&photo).unwrap();
    let first = whole(&stripped.bytes, Orientation::Clockwise);
    assert_eq!((first.photo.width, first.photo.height), (1536, PHOTO_SIDE));
    assert_eq!((first.thumb.width, first.thumb.height), (240, THUMB_SIDE));
    assert_eq!(first.photo.sha256[..], Sha256::digest(&first.photo.bytes)[..]);
    assert_eq!(first.thumb.sha256[..], Sha256::digest(&first.thumb.bytes)[..]);
    assert_eq!(whole(&stripped.bytes, Orientation::Clockwise), first);
}

#[test]
fn a_thumbnail_fits_even_for_a_picture_of_pure_noise() {
    let mut chance = Chance(0x5EED);
    let noise: Vec<u8> = (0..640 * 640 * 3).map(|_| chance.below(256) as u8).collect();
    let thumb = whole(&encode(&noise, 640, 640, Kind::FullColour), Orientation::Upright).thumb;
    assert!(thumb.bytes.len() <= THUMB_BYTES, "{} bytes", thumb.bytes.len());
    assert_eq!(decode(&thumb.bytes).0, usize::from(thumb.width));
}

#[test]
fn a_picture_that_stops_half_way_keeps_its_upper_half() {
    for kind in [Kind::Baseline, Kind::WithRestarts, Kind::Grey] {
        let photo = page(1200, 1600, kind);
        let cut = [&photo[..photo.len() / 2], &[0xFF, 0xD9]].concat();
        let stripped = strip(&cut).unwrap();
        let processed = process(&stripped.bytes, stripped.orientation).unwrap();
        assert!(!processed.complete, "{kind:?}");
        let whole = whole(&photo, Orientation::Upright);
        let (width, height, pixels) = decode(&processed.photo.bytes);
        let (.., wanted) = decode(&whole.photo.bytes);
        assert_eq!((width, height), (1200, 1600));
        let quarter = width * height * 3 / 4;
        let off = pixels[..quarter].iter().zip(&wanted[..quarter]).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(off <= Some(2), "{kind:?}: {off:?}");
    }
}

fn whole(jpeg: &[u8], orientation: Orientation) -> Processed {
    let processed = process(jpeg, orientation).unwrap();
    assert!(processed.complete);
    processed
}

fn quarters(width: usize, height: usize) -> Vec<u8> {
    (0..width * height)
        .flat_map(|at| match (at % width < width / 2, at / width < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
        .collect()
}

fn corners_of(picture: &Picture) -> [[u8; 3]; 4] {
    let (width, height, pixels) = decode(&picture.bytes);
    let at = |x: usize, y: usize| pixels[(y * width + x) * 3..][..3].try_into().unwrap();
    let (right, bottom) = (width - 5, height - 5);
    [at(4, 4), at(right, 4), at(4, bottom), at(right, bottom)]
}

fn close(a: [u8; 3], b: [u8; 3], most: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= most)
}

/// Hands the encoder red, green and blue as if they were its own three components.
struct AsRgb(Vec<u8>, u16);

impl jpeg_encoder::ImageBuffer for AsRgb {
    fn get_jpeg_color_type(&self) -> jpeg_encoder::JpegColorType {
        jpeg_encoder::JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.1
    }

    fn height(&self) -> u16 {
        self.1
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let row = usize::from(self.1) * 3;
        for pixel in self.0[usize::from(y) * row..][..row].chunks_exact(3) {
            for (buffer, &value) in buffers.iter_mut().zip(pixel) {
                buffer.push(value);
            }
        }
    }
}
