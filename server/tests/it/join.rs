//! Coming in: staff codes, class codes, and the teacher at the door.

use crate::school::{
    ADEYEMI, AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, HERE, OFFICE, ORTIZ, TestSchool, member, request,
};
use notyet_model::authority::Role;
use notyet_model::ids::{ClassId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::PROTO;
use notyet_protocol::wire::{DeviceRequest, Fault, Join, JoinDecision, Joined, OpenDoor};
use notyet_server::{NotForStaff, Plan};

#[tokio::test]
async fn a_staff_code_enrols_one_device_and_no_second() {
    let school = TestSchool::open().await;
    let (code, person) =
        school.service.staff_code("name of 01010101-0101-0101-0101-010101010101").await.unwrap().unwrap();
    assert_eq!(person.id, ORTIZ);
    let typed = || request(Join::StaffCode { code: code.to_string().to_lowercase().replace('-', " ") });
    let Joined::Enrolled(enrolment) = school.service.device(typed(), HERE).await.unwrap() else { panic!() };
    assert_eq!((enrolment.user, enrolment.role), (ORTIZ, Role::Teacher));
    assert_eq!(school.service.device(typed(), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_staff_code_is_good_for_fifteen_minutes() {
    let school = TestSchool::open().await;
    let (code, _) = school.service.staff_code(&OFFICE.to_string()).await.unwrap().unwrap();
    school.env.pass_ms(15 * 60_000);
    let join = request(Join::StaffCode { code: code.to_string() });
    assert_eq!(school.service.device(join, HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn there_is_no_staff_code_for_a_student_or_for_nobody() {
    let school = TestSchool::open().await;
    let student = school.service.staff_code(&AMARA.to_string()).await.unwrap();
    assert!(matches!(student, Err(NotForStaff::Student(_))));
    let nobody = school.service.staff_code("Nobody").await.unwrap();
    assert!(matches!(nobody, Err(NotForStaff::Unknown)));
}

#[tokio::test]
async fn a_student_comes_in_once_a_teacher_of_the_class_has_matched_the_name() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let ticket = school.knock(CLASS_7B, "Amara").await;
    assert!(matches!(school.ask(&ticket).await, Ok(Joined::Waiting { .. })));
    let joins = ortiz.sync(vec![]).await.joins;
    assert_eq!(joins.iter().map(|j| (j.class, j.name.as_str())).collect::<Vec<_>>(), [(CLASS_7B, "Amara")]);
    let decision = JoinDecision { id: joins[0].id.clone(), student: Some(AMARA) };
    school.service.decide_join(&ortiz.token(), decision).await.unwrap();
    let Joined::Enrolled(first) = school.ask(&ticket).await.unwrap() else { panic!() };
    assert_eq!((first.user, first.role), (AMARA, Role::Student));
    assert_eq!(
        school.ask(&ticket).await,
        Ok(Joined::Enrolled(first)),
        "a lost answer can be asked for again"
    );
    assert_eq!(ortiz.sync(vec![]).await.joins, []);
}

#[tokio::test]
async fn a_class_code_never_gives_a_staff_role_whatever_name_is_typed_and_whoever_is_matched() {
    let school = TestSchool::open().await;
    // Someone whom the roster has in the class as a student, while the school knows them as staff.
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, OFFICE, ClassRole::Student, true));
    school.service.apply(plan).await.unwrap();
    let ortiz = school.staff(ORTIZ).await;
    for name in ["Ms Ortiz", "Name of 01010101-0101-0101-0101-010101010101", "administrator"] {
        let ticket = school.knock(CLASS_7B, name).await;
        let id = ortiz.sync(vec![]).await.joins.last().unwrap().id.clone();
        for staff in [ORTIZ, ADEYEMI, OFFICE] {
            let decision = JoinDecision { id: id.clone(), student: Some(staff) };
            assert_eq!(school.service.decide_join(&ortiz.token(), decision).await, Err(Fault::NotAllowed));
        }
        school.env.pass_ms(1_000);
        assert!(matches!(school.ask(&ticket).await, Ok(Joined::Waiting { .. })));
    }
}

#[tokio::test]
async fn only_a_student_of_that_class_can_be_matched() {
    let school = TestSchool::open().await;
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, BEN, ClassRole::Student, false));
    school.service.apply(plan).await.unwrap();
    let ortiz = school.staff(ORTIZ).await;
    school.knock(CLASS_7B, "Chidi").await;
    let id = ortiz.sync(vec![]).await.joins[0].id.clone();
    for (student, why) in
        [(CHIDI, "another class"), (BEN, "has left"), (UserId::from_bytes([0x77; 16]), "nobody")]
    {
        let decision = JoinDecision { id: id.clone(), student: Some(student) };
        assert_eq!(
            school.service.decide_join(&ortiz.token(), decision).await,
            Err(Fault::NotAllowed),
            "{why}"
        );
    }
}

#[tokio::test]
async fn nobody_but_a_teacher_of_the_class_sees_or_decides_who_comes_in() {
    let school = TestSchool::open().await;
    let (ortiz, office, ben) =
        (school.staff(ORTIZ).await, school.staff(OFFICE).await, school.student(BEN, CLASS_7B).await);
    school.knock(CLASS_7D, "Chidi").await;
    let id = school.staff(ADEYEMI).await.sync(vec![]).await.joins[0].id.clone();
    for other in [&ortiz, &office, &ben] {
        assert_eq!(other.sync(vec![]).await.joins, []);
        let decision = JoinDecision { id: id.clone(), student: Some(CHIDI) };
        assert_eq!(school.service.decide_join(&other.token(), decision).await, Err(Fault::NotFound));
    }
}

fn open(class: ClassId, student: Option<UserId>) -> OpenDoor {
    OpenDoor { proto: PROTO, class, student }
}

#[tokio::test]
async fn a_teacher_opens_the_door_of_their_own_class_for_ten_minutes() {
    let school = TestSchool::open().await;
    let (ortiz, office, ben) =
        (school.staff(ORTIZ).await, school.staff(OFFICE).await, school.student(BEN, CLASS_7B).await);
    for other in [&office, &ben] {
        let refused = school.service.open_door(&other.token(), open(CLASS_7B, None)).await;
        assert_eq!(refused, Err(Fault::NotFound));
    }
    assert_eq!(school.service.open_door(&ortiz.token(), open(CLASS_7D, None)).await, Err(Fault::NotFound));
    let door = school.service.open_door(&ortiz.token(), open(CLASS_7B, None)).await.unwrap();
    assert_eq!((door.code.len(), door.open_ms), (9, 600_000));
    let knock = || request(Join::ClassCode { code: door.code.clone(), name: "Amara".into() });
    assert!(matches!(school.service.device(knock(), HERE).await, Ok(Joined::Waiting { .. })));
    assert_eq!(ortiz.sync(vec![]).await.joins[0].class, CLASS_7B);
    school.env.pass_ms(door.open_ms);
    assert_eq!(school.service.device(knock(), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_students_code_lets_that_student_in_once_and_nobody_as_anything_else() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    for student in [CHIDI, ORTIZ, UserId::from_bytes([0x77; 16])] {
        let refused = school.service.open_door(&ortiz.token(), open(CLASS_7B, Some(student))).await;
        assert_eq!(refused, Err(Fault::NotFound), "not a student of this class");
    }
    let door = school.service.open_door(&ortiz.token(), open(CLASS_7B, Some(AMARA))).await.unwrap();
    assert_eq!(door.code.len(), 34, "128 bits in groups");
    let typed = |join| school.service.device(request(join), HERE);
    let code = || door.code.clone();
    assert_eq!(typed(Join::StaffCode { code: code() }).await, Err(Fault::Code));
    assert_eq!(typed(Join::ClassCode { code: code(), name: "Ben".into() }).await, Err(Fault::Code));
    let Joined::Enrolled(first) = typed(Join::StudentCode { code: code() }).await.unwrap() else { panic!() };
    assert_eq!((first.user, first.role), (AMARA, Role::Student));
    assert_eq!(typed(Join::StudentCode { code: code() }).await, Err(Fault::Code), "it is spent");
    let (staff, _) = school.service.staff_code(&OFFICE.to_string()).await.unwrap().unwrap();
    assert_eq!(typed(Join::StudentCode { code: staff.to_string() }).await, Err(Fault::Code));
    let late = school.service.open_door(&ortiz.token(), open(CLASS_7B, Some(BEN))).await.unwrap();
    school.env.pass_ms(late.open_ms);
    assert_eq!(typed(Join::StudentCode { code: late.code }).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_lost_answer_to_a_students_code_is_given_again_to_the_same_device_alone() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let door = school.service.open_door(&ortiz.token(), open(CLASS_7B, Some(AMARA))).await.unwrap();
    let by = |digit: &str| DeviceRequest {
        secret: digit.repeat(64),
        ..request(Join::StudentCode { code: door.code.clone() })
    };
    let first = school.service.device(by("a"), HERE).await;
    assert!(matches!(first, Ok(Joined::Enrolled(_))));
    assert_eq!(school.service.device(by("a"), HERE).await, first);
    assert_eq!(school.service.device(by("b"), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_declined_name_is_told_so() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let ticket = school.knock(CLASS_7B, "Zaphod").await;
    let id = ortiz.sync(vec![]).await.joins[0].id.clone();
    school.service.decide_join(&ortiz.token(), JoinDecision { id: id.clone(), student: None }).await.unwrap();
    assert_eq!(school.ask(&ticket).await, Ok(Joined::Declined));
    let again = JoinDecision { id, student: Some(AMARA) };
    assert_eq!(school.service.decide_join(&ortiz.token(), again).await, Err(Fault::NotFound));
}

#[tokio::test]
async fn unknown_used_expired_and_misspelt_codes_get_one_answer() {
    let school = TestSchool::open().await;
    let (door, _) = school.service.class_code("7b", 600_000).await.unwrap();
    let (staff, _) = school.service.staff_code(&ORTIZ.to_string()).await.unwrap().unwrap();
    let by_class = |code: String| request(Join::ClassCode { code, name: "Amara".into() });
    let by_staff = |code: String| request(Join::StaffCode { code });
    for wrong in [
        by_class("00000000".into()),
        by_class("?".into()),
        by_class(staff.to_string()),
        by_staff(door.to_string()),
        request(Join::Ticket { ticket: "0".into() }),
    ] {
        assert_eq!(school.service.device(wrong, HERE).await, Err(Fault::Code));
    }
    assert!(
        school.service.device(by_staff(staff.to_string()), HERE).await.is_ok(),
        "trying it as another kind does not use it up"
    );
    school.env.pass_ms(10 * 60_000);
    assert_eq!(school.service.device(by_class(door.to_string()), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_door_takes_many_students_and_stands_open_no_longer_than_ten_minutes() {
    let school = TestSchool::open().await;
    let (door, title) = school.service.class_code("7B", 24 * 3_600_000).await.unwrap();
    assert_eq!(title, "7B");
    let join = || request(Join::ClassCode { code: door.to_string(), name: "Someone".into() });
    for _ in 0..24 {
        assert!(matches!(school.service.device(join(), HERE).await, Ok(Joined::Waiting { .. })));
    }
    school.env.pass_ms(10 * 60_000);
    assert_eq!(school.service.device(join(), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn an_address_that_guesses_codes_is_held_off_and_others_are_not() {
    let school = TestSchool::open().await;
    let (door, _) = school.service.class_code("7B", 600_000).await.unwrap();
    let join = |code: &str| request(Join::ClassCode { code: code.into(), name: "Someone".into() });
    let held_off = loop {
        match school.service.device(join("AAAAAAAA"), HERE).await.unwrap_err() {
            Fault::Code => {}
            other => break other,
        }
    };
    assert_eq!(held_off, Fault::Busy { again_ms: 10_000 });
    school.env.set_clock(3_600_000);
    assert!(matches!(school.service.device(join(&door.to_string()), HERE).await, Err(Fault::Busy { .. })));
    let elsewhere = "10.0.0.9".parse().unwrap();
    school.env.set_clock(-3_600_000);
    assert!(school.service.device(join(&door.to_string()), elsewhere).await.is_ok());
    school.env.pass_ms(10_000);
    assert!(school.service.device(join(&door.to_string()), HERE).await.is_ok());
}

#[tokio::test]
async fn a_crowd_at_one_door_is_asked_to_wait_and_leaves_other_doors_free() {
    let school = TestSchool::open().await;
    let crowd = async |class: &str| {
        let (door, _) = school.service.class_code(class, 600_000).await.unwrap();
        let join = request(Join::ClassCode { code: door.to_string(), name: "Someone".into() });
        school.service.device(join, HERE).await
    };
    let refused = loop {
        if let Err(fault) = crowd("7B").await {
            break fault;
        }
    };
    assert!(matches!(refused, Fault::Busy { .. }));
    assert!(crowd("7D").await.is_ok());
}

#[tokio::test]
async fn asking_about_a_ticket_too_often_is_refused() {
    let school = TestSchool::open().await;
    let ticket = school.knock(CLASS_7B, "Amara").await;
    assert!(matches!(school.ask(&ticket).await, Ok(Joined::Waiting { .. })));
    assert!(matches!(school.ask(&ticket).await, Err(Fault::Busy { .. })));
}

#[tokio::test]
async fn a_request_at_the_door_is_forgotten_after_ten_minutes() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let ticket = school.knock(CLASS_7B, "Amara").await;
    let id = ortiz.sync(vec![]).await.joins[0].id.clone();
    school.env.pass_ms(10 * 60_000);
    assert_eq!(ortiz.sync(vec![]).await.joins, []);
    let decision = JoinDecision { id, student: Some(AMARA) };
    assert_eq!(school.service.decide_join(&ortiz.token(), decision).await, Err(Fault::NotFound));
    assert_eq!(school.ask(&ticket).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_teacher_who_waits_is_woken_by_a_knock() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let cur = crate::school::heads(&ortiz.sync(vec![]).await);
    let (service, token, request) = (school.service.clone(), ortiz.token(), ortiz.wait_request(cur));
    let waiting = tokio::spawn(async move { service.wait(&token, request).await });
    school.knock(CLASS_7B, "Amara").await;
    assert_eq!(waiting.await.unwrap().unwrap().heads.len(), 0);
    assert_eq!(ortiz.sync(vec![]).await.joins.len(), 1);
}
