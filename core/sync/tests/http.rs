//! What the HTTP transport makes of answers that are not what a server sends: sign-in pages, gateways, floods,
//! silence.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_protocol::codec;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::{Fault, SignInOffer, WaitAnswer, WaitRequest};
use notyet_sync::{HttpTransport, PlainHttp, ServerAddress, Token, Transport, TransportError};
use std::collections::BTreeMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that answers every connection with these bytes and closes it.
async fn answering(answer: Vec<u8>) -> HttpTransport {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 64 << 10];
            let _ = socket.read(&mut request).await;
            let _ = socket.write_all(&answer).await;
            let _ = socket.shutdown().await;
        }
    });
    HttpTransport::new(ServerAddress::parse(&address, PlainHttp::LocalOnly).unwrap()).unwrap()
}

fn http(head: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
    answer.extend_from_slice(body);
    answer
}

async fn wait(transport: &HttpTransport) -> Result<WaitAnswer, TransportError> {
    transport
        .wait(
            &Token::new("t"),
            &WaitRequest { epoch: Epoch::default(), cur: BTreeMap::new(), joins: 0, room: None },
        )
        .await
}

fn zstd(head: &str) -> String {
    format!("{head}\r\ncontent-type: {}", codec::CONTENT_TYPE)
}

#[tokio::test]
async fn a_server_that_is_not_there_is_offline() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let address = ServerAddress::parse(&address, PlainHttp::LocalOnly).unwrap();
    let transport = HttpTransport::new(address).unwrap();
    assert!(matches!(wait(&transport).await, Err(TransportError::Offline { .. })));
}

#[tokio::test]
async fn a_connection_that_breaks_within_the_answer_is_offline() {
    let body = codec::encode(&WaitAnswer::default());
    let mut answer = http(&zstd("200 OK"), &body);
    answer.truncate(answer.len() - 3);
    assert!(matches!(wait(&answering(answer).await).await, Err(TransportError::Offline { .. })));
}

#[tokio::test]
async fn a_sign_in_page_is_no_server_and_nobody_is_sent_to_it() {
    let page = http("200 OK\r\ncontent-type: text/html", b"<h1>Welcome to the hotel</h1>");
    assert!(matches!(wait(&answering(page).await).await, Err(TransportError::BadAnswer { .. })));
    let elsewhere = http("302 Found\r\nlocation: http://127.0.0.1:9/login", b"");
    assert!(matches!(wait(&answering(elsewhere).await).await, Err(TransportError::BadAnswer { .. })));
}

#[tokio::test]
async fn only_the_servers_own_word_signs_a_person_out() {
    let proxy = http("401 Unauthorized\r\ncontent-type: text/html", b"<h1>Proxy</h1>");
    assert!(matches!(wait(&answering(proxy).await).await, Err(TransportError::BadAnswer { .. })));
    let server = http("401 Unauthorized", &serde_json::to_vec(&Fault::SignedOut).unwrap());
    assert_eq!(wait(&answering(server).await).await, Err(Fault::SignedOut.into()));
}

#[tokio::test]
async fn retry_after_is_honoured_with_and_without_the_servers_words() {
    let busy = serde_json::to_vec(&Fault::Busy { again_ms: 500 }).unwrap();
    let said = http("429 Too Many Requests\r\nretry-after: 7", &busy);
    assert_eq!(wait(&answering(said).await).await, Err(Fault::Busy { again_ms: 7_000 }.into()));
    let gateway = http("503 Service Unavailable\r\nretry-after: 3", b"");
    assert_eq!(wait(&answering(gateway).await).await, Err(Fault::Busy { again_ms: 3_000 }.into()));
    let silent_gateway = http("502 Bad Gateway", b"");
    assert!(matches!(wait(&answering(silent_gateway).await).await, Err(TransportError::Offline { .. })));
}

#[tokio::test]
async fn an_answer_beyond_the_caps_is_not_read_to_its_end() {
    let bomb = codec::encode(&" ".repeat(codec::MAX_INFLATED_BYTES as usize + 1));
    let inflates = answering(http(&zstd("200 OK"), &bomb)).await;
    assert!(matches!(wait(&inflates).await, Err(TransportError::BadAnswer { .. })));

    let announced = answering(http("200 OK", &[0; 101])).await;
    let picture = announced.get_blob(&Token::new("t"), "00", 100).await;
    assert_eq!(picture, Err(TransportError::BadAnswer { what: "longer than the cap".into() }));
    let mut unannounced = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec();
    unannounced.extend([0; 101]);
    let picture = answering(unannounced).await.get_blob(&Token::new("t"), "00", 100).await;
    assert_eq!(picture, Err(TransportError::BadAnswer { what: "longer than the cap".into() }));
    let fits = answering(http("200 OK", &[7; 100])).await;
    assert_eq!(fits.get_blob(&Token::new("t"), "00", 100).await, Ok(vec![7; 100]));
}

#[tokio::test]
async fn a_trouble_of_the_network_names_neither_the_token_nor_the_picture() {
    let transport = answering(b"nonsense".to_vec()).await;
    let error = transport.get_blob(&Token::new("secret-token"), "c0ffee", 10).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("secret-token") && !text.contains("c0ffee"), "{text}");
}

#[tokio::test]
async fn a_server_that_knows_nothing_of_accounts_offers_none_and_a_sign_in_page_is_no_offer() {
    let before = http("404 Not Found", &serde_json::to_vec(&Fault::NotFound).unwrap());
    assert_eq!(answering(before).await.sign_in_offer().await, Ok(SignInOffer { school_account: false }));
    let offers = http(&zstd("200 OK"), &codec::encode(&SignInOffer { school_account: true }));
    assert_eq!(answering(offers).await.sign_in_offer().await, Ok(SignInOffer { school_account: true }));
    let page = http("404 Not Found\r\ncontent-type: text/html", b"<h1>Nothing here</h1>");
    assert!(matches!(answering(page).await.sign_in_offer().await, Err(TransportError::BadAnswer { .. })));
}
