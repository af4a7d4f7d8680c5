//! The program with the settings that a technician gives it: over real sockets, from the roster to a grant.

use super::browser::{Browser, RealProvider};
use super::{CLIENT, CLIENT_SECRET, query, secret};
use crate::process::{Server, imported, run, text};
use notyet_protocol::PROTO;
use notyet_protocol::codec;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fault, Join, Joined, Proof, SignInBegun, SignInOffer, SignInRequest,
    StepUpRequest,
};
use serde_json::json;

async fn begin(server: &Server, afresh: bool) -> SignInBegun {
    let challenge = sha256_hex(secret('a').as_bytes());
    server.call("/v1/sign-in", "", &SignInRequest { proto: PROTO, app: "t".into(), challenge, afresh }).await
}

async fn enrol(server: &Server, login: &str) -> Enrolment {
    let begun = begin(server, false).await;
    let back = Browser::new().sign_in(&begun.address, login).await;
    let join = Join::SchoolAccount {
        state: begun.state,
        code: query(&back, "code").unwrap(),
        iss: query(&back, "iss"),
    };
    let request =
        DeviceRequest { proto: PROTO, app: "t".into(), device_name: "d".into(), secret: secret('a'), join };
    match server.call("/v1/device", "", &request).await {
        Joined::Enrolled(me) => me,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_rosters_teacher_signs_in_over_the_network_and_is_no_administrator() {
    let accounts =
        json!({ "elena": { "email": "elena.ortiz@harborstreet.example", "email_verified": true } });
    let provider = RealProvider::start(accounts).await;
    let folder = tempfile::tempdir().unwrap();
    let school = folder.path().join("school");
    imported(&school).await;
    let secret_file = folder.path().join("secret");
    std::fs::write(&secret_file, format!("{CLIENT_SECRET}\n")).unwrap();
    let settings = ["--oidc-issuer", &provider.issuer, "--oidc-client", CLIENT, "--oidc-secret-file"];
    let server = Server::start_with(&school, &[&settings[..], &[text(&secret_file)]].concat()).await;
    let offer = server.client.get(format!("{}/v1/sign-in", server.url)).send().await.unwrap();
    let offer: SignInOffer = codec::decode(&offer.bytes().await.unwrap()).unwrap();
    assert_eq!(offer, SignInOffer { school_account: true });
    let me = enrol(&server, "elena").await;
    assert_eq!(me.name, "Ms Ortiz");
    let begun = begin(&server, true).await;
    let back = Browser::new().sign_in(&begun.address, "elena").await;
    let (state, code, iss) = (begun.state, query(&back, "code").unwrap(), query(&back, "iss"));
    let proof = Proof::SchoolAccount { state, code, iss, secret: secret('a') };
    let refused = server.post("/v1/step-up", &me.token, &StepUpRequest { proto: PROTO, proof }).await;
    assert_eq!(refused.status().as_u16(), 403);
    assert_eq!(refused.json::<Fault>().await.unwrap(), Fault::NotAllowed);
    let (exit, out, _) = run(&["forget-account", "--folder", text(&school), "--user", "Ms Ortiz"]).await;
    assert_eq!((exit, out.as_str()), (0, "Forgotten. Ms Ortiz signs in by e-mail the next time.\n"));
}

#[tokio::test]
async fn the_log_says_what_happened_and_nothing_of_whom() {
    let accounts = json!({ "elena": { "email": "elena.ortiz@harborstreet.example", "email_verified": true },
                           "zelda": { "email": "zelda@elsewhere.example", "email_verified": true } });
    let provider = RealProvider::start(accounts).await;
    let folder = tempfile::tempdir().unwrap();
    let (school, log) = (folder.path().join("school"), folder.path().join("log"));
    imported(&school).await;
    let secret_file = folder.path().join("secret");
    std::fs::write(&secret_file, CLIENT_SECRET).unwrap();
    let words =
        ["--log", "debug", "--oidc-client", CLIENT, "--oidc-issuer", &provider.issuer, "--oidc-secret-file"];
    let log_file = std::fs::File::create(&log).unwrap();
    let server =
        Server::start_logging(&school, &[&words[..], &[text(&secret_file)]].concat(), log_file.into()).await;
    let me = enrol(&server, "elena").await;
    let begun = begin(&server, false).await;
    let back = Browser::new().sign_in(&begun.address, "zelda").await;
    let code = query(&back, "code").unwrap();
    let join = Join::SchoolAccount { state: begun.state.clone(), code: code.clone(), iss: None };
    let request =
        DeviceRequest { proto: PROTO, app: "t".into(), device_name: "d".into(), secret: secret('a'), join };
    assert_eq!(server.post("/v1/device", "", &request).await.status().as_u16(), 403);
    let said = std::fs::read_to_string(&log).unwrap();
    for expected in ["an account opens nothing", "no present member of the staff", "/v1/sign-in"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let secrets = [&me.token, &begun.state, &code, &secret('a'), CLIENT_SECRET];
    let people = ["rtiz", "elena", "zelda", "harborstreet", "elsewhere.example", &me.user.to_string()];
    for unsaid in secrets.into_iter().chain(people) {
        assert!(!said.contains(unsaid), "{unsaid}");
    }
}

#[tokio::test]
async fn settings_that_cannot_be_safe_or_whole_are_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "\n").unwrap();
    let serve = ["serve", "--folder", text(folder.path()), "--oidc-client", "notyet", "--oidc-issuer"];
    let table: [(&[&str], &str); 4] = [
        (&["http://id.school.example"], "has to begin with https://"),
        (&["id"], "has to begin with https://"),
        (&["https://id.school.example", "--oidc-redirect", "back"], "opens the app"),
        (&["https://id.school.example", "--oidc-secret-file", text(&empty)], "is empty"),
    ];
    for (words, part) in table {
        let (exit, _, err) = run(&[&serve[..], words].concat()).await;
        assert!(exit == 1 && err.contains(part), "{words:?}: {exit} {err}");
    }
    assert_eq!(run(&serve[..5]).await.0, 2, "a client needs a provider");
}
