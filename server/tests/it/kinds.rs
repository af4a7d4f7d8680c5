//! Every kind of fact: by whom it is taken, whom it is refused, and that nothing it names can be forged.

use crate::lesson::{
    Asked, DAY, Lesson, NOWHERE, ROUND, STARTER, TASK, TERM, WAY, evidence, feedback, goal, judgement, with,
};
use crate::school::{AMARA, BEN, C1, C3, CHIDI, FOREIGN, Phone, ROW};
use notyet_model::authority::Refusal::{
    self, BadReference, NotThisStudent, NotYourClass, NotYourLane, NotYourRole,
};
use notyet_model::fact::Kind;
use notyet_model::ids::OpId;
use notyet_protocol::wire::Fate;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One kind about Amara: who writes it, with which fields; who may not, and why; fields that name something which
/// is not hers, not there or not of the kind that it must be.
struct Row<'a> {
    kind: Kind,
    by: &'a Phone,
    fields: Value,
    not_by: &'a Phone,
    why: Refusal,
    forged: Vec<Value>,
}

fn row<'a>(
    kind: Kind,
    by: &'a Phone,
    fields: Value,
    (not_by, why): (&'a Phone, Refusal),
    forged: Vec<Value>,
) -> Row<'a> {
    Row { kind, by, fields, not_by, why, forged }
}

