//! A teacher's code as a camera may see it, with squares turned over, and addresses that open the app. What is read as
//! an invitation is read again from what is written of it.

use notyet_media::fixtures::photo_of_squares;
use notyet_media::{draw_qr, read_qr};
use notyet_protocol::invitation::Invitation;

const ADDRESS: &str = "app.notyet:/join?server=https%3A%2F%2Fschool.example&class=ABCD-EFGH";

pub(crate) fn run(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        invitation(text);
    }
    let mut qr = draw_qr(ADDRESS).expect("a code holds it");
    for pair in data.chunks_exact(2) {
        let square = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % qr.dark.len();
        qr.dark[square] = !qr.dark[square];
    }
    if let Ok(Some(text)) = read_qr(&photo_of_squares(qr.side, &qr.dark, 4, 30)) {
        invitation(&text);
    }
}

fn invitation(text: &str) {
    if let Some(read) = Invitation::read(text) {
        assert_eq!(Invitation::read(&read.to_string()), Some(read));
    }
}
