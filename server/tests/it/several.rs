//! Several schools on one server, and several servers over one database: real processes, in a folder of folders and
//! in PostgreSQL.

use crate::running::{
    Caller, Server, complaint, first_outcome, imported_at, judged_by, members, run, run_with, text,
};
use notyet_protocol::PROTO;
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fate, Fault, Join, SignInOffer, SyncAnswer, WaitAnswer, WaitRequest,
};
use reqwest::StatusCode;
use std::collections::BTreeMap;

/// Where schools are kept together: what a command is told, and the folder that goes with it.
struct District {
    words: Vec<String>,
    folder: tempfile::TempDir,
}

impl District {
    /// In folders of a folder, and in a database.
    fn each() -> [Self; 2] {
        [Self::of(|_| vec![]), Self::in_postgres()]
    }

    fn in_postgres() -> Self {
        Self::of(|_| vec!["--database".to_owned(), crate::cluster::database()])
    }

    fn of(more: impl Fn(&std::path::Path) -> Vec<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut words = vec!["--folder".to_owned(), text(folder.path()).to_owned()];
        words.extend(more(folder.path()));
        Self { words, folder }
    }

    /// A folder in the one of the schools; of a school's name, its own.
    fn folder(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }

    fn school<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        [self.words(), vec!["--school", name]].concat()
    }

    async fn add(&self, name: &str) {
        let (exit, out, err) = run(&[&["init"], &self.school(name)[..]].concat()).await;
        assert_eq!(exit, 0, "{err}");
        assert!(out.contains(&format!("/s/{name}/")), "{out}");
        imported_at(&self.school(name)).await;
    }

    async fn serve(&self) -> Server {
        Server::serving(&self.words()).await
    }
}

