//! What every place for photos keeps to. A new one adds a line to `places`.

use crate::bucket::bucket;
use notyet_protocol::digest::sha256_hex;
use notyet_server::blobs::s3::{Bucket, Settings};
use notyet_server::blobs::{BlobFolder, Blobs, Found, Key, Photos, Under};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// One place of each kind, empty, and what goes with it.
fn places() -> Vec<(&'static str, Arc<dyn Blobs>, Option<tempfile::TempDir>)> {
    let folder = tempfile::tempdir().unwrap();
    let in_folder = Arc::new(BlobFolder::open(folder.path()).unwrap());
    let in_bucket = Arc::new(Bucket::open(&bucket()).unwrap().of("abbey"));
    vec![("a folder", in_folder, Some(folder)), ("a bucket", in_bucket, None)]
}

fn named(text: &str) -> (String, Key) {
    let name = sha256_hex(text.as_bytes());
    (name.clone(), Key::photo(&name))
}

#[test]
fn what_was_put_comes_back_whole_until_it_is_deleted() {
    for (place, blobs, _folder) in places() {
        let (_, key) = named("photo");
        assert_eq!((blobs.get(&key).unwrap(), blobs.size(&key).unwrap()), (None, None), "{place}");
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
        blobs.put(&key, &bytes).unwrap();
        assert_eq!(blobs.size(&key).unwrap(), Some(3_000_000), "{place}");
        assert!(blobs.get(&key).unwrap() == Some(bytes), "{place}");
        blobs.put(&key, b"another").unwrap();
        assert_eq!(blobs.get(&key).unwrap(), Some(b"another".to_vec()), "{place}");
        blobs.put(&key, b"").unwrap();
        assert_eq!((blobs.get(&key).unwrap(), blobs.size(&key).unwrap()), (Some(vec![]), Some(0)), "{place}");
        blobs.delete(&key).unwrap();
        blobs.delete(&key).unwrap();
        assert_eq!((blobs.get(&key).unwrap(), blobs.size(&key).unwrap()), (None, None), "{place}");
    }
}

#[test]
fn a_list_holds_what_is_under_it_in_order_and_nothing_else() {
    for (place, blobs, _folder) in places() {
        let names = ["0a", "0b", "1a"].map(|first| first.repeat(32));
        for name in names.iter().rev() {
            blobs.put(&Key::photo(name), name.as_bytes()).unwrap();
        }
        let of = |under: &Under| {
            let found = blobs.list(under).unwrap();
            assert!(found.iter().all(|it| it.at_ms > 1_700_000_000_000), "{place}: {found:?}");
            found.into_iter().map(|it| (it.key, it.bytes)).collect::<Vec<_>>()
        };
        let expected = |name: &str| vec![(Key::photo(name), 64)];
        assert_eq!(
            [0x0a, 0x0b, 0x1a, 0x00].map(|byte| of(&Under::first(byte))),
            [expected(&names[0]), expected(&names[1]), expected(&names[2]), vec![]]
        );
    }
}

#[test]
fn pieces_lie_beside_photos_and_are_told_apart_from_them() {
    for (place, blobs, _folder) in places() {
        let (name, _) = named("photo");
        let photos = Photos::in_place(blobs);
        photos.put(&name, b"photo").unwrap();
        photos.put_part("0a1b", b"pie").unwrap();
        photos.put_part("ff", b"ce").unwrap();
        assert_eq!(
            (photos.part("0a1b").unwrap(), photos.part("00").unwrap()),
            (Some(b"pie".to_vec()), None),
            "{place}"
        );
        let of = |found: Vec<Found>| found.into_iter().map(|it| it.key.last().to_owned()).collect::<Vec<_>>();
        assert_eq!(of(photos.parts().unwrap()), ["0a1b", "ff"], "{place}");
        for first in [0x0a, 0xff, u8::from_str_radix(&name[..2], 16).unwrap()] {
            let expected =
                if name.starts_with(&format!("{first:02x}")) { vec![name.clone()] } else { vec![] };
            assert_eq!(of(photos.list(first).unwrap()), expected, "{place}");
        }
        photos.delete_part("0a1b").unwrap();
        photos.delete_part("0a1b").unwrap();
        assert_eq!(of(photos.parts().unwrap()), ["ff"], "{place}");
    }
}

/// A reader beside a writer who puts and deletes: nothing, or all of it.
#[test]
fn nobody_reads_half_an_object() {
    for (place, blobs, _folder) in places() {
        let (_, key) = named("photo");
        let versions = [vec![1_u8; 700_000], vec![2_u8; 900_000]];
        let ended = AtomicBool::new(false);
        thread::scope(|scope| {
            let reading = scope.spawn(|| {
                let mut seen = [0; 3];
                while !ended.load(Ordering::SeqCst) || seen[1] + seen[2] == 0 {
                    match blobs.get(&key).unwrap() {
                        None => seen[0] += 1,
                        Some(bytes) => {
                            let which = versions.iter().position(|it| *it == bytes);
                            seen[1 + which.unwrap_or_else(|| panic!("{place}: {} bytes", bytes.len()))] += 1;
                        }
                    }
                }
            });
            for n in 0..12 {
                blobs.put(&key, &versions[n % 2]).unwrap();
                if n % 3 == 2 {
                    blobs.delete(&key).unwrap();
                }
            }
            blobs.put(&key, &versions[0]).unwrap();
            ended.store(true, Ordering::SeqCst);
            reading.join().unwrap();
        });
    }
}

