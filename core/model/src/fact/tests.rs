//! What holds for every kind of fact.

use super::samples::{OUTCOME, all, op, sample};
use super::*;
use crate::calendar::Day;
use crate::ids::{OutcomeId, RowId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The wire form of every sample, one a line: its kind, a blank, its JSON. Bytes that are signed and kept for
/// years must parse for as long.
const WIRE: &str = include_str!("wire.txt");

#[test]
fn every_kind_has_the_wire_form_that_is_written_down() {
    let lines: Vec<String> = all().iter().map(|b| format!("{} {}", b.kind().0, b.to_json())).collect();
    assert_eq!(lines, WIRE.lines().collect::<Vec<_>>());
}

#[test]
fn every_kind_survives_the_wire() {
    for body in all() {
        let (kind, version) = body.kind();
        assert_eq!(version, 1);
        assert_eq!(Body::parse(kind, version, &body.to_json()), Ok(Parsed::Known(body.clone())));
        assert_eq!(Kind::parse(kind), Some(body.which()));
    }
}

#[test]
fn the_vocabulary_names_each_kind_and_version_once_in_order() {
    let known = vocabulary();
    let lines: BTreeSet<&str> = known.lines().collect();
    assert_eq!(known, lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    let written = all().into_iter().map(|body| body.kind());
    let written: BTreeSet<String> = written.map(|(kind, version)| format!("{kind} {version}")).collect();
    assert_eq!(lines, written.iter().map(String::as_str).collect());
}

#[test]
fn an_unknown_kind_or_a_newer_version_is_no_fault() {
    assert_eq!(Body::parse("poem", 1, "{}"), Ok(Parsed::Unknown));
    assert_eq!(Body::parse("judgement", 2, "{}"), Ok(Parsed::Unknown));
}

#[test]
fn a_body_without_its_fields_names_the_one_that_lacks() {
    let fault = Body::parse("judgement", 1, r#"{"level":null}"#).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "the body of a judgement cannot be read: missing field `outcome` at line 1 column 14"
    );
}

#[test]
fn bytes_from_before_a_field_was_there_still_parse() {
    let outcome = OUTCOME.to_string();
    let evidence = format!(r#"{{"outcomes":["{outcome}"],"work_at_ms":5,"work_day":9}}"#);
    let expected = Body::Evidence(Evidence::of(vec![OUTCOME], 5, Day(9)));
    assert_eq!(Body::parse("evidence", 1, &evidence), Ok(Parsed::Known(expected.clone())));
    assert_eq!(expected.to_json(), evidence);
    let feedback = format!(r#"{{"outcome":"{outcome}","next_step":"Quote","work_at_ms":5,"work_day":9}}"#);
    let expected = Body::Feedback(Feedback { next_step: "Quote".into(), ..Feedback::on(OUTCOME, 5, Day(9)) });
    assert_eq!(Body::parse("feedback", 1, &feedback), Ok(Parsed::Known(expected.clone())));
    assert_eq!(expected.to_json(), feedback);
}

/// The ids in a text.
fn ids_in(text: &str) -> BTreeSet<Uuid> {
    let words = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
    words.filter(|word| word.len() == 36).filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn every_id_in_a_body_is_named() {
    for body in all() {
        let written = match body {
            // What a setting names is asked of the merged fields.
            Body::Set(_) => BTreeSet::new(),
            _ => ids_in(&body.to_json()),
        };
        assert_eq!(ids_in(&format!("{:?}", body.names())), written, "{:?}", body.which());
    }
}

#[test]
fn what_is_changed_is_what_is_superseded_or_taken_back() {
    for body in all() {
        let changed: Vec<OpId> = body
            .names()
            .into_iter()
            .filter_map(|name| match name {
                Name::Fact(target) if target.changes => Some(target.id),
                _ => None,
            })
            .collect();
        match &body {
            Body::Retraction(retraction) => assert_eq!(changed, retraction.of),
            _ => assert_eq!(changed, body.supersedes(), "{:?}", body.which()),
        }
    }
}

#[test]
fn a_fact_that_is_named_must_be_of_the_kind_that_makes_sense() {
    use Kind::*;
    let kinds = |kind: Kind| -> Vec<(OpId, &[Kind])> {
        let facts = sample(kind).names().into_iter().filter_map(|name| match name {
            Name::Fact(target) => Some((target.id, target.kinds)),
            _ => None,
        });
        facts.collect()
    };
    type Targets<'a> = &'a [(OpId, &'a [Kind])];
    let table: &[(Kind, Targets)] = &[
        (Judgement, &[(op(1), &[Evidence]), (op(2), &[Judgement, Retraction])]),
        (Excusal, &[(op(1), &[Judgement])]),
        (Evidence, &[(op(1), &[Evidence]), (op(2), &[Evidence, Retraction])]),
        (BlobRef, &[]),
        (VoiceRef, &[]),
        (DocumentRef, &[]),
        (GroupLink, &[(op(1), &[Evidence]), (op(2), &[Evidence])]),
        (Feedback, &[(op(1), &[Judgement]), (op(2), &[Feedback, Retraction])]),
        (Question, &[(op(1), &[Feedback])]),
        (Answer, &[(op(1), &[Question])]),
        (Understood, &[(op(1), &[Feedback])]),
        (Rewording, &[(op(1), &[Feedback])]),
        (OwnWords, &[]),
        (Practice, &[(op(1), &[Practice, Retraction])]),
        (Readiness, &[]),
        (TaskFeel, &[]),
        (Habit, &[]),
        (Partner, &[]),
        (Signup, &[]),
        (RetakeConditions, &[]),
        (RetakeRequest, &[]),
        (RetakeDecision, &[(op(1), &[RetakeRequest])]),
        (Choice, &[]),
        (Proposal, &[]),
        (ProposalDecision, &[(op(1), &[Proposal])]),
        (Goal, &[(op(1), &[Goal, Retraction])]),
        (GoalReview, &[(op(1), &[Goal])]),
        (PeerComment, &[(op(1), &[Evidence])]),
        (PeerUnkind, &[(op(1), &[PeerComment])]),
        (StaffNote, &[]),
        (GradeOverride, &[]),
        (GradeRequest, &[]),
        (GradeDecision, &[(op(1), &[GradeRequest])]),
        (AmendmentRequest, &[(op(1), Kind::RETRACTABLE)]),
        (AmendmentAnswer, &[(op(1), &[AmendmentRequest])]),
        (Retraction, &[(op(1), Kind::RETRACTABLE), (op(2), Kind::RETRACTABLE)]),
        (Set, &[]),
    ];
    assert_eq!(table.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), Kind::ALL);
    for (kind, expected) in table {
        assert_eq!(&kinds(*kind), expected, "{kind:?}");
    }
    let is_bound = |kind: &Kind| sample(*kind).binds().is_some();
    let binding: Vec<Kind> = Kind::ALL.iter().copied().filter(is_bound).collect();
    assert_eq!(binding, Kind::BINDING);
    let never = |kind: &Kind| Kind::BINDING.contains(kind) || [Retraction, Set].contains(kind);
    let rest: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !never(kind)).collect();
    assert_eq!(rest, Kind::RETRACTABLE);
}

#[test]
fn a_target_fits_by_kind_and_outcome_and_lane() {
    let Body::Judgement(judgement) = sample(Kind::Judgement) else { panic!() };
    let other_outcome =
        Body::Judgement(Judgement { outcome: OutcomeId::from_bytes([9; 16]), ..judgement.clone() });
    let other_lane = Body::Judgement(Judgement { lane: Lane::Teacher, ..judgement.clone() });
    let same = Body::Judgement(judgement);
    let named = same.names().pop();
    let Some(Name::Fact(corrected)) = named else { panic!("{named:?}") };
    assert!(corrected.changes);
    assert!(corrected.fits(&same));
    assert!(!corrected.fits(&other_outcome));
    assert!(!corrected.fits(&other_lane));
    assert!(corrected.fits(&sample(Kind::Retraction)));
    assert!(!corrected.fits(&sample(Kind::Feedback)));
}

#[test]
fn a_group_photo_names_each_piece_in_its_own_students_record() {
    let Body::GroupLink(link) = sample(Kind::GroupLink) else { panic!() };
    let expected: Vec<Name> = link
        .pieces
        .iter()
        .flat_map(|piece| {
            let target = Target {
                id: piece.evidence,
                kinds: &[Kind::Evidence],
                student: Some(piece.student),
                outcome: None,
                lane: None,
                changes: false,
            };
            [Name::Student(piece.student), Name::Fact(target)]
        })
        .collect();
    assert_eq!(link.names(), expected);
}

#[test]
fn every_sample_keeps_the_rules_of_its_kind() {
    for body in all() {
        assert_eq!(body.check(), Ok(()), "{:?}", body.which());
    }
}

/// Changes one field of a sample's JSON and says which rule that breaks.
fn broken(kind: Kind, field: &str, value: serde_json::Value) -> Option<String> {
    let mut json: serde_json::Value = serde_json::from_str(&sample(kind).to_json()).unwrap();
    let mut at = &mut json;
    for part in field.split('/') {
        at = match part.parse::<usize>() {
            Ok(n) => &mut at[n],
            Err(_) => &mut at[part],
        };
    }
    *at = value;
    match Body::parse(kind.as_str(), 1, &json.to_string()).unwrap() {
        Parsed::Known(body) => body.check().err().map(|fault| fault.to_string()),
        Parsed::Unknown => None,
    }
}

#[test]
fn every_text_has_its_limit() {
    use Kind::*;
    let table = [
        (Excusal, "reason", LINE),
        (Evidence, "text", TEXT),
        (Feedback, "went_well", TEXT),
        (Feedback, "improve", TEXT),
        (Feedback, "next_step", TEXT),
        (Question, "text", TEXT),
        (Answer, "text", TEXT),
        (Rewording, "text", LINE),
        (OwnWords, "text", LINE),
        (Practice, "note", LINE),
        (Readiness, "next_step", LINE),
        (Habit, "habit", LINE),
        (Habit, "note", TEXT),
        (RetakeConditions, "conditions/note", LINE),
        (RetakeRequest, "text", TEXT),
        (Proposal, "text", TEXT),
        (ProposalDecision, "decision/returned/reason", TEXT),
        (Goal, "step", LINE),
        (GoalReview, "text", TEXT),
        (PeerComment, "text", TEXT),
        (StaffNote, "text", TEXT),
        (GradeOverride, "period", MARK),
        (GradeOverride, "mark", MARK),
        (GradeOverride, "reason", TEXT),
        (GradeRequest, "period", MARK),
        (GradeRequest, "text", TEXT),
        (GradeDecision, "decision/returned/reason", TEXT),
        (AmendmentRequest, "text", TEXT),
        (Set, "entity", MARK),
        (Set, "id", LINE),
    ];
    for (kind, field, limit) in table {
        let name = field.rsplit('/').next().unwrap();
        assert_eq!(broken(kind, field, "é".repeat(limit).into()), None, "{kind:?} {field}");
        let fault = format!("{name} is longer than {limit} characters");
        assert_eq!(broken(kind, field, "é".repeat(limit + 1).into()), Some(fault), "{kind:?} {field}");
    }
}

#[test]
fn what_must_be_said_is_said() {
    use Kind::*;
    let table = [
        (Excusal, "reason"),
        (Question, "text"),
        (Answer, "text"),
        (OwnWords, "text"),
        (Habit, "habit"),
        (Proposal, "text"),
        (ProposalDecision, "decision/returned/reason"),
        (Goal, "step"),
        (PeerComment, "text"),
        (StaffNote, "text"),
        (GradeOverride, "mark"),
        (GradeOverride, "reason"),
        (GradeRequest, "text"),
        (GradeDecision, "decision/returned/reason"),
        (AmendmentRequest, "text"),
        (Set, "entity"),
        (Set, "id"),
    ];
    for (kind, field) in table {
        let name = field.rsplit('/').next().unwrap();
        assert_eq!(broken(kind, field, " ".into()), Some(format!("{name} must say something")), "{kind:?}");
    }
    for kind in [RetakeDecision, AmendmentAnswer] {
        let returned = |reason: &str| serde_json::json!({"returned": {"reason": reason}});
        assert_eq!(broken(kind, "decision", returned("")), Some("reason must say something".into()));
        assert_eq!(broken(kind, "decision", returned("One more paragraph first")), None);
    }
}

#[test]
fn a_list_names_what_it_must_once_and_not_too_many() {
    use Kind::*;
    let table = [
        (Judgement, "supersedes", 0, LIST),
        (Excusal, "of", 1, LIST),
        (Evidence, "outcomes", 1, LIST),
        (Evidence, "attachments", 0, LIST),
        (Evidence, "supersedes", 0, LIST),
        (Feedback, "attachments", 0, LIST),
        (Feedback, "supersedes", 0, LIST),
        (Practice, "supersedes", 0, LIST),
        (Signup, "outcomes", 0, LIST),
        (RetakeConditions, "conditions/tasks", 0, LIST),
        (Proposal, "attachments", 0, LIST),
        (Goal, "supersedes", 0, LIST),
        (AmendmentRequest, "of", 0, LIST),
        (Retraction, "of", 1, LIST),
    ];
    let ids = |n: usize| (0..n).map(|n| Uuid::from_u128(n as u128).to_string()).collect::<Vec<_>>();
    for (kind, field, least, most) in table {
        let name = field.rsplit('/').next().unwrap();
        assert_eq!(broken(kind, field, ids(most).into()), None, "{kind:?}");
        let many = format!("{name} names more than {most}");
        assert_eq!(broken(kind, field, ids(most + 1).into()), Some(many), "{kind:?}");
        let none = (least == 1).then(|| format!("{name} names fewer than 1"));
        assert_eq!(broken(kind, field, ids(0).into()), none, "{kind:?}");
        let twice = [ids(1), ids(1)].concat();
        assert_eq!(broken(kind, field, twice.into()), Some(format!("{name} names the same one twice")));
    }
}

#[test]
fn a_judgement_is_of_the_whole_or_of_rows_each_once() {
    let Body::Judgement(judgement) = sample(Kind::Judgement) else { panic!() };
    let row = judgement.rows[0];
    let rows_alone = Judgement { level: None, ..judgement.clone() };
    assert_eq!(rows_alone.check(), Ok(()));
    let nothing = Judgement { level: None, rows: vec![], ..judgement.clone() };
    assert_eq!(nothing.check(), Err(Rule::Missing.of("level")));
    let twice = Judgement { rows: vec![row, row], ..judgement.clone() };
    assert_eq!(twice.check(), Err(Rule::Repeated.of("rows")));
    let rows = (0..5).map(|n| RowLevel { row_id: RowId::from_bytes([n; 16]), ..row }).collect();
    assert_eq!(Judgement { rows, ..judgement }.check(), Err(Rule::TooMany(4).of("rows")));
}

#[test]
fn feedback_says_something_in_writing_or_otherwise() {
    let Body::Feedback(full) = sample(Kind::Feedback) else { panic!() };
    let silent =
        Feedback { went_well: String::new(), improve: " ".into(), next_step: String::new(), ..full.clone() };
    assert_eq!(silent.check(), Ok(()));
    let nothing = Feedback { attachments: vec![], ..silent.clone() };
    assert_eq!(nothing.check(), Err(Rule::Missing.of("next_step")));
    for said in [
        Feedback { went_well: "Clear".into(), ..nothing.clone() },
        Feedback { improve: "Quote".into(), ..nothing.clone() },
        Feedback { next_step: "Quote".into(), ..nothing },
    ] {
        assert_eq!(said.check(), Ok(()));
    }
}

#[test]
fn a_next_step_is_reworded_in_writing_or_aloud() {
    let Body::Rewording(full) = sample(Kind::Rewording) else { panic!() };
    let aloud = Rewording { text: String::new(), ..full.clone() };
    assert_eq!(aloud.check(), Ok(()));
    assert_eq!(Rewording { voice: None, ..full }.check(), Ok(()));
    assert_eq!(Rewording { voice: None, ..aloud }.check(), Err(Rule::Missing.of("text")));
}

#[test]
fn numbers_stay_in_their_ranges() {
    let outside = |field: &str, most: u32| Some(format!("{field} is not from 0 to {most}"));
    assert_eq!(broken(Kind::Practice, "minutes", 600.into()), None);
    assert_eq!(broken(Kind::Practice, "minutes", 601.into()), outside("minutes", 600));
    assert_eq!(broken(Kind::RetakeConditions, "conditions/minutes", 600.into()), None);
    assert_eq!(broken(Kind::RetakeConditions, "conditions/minutes", 601.into()), outside("minutes", 600));
    for field in ["w", "h"] {
        let none = format!("{field} is not from 1 to 4294967295");
        assert_eq!(broken(Kind::BlobRef, field, 0.into()), Some(none));
        assert_eq!(broken(Kind::BlobRef, field, 1.into()), None);
    }
}

#[test]
fn a_hash_is_64_lower_case_digits() {
    let whole = Kind::BINDING.iter().map(|kind| (*kind, "sha256"));
    for (kind, field) in whole.chain([(Kind::BlobRef, "thumb")]) {
        let fault = Some(format!("{field} is not a SHA-256"));
        for bad in ["0f".repeat(31), "0F".repeat(32), "0g".repeat(32)] {
            assert_eq!(broken(kind, field, bad.into()), fault);
        }
    }
}

#[test]
fn a_voice_note_lasts_a_minute_at_most() {
    let fault = Some("ms is not from 1 to 61000".to_owned());
    for (ms, found) in [(0, fault.clone()), (1, None), (61_000, None), (61_001, fault)] {
        assert_eq!(broken(Kind::VoiceRef, "ms", ms.into()), found);
    }
}

#[test]
fn a_document_is_a_pdf_or_text_of_4_mib_at_most() {
    let fault = Some("bytes is not from 1 to 4194304".to_owned());
    for (bytes, found) in [(0, fault.clone()), (1, None), (4 << 20, None), ((4 << 20) + 1, fault)] {
        assert_eq!(broken(Kind::DocumentRef, "bytes", bytes.into()), found);
    }
    let json = sample(Kind::DocumentRef).to_json();
    assert!(Body::parse("document.ref", 1, &json.replace("pdf", "text")).is_ok());
    assert!(Body::parse("document.ref", 1, &json.replace("pdf", "program")).is_err());
}

#[test]
fn a_photo_is_bound_with_its_thumbnail_and_all_else_alone() {
    let hashes =
        |kind: Kind| sample(kind).binds().map(|it| it.hashes().map(str::to_owned).collect::<Vec<_>>());
    let (first, thumb) = ("0f".repeat(32), "a9".repeat(32));
    for kind in Kind::ALL {
        let expected = match kind {
            Kind::BlobRef => Some(vec![first.clone(), thumb.clone()]),
            Kind::VoiceRef | Kind::DocumentRef => Some(vec![first.clone()]),
            _ => None,
        };
        assert_eq!(hashes(*kind), expected, "{kind:?}");
    }
}

#[test]
fn a_group_photo_ties_two_or_more_students_pieces() {
    let Body::GroupLink(link) = sample(Kind::GroupLink) else { panic!() };
    let one = GroupLink { pieces: link.pieces[..1].to_vec() };
    assert_eq!(one.check(), Err(Rule::TooFew(2).of("pieces")));
    let same = GroupLink { pieces: vec![link.pieces[0]; 2] };
    assert_eq!(same.check(), Err(Rule::Repeated.of("pieces")));
}