fn table<'a>(it: &'a Lesson, asked: &Asked) -> Vec<Row<'a>> {
    let (ortiz, adeyemi, office) = (&it.ortiz, &it.adeyemi, &it.office);
    let (amara, ben, chidi) = (&it.amara, &it.ben, &it.chidi);
    let returned = json!({"returned": {"reason": "One more paragraph first"}});
    let not_hers = (amara, NotYourRole);
    let not_staffs = (ortiz, NotYourRole);
    let unknown = |field: &str| json!({field: NOWHERE});
    let foreign = json!({"outcome": FOREIGN});
    let fact = |field: &str, id: OpId| json!({field: id});
    let comment = json!({"round": ROUND, "evidence": it.work, "row": ROW, "starter": STARTER, "text": "one"});
    let pieces = |ids: [OpId; 2]| json!({"pieces": [{"student": AMARA, "evidence": ids[0]}, {"student": BEN, "evidence": ids[1]}]});
    let of_chidi = json!({"pieces": [{"student": AMARA, "evidence": it.work},
        {"student": CHIDI, "evidence": it.bens_work}]});
    let conditions = |task: Value| json!({"conditions": {"minutes": 20, "tasks": [task]}});
    vec![
        row(
            Kind::Judgement,
            ortiz,
            judgement(),
            (amara, NotYourLane),
            vec![
                unknown("task"),
                fact("evidence", it.bens_work),
                fact("evidence", it.feedback),
                json!({"supersedes": [it.bens_level]}),
                json!({"supersedes": [it.judged_herself]}),
            ],
        ),
        row(
            Kind::Excusal,
            ortiz,
            json!({"of": [it.judged], "reason": "Fire drill"}),
            not_hers,
            vec![
                json!({"of": [it.judged_herself]}),
                json!({"of": [it.bens_level]}),
                json!({"of": [it.feedback]}),
            ],
        ),
        row(
            Kind::Evidence,
            amara,
            evidence(),
            (ben, NotThisStudent),
            vec![
                unknown("task"),
                unknown("context"),
                json!({"outcomes": [C3, FOREIGN]}),
                fact("revises", it.bens_work),
            ],
        ),
        row(
            Kind::GroupLink,
            ortiz,
            pieces([it.work, it.bens_work]),
            not_hers,
            vec![
                pieces([it.bens_work, it.work]),
                of_chidi,
                json!({"pieces": [{"student": BEN, "evidence": it.bens_work}, {"student": CHIDI, "evidence": NOWHERE}]}),
            ],
        ),
        row(
            Kind::Feedback,
            ortiz,
            with(&feedback(), &json!({"judgement": it.judged})),
            not_hers,
            vec![fact("judgement", it.bens_level), fact("judgement", it.work), foreign.clone()],
        ),
        row(
            Kind::Question,
            amara,
            json!({"feedback": it.feedback, "text": "Why?"}),
            not_staffs,
            vec![fact("feedback", it.judged), unknown("feedback")],
        ),
        row(
            Kind::Answer,
            adeyemi,
            json!({"question": asked.question, "text": "The first"}),
            not_hers,
            vec![fact("question", it.feedback)],
        ),
        row(
            Kind::Understood,
            amara,
            json!({"feedback": it.feedback}),
            not_staffs,
            vec![fact("feedback", asked.question)],
        ),
        row(
            Kind::Rewording,
            ortiz,
            json!({"feedback": it.feedback, "text": "I quote"}),
            (chidi, NotYourClass),
            vec![fact("feedback", it.work)],
        ),
        row(
            Kind::OwnWords,
            amara,
            json!({"of": {"term": TERM}, "text": "What I say"}),
            not_staffs,
            vec![json!({"of": {"term": NOWHERE}}), json!({"of": {"outcome": FOREIGN}})],
        ),
        row(
            Kind::Practice,
            amara,
            json!({"outcome": C3, "task": TASK, "term": {"term": TERM, "mode": "speaking"}, "minutes": 20,
                "work_at_ms": 5, "work_day": 20_775}),
            not_staffs,
            vec![
                unknown("task"),
                json!({"term": {"term": NOWHERE, "mode": "speaking"}}),
                json!({"supersedes": [it.work]}),
            ],
        ),
        row(
            Kind::Readiness,
            amara,
            json!({"outcome": C3, "task": TASK, "confidence": "nearly", "day": 20_775}),
            not_staffs,
            vec![foreign.clone(), unknown("task")],
        ),
        row(Kind::TaskFeel, amara, json!({"task": TASK, "feel": "stuck"}), not_staffs, vec![unknown("task")]),
        row(
            Kind::Habit,
            ortiz,
            json!({"habit": "Comes prepared", "lane": "teacher", "day": 20_775}),
            (amara, NotYourLane),
            vec![],
        ),
        row(
            Kind::Partner,
            amara,
            json!({"outcome": C3, "side": "learning"}),
            not_staffs,
            vec![foreign.clone()],
        ),
        row(
            Kind::Signup,
            amara,
            json!({"mastery_day": DAY, "outcomes": [C3]}),
            not_staffs,
            vec![unknown("mastery_day"), json!({"outcomes": [FOREIGN]})],
        ),
        row(
            Kind::RetakeConditions,
            ortiz,
            with(&json!({"outcome": C3, "task": TASK}), &conditions(json!(TASK))),
            not_hers,
            vec![conditions(json!(NOWHERE)), unknown("task")],
        ),
        row(
            Kind::RetakeRequest,
            amara,
            json!({"outcome": C3, "task": TASK, "day": 20_775}),
            not_staffs,
            vec![unknown("task"), foreign.clone()],
        ),
        row(
            Kind::RetakeDecision,
            ortiz,
            json!({"request": asked.retake, "decision": "approved", "day": 20_775}),
            not_hers,
            vec![fact("request", asked.grade)],
        ),
        row(
            Kind::Choice,
            amara,
            json!({"task": TASK, "pick": {"way": WAY}}),
            not_staffs,
            vec![json!({"pick": {"way": NOWHERE}}), json!({"pick": {"proposal": asked.goal}})],
        ),
        row(
            Kind::Proposal,
            amara,
            json!({"task": TASK, "text": "A poster"}),
            not_staffs,
            vec![unknown("task")],
        ),
        row(
            Kind::ProposalDecision,
            ortiz,
            json!({"proposal": asked.proposal, "decision": returned}),
            not_hers,
            vec![fact("proposal", asked.retake)],
        ),
        row(
            Kind::Goal,
            amara,
            goal(),
            not_staffs,
            vec![unknown("row"), unknown("to"), json!({"outcome": C1}), unknown("rubric_version")],
        ),
        row(
            Kind::GoalReview,
            amara,
            json!({"goal": asked.goal, "went": "partly", "day": 20_789}),
            not_staffs,
            vec![fact("goal", asked.proposal)],
        ),
        row(
            Kind::PeerComment,
            ben,
            comment,
            not_hers,
            vec![
                fact("evidence", it.bens_work),
                fact("evidence", it.judged),
                unknown("row"),
                unknown("starter"),
            ],
        ),
        row(
            Kind::PeerUnkind,
            amara,
            json!({"comment": asked.comment}),
            (ben, NotThisStudent),
            vec![fact("comment", it.feedback)],
        ),
        row(
            Kind::StaffNote,
            adeyemi,
            json!({"text": "Sits better in front", "outcome": C3}),
            not_hers,
            vec![foreign.clone()],
        ),
        row(
            Kind::GradeOverride,
            ortiz,
            json!({"mark": "B+", "reason": "Shown after the term"}),
            not_hers,
            vec![],
        ),
        row(Kind::GradeRequest, amara, json!({"text": "I showed it"}), not_staffs, vec![]),
        row(
            Kind::GradeDecision,
            office,
            json!({"request": asked.grade, "decision": returned}),
            not_hers,
            vec![fact("request", asked.retake)],
        ),
        row(
            Kind::AmendmentRequest,
            amara,
            json!({"of": [it.judged], "text": "Not mine"}),
            not_staffs,
            vec![json!({"of": [it.bens_level]}), json!({"of": [it.note]})],
        ),
        row(
            Kind::AmendmentAnswer,
            office,
            json!({"request": asked.amendment, "decision": "approved"}),
            not_hers,
            vec![fact("request", asked.grade)],
        ),
        row(
            Kind::Retraction,
            adeyemi,
            json!({"of": [it.judged]}),
            (chidi, NotYourClass),
            vec![
                json!({"of": [it.bens_level]}),
                json!({"of": [asked.question]}),
                json!({"of": [it.judged, it.note]}),
                json!({"of": [NOWHERE]}),
            ],
        ),
    ]
}

