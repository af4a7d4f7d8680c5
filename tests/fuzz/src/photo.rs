//! Photos as a camera, a host or a hostile device hands them over. What is stripped says nothing but its picture, is
//! taken by the server, and becomes a photo that is taken, too.

use notyet_media::{is_clean_photo, process, strip};
use notyet_protocol::photo::check_photo;

/// The most pixels that are decoded here: enough for every path, and short enough to try thousands in a second.
const MOST_PIXELS: u32 = 1 << 20;

pub(crate) fn run(data: &[u8]) {
    let taken = check_photo(data);
    if is_clean_photo(data) {
        assert_eq!(taken, Ok(()), "a device may send it");
    }
    let Ok(stripped) = strip(data) else { return };
    assert!(is_clean_photo(&stripped.bytes));
    assert_eq!(check_photo(&stripped.bytes), Ok(()));
    if u32::from(stripped.width) * u32::from(stripped.height) > MOST_PIXELS {
        return;
    }
    if let Ok(made) = process(&stripped.bytes, stripped.orientation) {
        for picture in [made.photo, made.thumb] {
            assert!(is_clean_photo(&picture.bytes));
            assert_eq!(check_photo(&picture.bytes), Ok(()));
        }
    }
}