#[test]
fn many_put_the_same_photo_at_once() {
    for (place, blobs, _folder) in places() {
        let (name, _) = named("photo");
        let photos = Photos::in_place(blobs);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| photos.put(&name, b"photo").unwrap());
            }
        });
        assert_eq!(photos.get(&name).unwrap(), Some(b"photo".to_vec()), "{place}");
        assert_eq!(photos.list(u8::from_str_radix(&name[..2], 16).unwrap()).unwrap().len(), 1, "{place}");
    }
}

#[test]
fn an_object_larger_than_any_photo_is_not_read() {
    for (place, blobs, _folder) in places() {
        let (_, key) = named("photo");
        blobs.put(&key, &vec![0; 9 << 20]).unwrap();
        assert!(blobs.get(&key).is_err(), "{place}");
        assert_eq!(blobs.size(&key).unwrap(), Some(9 << 20), "{place}");
    }
}

#[test]
fn schools_in_one_bucket_do_not_see_each_others_objects() {
    let bucket = Bucket::open(&bucket()).unwrap();
    let (abbey, green) = (bucket.of("abbey"), bucket.of("greenfield"));
    let (_, key) = named("photo");
    abbey.put(&key, b"photo").unwrap();
    assert_eq!((green.get(&key).unwrap(), green.size(&key).unwrap()), (None, None));
    green.delete(&key).unwrap();
    assert_eq!(abbey.get(&key).unwrap(), Some(b"photo".to_vec()));
    let first = Under::first(u8::from_str_radix(&key.as_str()[..2], 16).unwrap());
    assert_eq!((abbey.list(&first).unwrap().len(), green.list(&first).unwrap().len()), (1, 0));
}

/// Stands between a client and the S3 server. Once it is told to, it cuts every request off after so many bytes.
fn between(endpoint: &str, cuts: &'static AtomicBool, after: usize) -> String {
    let upstream = endpoint.strip_prefix("http://").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (client.unwrap(), TcpStream::connect(&upstream).unwrap());
            let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut from, &mut to));
            thread::spawn(move || hand_on(client, server, cuts, after));
        }
    });
    address
}

fn hand_on(mut client: TcpStream, mut server: TcpStream, cuts: &AtomicBool, after: usize) {
    let (mut passed, mut buffer) = (0, vec![0; 4096]);
    while let Ok(n @ 1..) = client.read(&mut buffer) {
        passed += n;
        if cuts.load(Ordering::SeqCst) && passed > after || server.write_all(&buffer[..n]).is_err() {
            break;
        }
    }
    // The server has seen a whole request's head and half its body by now.
    let _ = (server.shutdown(Shutdown::Both), client.shutdown(Shutdown::Both));
}

#[test]
fn a_put_that_is_cut_off_is_an_error_and_leaves_nothing() {
    static CUTS: AtomicBool = AtomicBool::new(false);
    let settings = bucket();
    let whole = Bucket::open(&settings).unwrap().of("abbey");
    let endpoint = Some(between(settings.endpoint.as_deref().unwrap(), &CUTS, 200_000));
    let shaky = Bucket::open(&Settings { endpoint, ..settings }).unwrap().of("abbey");
    let (_, key) = named("photo");
    shaky.put(&key, &vec![1; 700_000]).unwrap();
    whole.delete(&key).unwrap();
    CUTS.store(true, Ordering::SeqCst);
    assert!(shaky.put(&key, &vec![1; 700_000]).is_err());
    assert_eq!((whole.get(&key).unwrap(), whole.size(&key).unwrap()), (None, None));
}

#[test]
fn what_stands_in_the_way_of_a_bucket_is_a_sentence_with_the_way_out() {
    let fine = bucket();
    let at = |address: &str| Settings { address: address.into(), ..fine.clone() };
    let over = |endpoint: &str| Settings { endpoint: Some(endpoint.into()), ..fine.clone() };
    for (settings, expected) in [
        (at("photos"), "Write it as s3://BUCKET"),
        (at("s3:///x"), "Write it as s3://BUCKET"),
        (at("s3://none"), "There is no bucket none. Make it"),
        (Settings { secret: "another secret".into(), ..fine.clone() }, "refused the key"),
        (over("http://s3.example"), "is not encrypted"),
        (over("http://127.0.0.1:1"), "cannot be reached at http://127.0.0.1:1"),
    ] {
        let sentence = Bucket::open(&settings).map(drop).unwrap_err().to_string();
        assert!(sentence.contains(expected), "{sentence}");
        assert!(!sentence.contains("secret") && sentence.lines().count() == 1, "{sentence}");
    }
}

#[tokio::test]
async fn a_bucket_may_be_opened_used_and_closed_on_a_runtimes_own_thread() {
    let bucket = Bucket::open(&bucket()).unwrap();
    let (_, key) = named("photo");
    bucket.of("abbey").put(&key, b"photo").unwrap();
    drop(bucket);
}