#[tokio::test]
async fn every_kind_is_taken_from_who_may_refused_to_who_may_not_and_never_with_a_forged_name() {
    let it = Lesson::open().await;
    let asked = it.asked().await;
    let table = table(&it, &asked);
    let mut kinds: Vec<Kind> = table.iter().map(|row| row.kind).collect();
    // Bytes need photos, voice notes and documents, and fields are set otherwise; all have their own tests.
    kinds.extend(Kind::BINDING.iter().copied().chain([Kind::Set]));
    kinds.sort();
    let mut known = Kind::ALL.to_vec();
    known.sort();
    assert_eq!(kinds, known);
    for row in &table {
        let kind = row.kind.as_str();
        it.refused(row.not_by, kind, &row.fields, row.why).await;
        for forged in &row.forged {
            it.refused(row.by, kind, &with(&row.fields, forged), BadReference).await;
        }
        let of_chidi = it.op(row.by, CHIDI, kind, &row.fields);
        assert_eq!(row.by.push(&of_chidi).await, Fate::Refused(NotThisStudent), "{kind} about a stranger");
        it.stored(row.by, AMARA, kind, &row.fields).await;
    }
}

#[tokio::test]
async fn every_kind_reaches_its_readers_and_nobody_else() {
    let it = Lesson::open().await;
    let asked = it.asked().await;
    let mut sent = BTreeMap::new();
    for row in table(&it, &asked) {
        sent.insert(it.stored(row.by, AMARA, row.kind.as_str(), &row.fields).await, row.kind);
    }
    let seen = async |who: &Phone| {
        let held: Vec<OpId> = who.pull_all().await.into_values().flatten().collect();
        let mut kinds: Vec<Kind> =
            sent.iter().filter(|(id, _)| held.contains(id)).map(|(_, kind)| *kind).collect();
        kinds.sort();
        kinds
    };
    let mut all: Vec<Kind> = sent.values().copied().collect();
    all.sort();
    assert_eq!(seen(&it.adeyemi).await, all);
    assert_eq!(seen(&it.ortiz).await, all);
    all.retain(|kind| !matches!(kind, Kind::StaffNote | Kind::GroupLink));
    assert_eq!(seen(&it.amara).await, all);
    assert_eq!(seen(&it.ben).await, [Kind::PeerComment], "his own, while the round is open");
    assert_eq!(seen(&it.chidi).await, []);
    assert_eq!(seen(&it.office).await, []);
}

#[tokio::test]
async fn a_body_that_breaks_a_rule_of_its_kind_is_refused_as_malformed() {
    let it = Lesson::open().await;
    let table = [
        (&it.amara, "question", json!({"feedback": it.feedback, "text": " "})),
        (&it.ortiz, "group.link", json!({"pieces": [{"student": AMARA, "evidence": it.work}]})),
        (&it.ortiz, "retraction", json!({"of": [it.judged, it.judged]})),
        (&it.amara, "goal", with(&goal(), &json!({"step": "x".repeat(201)}))),
    ];
    for (who, kind, fields) in table {
        it.refused(who, kind, &fields, Refusal::Malformed).await;
    }
    let mut op = it.op(&it.amara, AMARA, "understood", &json!({"feedback": it.feedback}));
    op.b = serde_json::value::RawValue::from_string("{}".into()).unwrap();
    assert_eq!(it.amara.push(&op).await, Fate::Refused(Refusal::Malformed));
}
