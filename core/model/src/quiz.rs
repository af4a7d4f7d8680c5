//! Several questions of one quiz on one outcome. For the methods that weigh pieces of work against each other
//! each of them stands for the whole quiz; the others look at each question by itself.
//!
//! Source: Canvas's published rule, Σ(possible · share) ÷ Σ possible × what a whole quiz scores; each question
//! still counts as a result.

use crate::fraction::{gcd, rounded};
use crate::ids::OpId;
use crate::result::{Question, Score};
use std::collections::BTreeMap;

/// The score of the whole quiz for each question of one, by the question's place among the counted results.
/// Questions of a quiz that was worth nothing keep their own. Sums run in the order of ids, because the doubles
/// of another system do.
pub(crate) fn wholes(
    questions: &[(usize, Question)],
    unit: i64,
    id_of: impl Fn(usize) -> OpId,
) -> Vec<(usize, Score)> {
    let mut quizzes: BTreeMap<u64, Vec<(usize, Question)>> = BTreeMap::new();
    for question in questions {
        quizzes.entry(question.1.quiz).or_default().push(*question);
    }
    let mut wholes = Vec::with_capacity(questions.len());
    for (_, mut of_quiz) in quizzes {
        of_quiz.sort_by_key(|(at, _)| id_of(*at));
        for (at, question) in &of_quiz {
            if let Some(whole) = whole(&of_quiz, question.worth, unit) {
                wholes.push((*at, whole));
            }
        }
    }
    wholes
}

fn whole(questions: &[(usize, Question)], worth: Score, unit: i64) -> Option<Score> {
    let (mut weighed, mut possible) = (0i128, 0i128);
    let (mut weighed_double, mut possible_double) = (0.0, 0.0);
    for (_, q) in questions {
        let product = i128::from(q.possible.units).saturating_mul(i128::from(q.share.units));
        weighed = weighed.saturating_add(product);
        possible = possible.saturating_add(i128::from(q.possible.units));
        possible_double += q.possible.double;
        weighed_double += q.possible.double * q.share.double;
    }
    if possible <= 0 {
        return None;
    }
    Some(Score {
        units: scaled(weighed, possible.saturating_mul(i128::from(unit)), i128::from(worth.units)),
        double: (weighed_double / possible_double) * worth.double,
    })
}

/// `a / b × c`, rounded half away from zero to a whole number. Common factors go first, so that the products of
/// a gradebook's numbers fit; where they still do not, the quotient is rounded before it is multiplied.
fn scaled(a: i128, b: i128, c: i128) -> i64 {
    let (a, b) = reduced(a, b);
    let (c, b) = reduced(c, b);
    let scaled = match a.checked_mul(c) {
        Some(product) => rounded(product, b),
        None => rounded(a, b).saturating_mul(c),
    };
    i64::try_from(scaled).unwrap_or(if scaled < 0 { i64::MIN } else { i64::MAX })
}

fn reduced(a: i128, b: i128) -> (i128, i128) {
    let common = gcd(a, b);
    (a / common, b / common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ladder::Ladder;

    fn question(quiz: u64, share: i64, possible: i64) -> Question {
        let ladder = Ladder::new(vec![0, 5000], 3000, 1000).unwrap();
        let score = |units| Score::of(units, &ladder);
        Question { quiz, own: score(0), share: score(share), possible: score(possible), worth: score(5000) }
    }

    fn units(questions: &[Question]) -> Vec<(usize, i64)> {
        let questions: Vec<_> = questions.iter().copied().enumerate().collect();
        let id = |at: usize| OpId::from_bytes([at as u8; 16]);
        wholes(&questions, 1000, id).into_iter().map(|(at, whole)| (at, whole.units)).collect()
    }

    /// 0.6 of 3, 0.1 of 5 and 0.4 of 2 of ten are 0.31 of 5: Canvas's own worked example.
    #[test]
    fn each_question_stands_for_its_whole_quiz() {
        let quiz = [question(1, 600, 3000), question(1, 100, 5000), question(1, 400, 2000)];
        assert_eq!(units(&quiz), [(0, 1550), (1, 1550), (2, 1550)]);
        let quiz: Vec<_> = quiz.into_iter().enumerate().collect();
        let doubles = wholes(&quiz, 1000, |at| OpId::from_bytes([at as u8; 16])).into_iter();
        let expected = (3.0 * 0.6 + 5.0 * 0.1 + 2.0 * 0.4) / (3.0 + 5.0 + 2.0) * 5.0;
        assert_eq!(doubles.map(|(_, whole)| whole.double).collect::<Vec<_>>(), [expected; 3]);
    }

    #[test]
    fn quizzes_are_weighed_each_by_itself() {
        let questions = [question(2, 500, 1000), question(1, 1000, 1000), question(2, 1000, 3000)];
        assert_eq!(units(&questions), [(1, 5000), (0, 4375), (2, 4375)]);
    }

    #[test]
    fn a_quiz_worth_nothing_leaves_each_question_its_own() {
        assert_eq!(units(&[question(1, 600, 0), question(1, 200, 0)]), []);
        assert_eq!(units(&[question(1, 600, 1000), question(1, 200, -1000)]), []);
        assert_eq!(units(&[question(1, 600, i64::MIN), question(1, 200, i64::MIN)]), []);
    }

    #[test]
    fn products_beyond_the_numbers_still_give_a_score() {
        assert_eq!(scaled(i128::MAX, i128::MAX - 1, 5000), 5000);
        assert_eq!(scaled(i128::MAX, 1, i128::MAX), i64::MAX);
        assert_eq!(scaled(i128::MIN, 1, i128::MAX), i64::MIN);
    }
}