async fn fault(answer: reqwest::Response) -> Fault {
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

fn sync_request(me: &Enrolment) -> serde_json::Value {
    serde_json::json!({"proto": PROTO, "app": "t", "epoch": me.epoch, "now": 0, "push": [], "cur": {}})
}

#[tokio::test]
async fn a_school_on_a_server_opens_nothing_in_another() {
    for district in District::each() {
        district.add("abbey").await;
        district.add("greenfield").await;
        let server = district.serve().await;
        let (abbey, greenfield) = (server.school("abbey"), server.school("greenfield"));
        let (mine, theirs) = (
            abbey.enrolled(&district.school("abbey")).await,
            greenfield.enrolled(&district.school("greenfield")).await,
        );
        assert_ne!(mine.school, theirs.school);
        // A token is its school's, on every path.
        for path in ["/v1/sync", "/v1/wait"] {
            let answer = greenfield.post(path, &mine.token, &sync_request(&mine)).await;
            assert_eq!(fault(answer).await, Fault::SignedOut, "{path}");
        }
        // So is a code.
        let (_, out, _) =
            run(&[&["staff-code", "--user", "Ms Ortiz"], &district.school("abbey")[..]].concat()).await;
        let join = Join::StaffCode { code: out.lines().next().unwrap().to_owned() };
        let request = DeviceRequest {
            proto: PROTO,
            app: "t".into(),
            device_name: "d".into(),
            secret: String::new(),
            join,
        };
        assert_eq!(fault(greenfield.post("/v1/device", "", &request).await).await, Fault::Code);
        assert_eq!(abbey.post("/v1/device", "", &request).await.status(), StatusCode::OK);
        // And what is recorded: by id it can be told apart, and the other school does not know the class.
        let known = abbey.sync(&mine, &[]).await;
        let before = greenfield.sync(&theirs, &[]).await;
        let (amara, outcome) = (amara(&known), first_outcome(&known));
        let op = judged_by(&mine, 0, amara.class, &amara, &outcome);
        assert_eq!(abbey.sync(&mine, std::slice::from_ref(&op)).await.acks[0].fate, Fate::Stored);
        let forged = judged_by(&theirs, 1, amara.class, &amara, &outcome);
        let fate = greenfield.sync(&theirs, std::slice::from_ref(&forged)).await.acks[0].fate;
        assert!(matches!(fate, Fate::Refused(_)), "{fate:?}");
        assert_eq!(greenfield.sync(&theirs, &[]).await.pages, before.pages);
    }
}

fn amara(known: &SyncAnswer) -> notyet_model::register::Member {
    members(known).into_iter().find(|m| m.name == "Amara Okafor").unwrap()
}

#[tokio::test]
async fn an_address_without_a_school_or_with_one_that_is_not_there_is_not_found() {
    for district in District::each() {
        district.add("abbey").await;
        let server = district.serve().await;
        for caller in [server.school("none"), server.school("ABBEY"), server.school(".."), server.school("")]
        {
            assert_eq!(fault(caller.post("/v1/sync", "guess", &0).await).await, Fault::NotFound);
        }
        assert_eq!(fault(server.post("/v1/sync", "guess", &0).await).await, Fault::NotFound);
        assert_eq!(
            server.school("abbey").post("/v1/poem", "guess", &0).await.status(),
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn a_school_that_is_added_while_the_server_runs_is_served_at_once() {
    let district = District::in_postgres();
    district.add("abbey").await;
    let server = district.serve().await;
    district.add("greenfield").await;
    server.school("greenfield").enrolled(&district.school("greenfield")).await;
}

async fn woken(
    caller: &Caller,
    me: &Enrolment,
    cur: BTreeMap<String, notyet_protocol::wire::Cursor>,
) -> WaitAnswer {
    caller
        .call("/v1/wait", &me.token, &WaitRequest { epoch: me.epoch.clone(), cur, joins: 0, room: None })
        .await
}

#[tokio::test]
async fn servers_over_one_database_serve_the_same_school_and_wake_each_others_devices() {
    let district = District::in_postgres();
    district.add("abbey").await;
    let (first, second) = (district.serve().await, district.serve().await);
    let (first, second) = (first.school("abbey"), second.school("abbey"));
    let me = first.enrolled(&district.school("abbey")).await;
    let known = second.sync(&me, &[]).await;
    let (amara, outcome) = (amara(&known), first_outcome(&known));
    let op = judged_by(&me, 0, amara.class, &amara, &outcome);
    let push = async { first.sync(&me, std::slice::from_ref(&op)).await };
    let (answer, pushed) = tokio::join!(woken(&second, &me, crate::school::heads(&known)), push);
    assert_eq!(pushed.acks[0].fate, Fate::Stored);
    assert!(answer.heads.contains_key(&format!("T:{}", amara.class)), "{answer:?}");
    let fates: Vec<Fate> = second.sync(&me, &[op]).await.acks.iter().map(|ack| ack.fate).collect();
    assert_eq!(fates, [Fate::Dup]);
}

#[tokio::test]
async fn a_command_that_does_not_say_which_school_is_told_which_there_are() {
    for district in District::each() {
        let complaint = |words: Vec<String>| async move {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (exit, out, err) = run(&words).await;
            assert_eq!((exit, out.as_str(), err.trim_end().lines().count()), (1, "", 1), "{err}");
            err
        };
        let staff_code = |at: Vec<&str>| {
            [&["staff-code", "--user", "x"], &at[..]]
                .concat()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        district.add("abbey").await;
        let init = [&["init"], &district.school("abbey")[..]].concat();
        let again = complaint(init.iter().map(ToString::to_string).collect()).await;
        assert!(again.contains("There is a school abbey already"), "{again}");
        let only = complaint(staff_code(district.words())).await;
        assert!(only.contains("Nobody in the school has that name"), "{only}");
        let none = complaint(staff_code(district.school("greenfield"))).await;
        assert!(
            none.contains("There is no school greenfield in") && none.contains("These are there: abbey."),
            "{none}"
        );
        district.add("greenfield").await;
        let several = complaint(staff_code(district.words())).await;
        assert!(
            several.contains("Say which with --school. These are there: abbey, greenfield."),
            "{several}"
        );
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_served_from_is_named_with_the_way_out_and_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let fine = crate::cluster::database();
    let name = fine.split("dbname=").nth(1).unwrap();
    let secretive = format!("{} password=geheim", crate::cluster::cluster().address("secretive", name));
    for (address, expected) in [
        (
            "postgres://anna:geheim@127.0.0.1:1/notyet",
            "cannot be reached: nothing answers there. Start PostgreSQL",
        ),
        (secretive.as_str(), "refused the account or its password"),
    ] {
        let at = ["--folder", text(folder.path()), "--database", address, "--log", "trace"];
        let (exit, out, err) = run(&[&["serve"], &at[..]].concat()).await;
        assert_eq!((exit, out.as_str()), (1, ""));
        assert!(err.contains(expected) && !err.contains("geheim"), "{err}");
    }
    let one = tempfile::tempdir().unwrap();
    imported_at(&["--folder", text(one.path())]).await;
    let (exit, _, err) = run(&["init", "--folder", text(one.path()), "--school", "abbey"]).await;
    assert!(exit == 1 && err.contains("is one school's own folder"), "{err}");
    let nothing = complaint(&["--folder", text(folder.path()), "--database", "geheim"]).await;
    assert!(nothing.contains("cannot be read") && !nothing.contains("geheim"), "{nothing}");
}

#[tokio::test]
async fn a_photo_of_one_school_is_not_there_in_another() {
    for district in District::each() {
        district.add("abbey").await;
        district.add("greenfield").await;
        let server = district.serve().await;
        let (abbey, greenfield) = (server.school("abbey"), server.school("greenfield"));
        let mine = abbey.enrolled(&district.school("abbey")).await;
        let theirs = greenfield.enrolled(&district.school("greenfield")).await;
        let bytes = [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], b"picture", &[0xff, 0xd9]].concat();
        let name = notyet_protocol::digest::sha256_hex(&bytes);
        let path = format!("/v1/blob/{name}");
        assert_eq!(abbey.put(&path, &mine.token, bytes).await, StatusCode::NO_CONTENT);
        assert_eq!(abbey.head(&path, &mine.token).await, StatusCode::OK);
        assert_eq!(greenfield.head(&path, &theirs.token).await, StatusCode::NOT_FOUND);
        assert_eq!(greenfield.head(&path, &mine.token).await, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn photos_in_a_bucket_are_served_by_every_server_of_the_district() {
    let district = District::in_postgres();
    district.add("abbey").await;
    let bucket = crate::bucket::bucket();
    let at = [district.words(), vec!["--blobs", &bucket.address]].concat();
    let variables = [
        ("AWS_ENDPOINT_URL", bucket.endpoint.as_deref().unwrap()),
        ("AWS_ACCESS_KEY_ID", &bucket.key_id),
        ("AWS_SECRET_ACCESS_KEY", &bucket.secret),
    ];
    let (first, second) =
        (Server::serving_with(&at, &variables).await, Server::serving_with(&at, &variables).await);
    let (first, second) = (first.school("abbey"), second.school("abbey"));
    let me = first.enrolled(&district.school("abbey")).await;
    let known = first.sync(&me, &[]).await;
    let amara = amara(&known);
    let bytes = [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], b"picture", &[0xff, 0xd9]].concat();
    let name = notyet_protocol::digest::sha256_hex(&bytes);
    let path = format!("/v1/blob/{name}");
    assert_eq!(first.put(&path, &me.token, bytes.clone()).await, StatusCode::NO_CONTENT);
    let op = crate::running::photo_of(&me, amara.class, &amara, &name);
    assert_eq!(first.sync(&me, &[op]).await.acks[0].fate, Fate::Stored);
    assert_eq!(second.get(&path, &me.token).await, (StatusCode::OK, bytes.clone()));
    let (backup, fresh) = (district.folder("backup"), crate::bucket::bucket());
    let to = [&["backup", "--school", "abbey", "--to", text(&backup)], &at[..]].concat();
    let (exit, out, err) = run_with(&to, &variables).await;
    assert_eq!(exit, 0, "{out}{err}");
    assert_eq!(std::fs::read(backup.join("photos").join(&name[..2]).join(&name)).unwrap(), bytes);
    // Into another bucket, where nothing is yet.
    let elsewhere = [district.words(), vec!["--blobs", &fresh.address, "--school", "abbey"]].concat();
    let back = [&["restore", "--replace", text(&backup)], &elsewhere[..]].concat();
    let (exit, out, err) = run_with(&back, &variables).await;
    assert!(exit == 0 && out.contains("1 photos are back"), "{out}{err}");
    let (exit, out, _) = run_with(&[&["check"], &elsewhere[..]].concat(), &variables).await;
    assert!(exit == 0 && out.contains("1 photos. Nothing is damaged."), "{out}");
    let (exit, _, err) = run(&[&["serve"], &at[..]].concat()).await;
    assert!(exit == 1 && err.starts_with("No key for the bucket. Set AWS_ACCESS_KEY_ID"), "{err}");
}

#[tokio::test]
async fn each_school_offers_accounts_of_its_own_or_none() {
    for district in District::each() {
        district.add("abbey").await;
        district.add("greenfield").await;
        let file = district.folder("abbey").join("accounts.toml");
        std::fs::write(&file, "issuer = \"https://id.abbey.example\"\nclient = \"notyet\"\n").unwrap();
        let server = district.serve().await;
        for (school, expected) in [("abbey", true), ("greenfield", false)] {
            let address = format!("{}/v1/sign-in", server.school(school).url);
            let answer = server.client.get(address).send().await.unwrap().bytes().await.unwrap();
            let offer: SignInOffer = notyet_protocol::codec::decode(&answer).unwrap();
            assert_eq!(offer, SignInOffer { school_account: expected }, "{school}");
        }
        drop(server);
        let (one, client) = ("--oidc-issuer", "--oidc-client");
        let words = [&district.words()[..], &[one, "https://id.abbey.example", client, "notyet"]].concat();
        let sentence = complaint(&words).await;
        assert!(sentence.contains("put an accounts.toml into the school's folder"), "{sentence}");
    }
}

#[tokio::test]
async fn a_school_of_a_database_moves_by_a_backup_to_a_folder_and_back() {
    let (database, folder) = (District::in_postgres(), District::of(|_| vec![]));
    database.add("abbey").await;
    let before = {
        let server = database.serve().await;
        let me = server.school("abbey").enrolled(&database.school("abbey")).await;
        let abbey = server.school("abbey");
        let known = abbey.sync(&me, &[]).await;
        let op = judged_by(&me, 0, amara(&known).class, &amara(&known), &first_outcome(&known));
        assert_eq!(abbey.sync(&me, &[op]).await.acks[0].fate, Fate::Stored);
        (abbey.sync(&me, &[]).await.pages, me)
    };
    let (first, second) = (database.folder("first"), database.folder("second"));
    // The keys go from place to place by hand: a backup never holds them.
    let (from, to) = (database.folder("abbey").join("keys"), folder.folder("abbey").join("keys"));
    let words = [&["backup", "--to", text(&first)], &database.school("abbey")[..]].concat();
    assert_eq!(run(&words).await.0, 0);
    std::fs::create_dir_all(&to).unwrap();
    let carry = |from: &std::path::Path, to: &std::path::Path| {
        for name in ["school.key", "ledger.jsonl"] {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    };
    carry(&from, &to);
    let (exit, _, err) = run(&[&["restore", text(&first)], &folder.school("abbey")[..]].concat()).await;
    assert_eq!(exit, 0, "{err}");
    assert_eq!(shown(&folder, &before.1).await, before.0);
    assert_eq!(run(&[&["backup", "--to", text(&second)], &folder.school("abbey")[..]].concat()).await.0, 0);
    carry(&to, &from);
    let back = [&["restore", text(&second)], &database.school("abbey")[..]].concat();
    let (exit, _, err) = run(&back).await;
    assert!(exit == 1 && err.contains("add --replace"), "{err}");
    let (exit, _, err) = run(&[&back[..], &["--replace"]].concat()).await;
    assert_eq!(exit, 0, "{err}");
    assert_eq!(shown(&database, &before.1).await, before.0);
    let (exit, out, _) = run(&[&["check"], &database.school("abbey")[..]].concat()).await;
    assert_eq!(exit, 0, "{out}");
}

/// What a district's abbey shows to a device from the beginning.
async fn shown(district: &District, me: &Enrolment) -> BTreeMap<String, notyet_protocol::wire::Page> {
    let server = district.serve().await;
    let abbey = server.school("abbey");
    let answer: SyncAnswer = abbey.call("/v1/sync", &me.token, &sync_request(me)).await;
    let request = notyet_protocol::wire::SyncRequest::new("t", answer.epoch);
    abbey.call::<SyncAnswer>("/v1/sync", &me.token, &request).await.pages
}
