//! Zips that are damaged, hostile or packed in an unexpected way, and what is said about them.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use notyet_interop::archive::{ArchiveFault, ArchiveRule, Limits, MAX_FILE_BYTES, unzip, zip_folder};
use notyet_interop::oneroster::{Fault, Rule, read_files, read_zip};
use support::{Files, fixture, folder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static ZEROS: [u8; 1 << 20] = [0; 1 << 20];

/// A zip in which each name holds as many zero bytes, well squeezed.
fn bomb(entries: &[(&str, u64)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, length) in entries {
        writer.start_file(*name, options).expect("memory takes it");
        let mut left = *length as usize;
        while left > 0 {
            let part = left.min(ZEROS.len());
            writer.write_all(&ZEROS[..part]).expect("memory takes it");
            left -= part;
        }
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn of(file: &str, rule: ArchiveRule) -> ArchiveFault {
    ArchiveFault { file: Some(file.to_owned()), rule }
}

fn sentences(zip: &[u8]) -> String {
    read_zip(zip).expect_err("the zip is broken").to_string()
}

#[test]
fn what_was_zipped_comes_out_again() {
    let files = folder("demo/roster");
    let out: Files = unzip(&zip_folder(&files).unwrap(), Limits::default()).unwrap().into_iter().collect();
    assert_eq!(out, files);
}

#[test]
fn something_that_is_no_zip() {
    let fault = Fault {
        file: "the zip".to_owned(),
        row: None,
        column: None,
        rule: Rule::Archive(ArchiveRule::Readable),
        value: None,
    };
    for bytes in [&b""[..], b"sourcedId,status", &fixture("demo/roster.zip")[..4000]] {
        assert_eq!(read_zip(bytes).unwrap_err().all(), std::slice::from_ref(&fault));
    }
    assert_eq!(fault.to_string(), "the zip: this is not a readable zip file. Export it again.");
}

#[test]
fn a_file_whose_bytes_were_changed_on_the_way() {
    let mut zip = fixture("demo/roster.zip");
    let at = zip.windows(5).position(|window| window == b"Thiri").unwrap();
    zip[at] = b'S';
    assert_eq!(sentences(&zip), "users.csv: this file is damaged inside the zip. Export it again.");
}

#[test]
fn two_files_of_one_name() {
    let mut files = folder("demo/roster");
    files.insert("userz.csv".to_owned(), b"x".to_vec());
    let mut zip = zip_folder(&files).unwrap();
    let name = b"userz.csv";
    let places: Vec<usize> =
        (0..zip.len() - name.len()).filter(|&at| &zip[at..at + name.len()] == name).collect();
    places.into_iter().for_each(|at| zip[at + 4] = b's');
    assert_eq!(sentences(&zip), "the zip: it holds two files of the same name. Export it again.");
}

#[test]
fn a_file_behind_a_password() {
    let mut zip = fixture("demo/roster.zip");
    // Bit 0 of the flags of the first entry, in its own header and in the directory at the end.
    let directory = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    zip[6] |= 1;
    zip[directory + 8] |= 1;
    assert_eq!(
        sentences(&zip),
        "academicSessions.csv: this file is protected by a password. Export it without one."
    );
}

#[test]
fn one_file_that_inflates_without_end() {
    let zip = bomb(&[("users.csv", MAX_FILE_BYTES + 1), ("orgs.csv", 3)]);
    assert!(zip.len() < 1 << 20);
    let found = read_zip(&zip).unwrap_err();
    assert_eq!(found.all().len(), 1);
    assert_eq!(found.to_string(), "users.csv: this file is larger than 64 MiB when unpacked.");
}

/// Limits so small that the tests stay quick.
const SMALL: Limits = Limits { entries: 4, file_bytes: 3 << 20, total_bytes: 5 << 20 };

#[test]
fn exactly_full_is_not_too_large() {
    let zip = bomb(&[("1.csv", 3 << 20), ("2.csv", 2 << 20)]);
    assert_eq!(unzip(&zip, SMALL).unwrap().len(), 2);
}

#[test]
fn a_size_that_the_zip_lies_about_helps_nobody() {
    let mut zip = bomb(&[("users.csv", SMALL.file_bytes + 1)]);
    let directory = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    zip[22..26].copy_from_slice(&[1, 0, 0, 0]);
    zip[directory + 24..directory + 28].copy_from_slice(&[1, 0, 0, 0]);
    assert_eq!(unzip(&zip, SMALL), Err(vec![of("users.csv", ArchiveRule::Intact)]));
}

#[test]
fn every_file_that_is_too_large_is_named() {
    let zip = bomb(&[("1.csv", 4 << 20), ("2.csv", 1), ("3.csv", 4 << 20)]);
    let rule = ArchiveRule::FileSize { limit: 3 << 20 };
    assert_eq!(unzip(&zip, SMALL), Err(vec![of("1.csv", rule.clone()), of("3.csv", rule)]));
}

#[test]
fn many_files_that_are_too_large_together() {
    let zip = bomb(&[("1.csv", 3 << 20), ("2.csv", 2 << 20), ("3.csv", 1), ("4.csv", 1)]);
    let rule = ArchiveRule::TotalSize { limit: 5 << 20 };
    assert_eq!(rule.to_string(), "with this file the zip is larger than 5 MiB when unpacked.");
    assert_eq!(unzip(&zip, SMALL), Err(vec![of("3.csv", rule)]));
}

#[test]
fn more_entries_than_a_roster_has() {
    let files = (0..201).map(|index| (format!("{index}.csv"), Vec::new())).collect();
    assert_eq!(
        sentences(&zip_folder(&files).unwrap()),
        "the zip: it holds 201 entries, at most 200 are read."
    );
}

#[test]
fn a_folder_that_is_too_large_is_refused_like_a_zip() {
    let files = BTreeMap::from([("users.csv".to_owned(), vec![0; MAX_FILE_BYTES as usize + 1])]);
    assert_eq!(
        read_files(files).unwrap_err().to_string(),
        "users.csv: this file is larger than 64 MiB when unpacked."
    );
}

#[test]
fn csv_files_inside_a_folder_of_the_zip() {
    let files: Files = folder("demo/roster")
        .into_iter()
        .map(|(name, content)| (format!("roster/{name}"), content))
        .collect();
    let faults = read_zip(&zip_folder(&files).unwrap()).unwrap_err();
    let sentences: Vec<String> = faults.all().iter().map(Fault::to_string).collect();
    let folders = files
        .keys()
        .map(|name| format!("{name}: this file lies in a folder. Put the CSV files at the top of the zip."));
    let manifest = "manifest.csv: this file is needed and is not there.".to_owned();
    assert_eq!(sentences, folders.chain([manifest]).collect::<Vec<_>>());
}

#[test]
fn a_path_that_climbs_out_of_the_zip_is_a_folder_like_any_other() {
    let mut files = folder("demo/roster");
    files.insert("../users.csv".to_owned(), b"x".to_vec());
    assert_eq!(
        sentences(&zip_folder(&files).unwrap()),
        "../users.csv: this file lies in a folder. Put the CSV files at the top of the zip."
    );
}

#[test]
fn what_operating_systems_add_to_a_zip_is_passed_over() {
    let mut files = folder("demo/roster");
    files.insert("__MACOSX/._users.csv".to_owned(), b"x".to_vec());
    files.insert(".DS_Store".to_owned(), b"x".to_vec());
    let with_clutter = read_zip(&zip_folder(&files).unwrap()).unwrap();
    assert_eq!(with_clutter, read_files(folder("demo/roster")).unwrap());
}
