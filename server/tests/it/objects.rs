//! What every place for photos keeps to. A new one adds a line to `places`.

use crate::bucket::bucket;
use notyet_model::ids::UserId;
use notyet_protocol::digest::sha256_hex;
use notyet_server::blobs::s3::{Bucket, S3Fault, Settings};
use notyet_server::blobs::{BlobFolder, Blobs, Key, Photos, Under};
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
        assert_eq!([0x0a, 0x0b, 0x1a, 0x00].map(|byte| of(&Under::first(byte))), [
            expected(&names[0]),
            expected(&names[1]),
            expected(&names[2]),
            vec![]
        ]);
        let (me, other) = (UserId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
        for (user, offset) in [(me, 1_000_000), (me, 0), (me, 90_000), (other, 5)] {
            blobs.put(&Key::piece(user, &names[0], offset), b"piece").unwrap();
        }
        let offsets: Vec<_> = of(&Under::pieces(me, &names[0])).iter().map(|it| it.0.offset()).collect();
        assert_eq!(offsets, [Some(0), Some(90_000), Some(1_000_000)], "{place}");
        assert_eq!(of(&Under::pieces(me, &names[1])), [], "{place}");
        assert_eq!(of(&Under::first(0x0a)), expected(&names[0]), "{place}");
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

/// Stands between a client and the S3 server and cuts every request off after so many bytes.
fn cut_after(bytes: usize, endpoint: &str) -> String {
    let upstream = endpoint.strip_prefix("http://").unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, mut server) = (client.unwrap(), TcpStream::connect(&upstream).unwrap());
            let (mut left, mut buffer) = (bytes, vec![0; 4096]);
            while left > 0 {
                let most = left.min(buffer.len());
                let Ok(n @ 1..) = client.read(&mut buffer[..most]) else { break };
                if server.write_all(&buffer[..n]).is_err() {
                    break;
                }
                left -= n;
            }
            // The server may have seen a whole request's head and half its body by now.
            let _ = (server.shutdown(Shutdown::Both), client.shutdown(Shutdown::Both));
        }
    });
    address
}

#[test]
fn a_put_that_is_cut_off_is_an_error_and_leaves_nothing() {
    let settings = bucket();
    let whole = Bucket::open(&settings).unwrap().of("abbey");
    let (_, key) = named("photo");
    let endpoint = Some(cut_after(200_000, settings.endpoint.as_deref().unwrap()));
    // Trying the bucket out at the start would be cut off too, so the cut comes at its endpoint's real address.
    let fault = Bucket::open(&Settings { endpoint, ..settings.clone() }).map(drop).unwrap_err();
    assert!(matches!(fault, S3Fault::Unreachable { .. }), "{fault}");
    assert_eq!((whole.get(&key).unwrap(), whole.size(&key).unwrap()), (None, None));
}

#[test]
fn what_stands_in_the_way_of_a_bucket_is_a_sentence_with_the_way_out() {
    let fine = bucket();
    let with = |change: &dyn Fn(&mut Settings)| {
        let mut settings = fine.clone();
        change(&mut settings);
        let sentence = Bucket::open(&settings).map(drop).unwrap_err().to_string();
        assert!(!sentence.contains("a secret") && sentence.lines().count() == 1, "{sentence}");
        sentence
    };
    let table: [(&dyn Fn(&mut Settings), &str); 6] = [
        (&|it| it.address = "photos".into(), "Write it as s3://BUCKET"),
        (&|it| it.address = "s3:///x".into(), "Write it as s3://BUCKET"),
        (&|it| it.address = "s3://none".into(), "There is no bucket none. Make it"),
        (&|it| it.secret = "another secret".into(), "refused the key"),
        (&|it| it.endpoint = Some("http://s3.example".into()), "is not encrypted"),
        (&|it| it.endpoint = Some("http://127.0.0.1:1".into()), "cannot be reached at http://127.0.0.1:1"),
    ];
    for (change, expected) in table {
        let sentence = with(change);
        assert!(sentence.contains(expected), "{sentence}");
    }
}

#[tokio::test]
async fn a_bucket_may_be_opened_used_and_closed_on_a_runtimes_own_thread() {
    let bucket = Bucket::open(&bucket()).unwrap();
    let (_, key) = named("photo");
    bucket.of("abbey").put(&key, b"photo").unwrap();
    drop(bucket);
}
