//! QR codes: drawn for a screen, and read from a photo of one. What their text means is others' to say.

use qrcode::{Color, EcLevel, QrCode};
use rqrr::PreparedImage;

use crate::PhotoFault;
use crate::decode::decode_to;
use crate::frame::inspect;
use crate::process::fit;

/// Pixels on the long side of the picture in which codes are looked for. A code that fills a fifth of it still has some
/// five pixels to a module.
const LOOK_SIDE: u16 = 1024;

/// A code as squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Squares on each side, without the quiet zone of four that belongs around them.
    pub side: usize,
    /// Row by row, whether a square is dark.
    pub dark: Vec<bool>,
}

/// Draws a text, so that 15 % of it may be covered or smeared. `None`: it is too long for any code.
pub fn draw_qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Qr { side: code.width(), dark })
}

/// Reads the first code that a photo shows, however it is turned. `None`: it shows none that can be read.
///
/// Takes about as long as [`process`](crate::process()), and blocks its thread.
///
/// # Errors
/// [`PhotoFault`]: the photo itself cannot be read.
pub fn read_qr(jpeg: &[u8]) -> Result<Option<String>, PhotoFault> {
    let admitted = inspect(jpeg)?;
    let size = fit((admitted.frame.width, admitted.frame.height), LOOK_SIDE);
    let luma = decode_to(jpeg, admitted, size)?.planes.luma;
    let mut picture = PreparedImage::prepare_from_greyscale(luma.width, luma.height, |x, y| {
        luma.samples[y * luma.width + x]
    });
    Ok(picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{photo_of_squares, sample_photo};

    const TEXT: &str =
        "app.notyet:/join?server=https%3A%2F%2Fschool.example&code=0123-4567-89AB-CDEF-GHJK-MNPQ-RS";

    fn photo(qr: &Qr, pixels: usize, darkest: u8) -> Vec<u8> {
        photo_of_squares(qr.side, &qr.dark, pixels, darkest)
    }

    #[test]
    fn what_is_drawn_is_read_large_and_small_and_pale() {
        let qr = draw_qr(TEXT).unwrap();
        assert_eq!(qr.dark.len(), qr.side * qr.side);
        for (pixels, darkest) in [(4, 20), (9, 20), (30, 60), (6, 140)] {
            assert_eq!(
                read_qr(&photo(&qr, pixels, darkest)).unwrap().as_deref(),
                Some(TEXT),
                "{pixels} {darkest}"
            );
        }
    }

    #[test]
    fn a_smear_over_a_tenth_of_it_does_no_harm() {
        let mut qr = draw_qr(TEXT).unwrap();
        let (from, to) = (qr.side * qr.side / 2, qr.side * qr.side * 6 / 10);
        for index in from..to {
            // The patterns at the left and right edges and the timing lines stay.
            if (9..qr.side - 9).contains(&(index % qr.side)) && index % 3 == 0 {
                qr.dark[index] = false;
            }
        }
        assert_eq!(read_qr(&photo(&qr, 8, 20)).unwrap().as_deref(), Some(TEXT));
    }

    #[test]
    fn a_photo_without_a_code_shows_none_and_what_is_no_photo_is_refused() {
        assert_eq!(read_qr(&sample_photo(640, 480, 1)).unwrap(), None);
        assert_eq!(read_qr(b"no photo"), Err(PhotoFault::NotAPhoto));
    }

    #[test]
    fn a_text_that_no_code_holds_is_not_drawn() {
        assert_eq!(draw_qr(&"x".repeat(5_000)), None);
    }
}
