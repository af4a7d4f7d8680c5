//! What becomes of pushed operations.

use crate::school::{AMARA, C1, CLASS_7B, ORTIZ, TestSchool, judged};
use notyet_model::fact::Lane;
use notyet_protocol::wire::Fate;

#[tokio::test]
async fn what_a_teacher_records_reaches_the_student_and_the_co_teacher() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(crate::school::ADEYEMI).await);
    let amara = school.student(AMARA, CLASS_7B).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    assert!(amara.sees(op.id).await && adeyemi.sees(op.id).await);
    let _ = C1;
}
