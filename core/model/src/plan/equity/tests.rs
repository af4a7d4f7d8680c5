use super::super::given::{class, student};
use super::*;
use proptest::prelude::*;

/// Groups "a", "b", … of so many students, so many of whom have had a chance.
fn people(groups: &[(usize, usize)]) -> BTreeMap<UserId, Person> {
    let each = (b'a'..).zip(groups).flat_map(|(name, (of, had))| {
        (0..*of).map(move |n| Person {
            group: Some(char::from(name).to_string()),
            had: [(Measure::Chance, if n < *had { Had::Yes } else { Had::NotYet })].into(),
        })
    });
    (0u8..).map(student).zip(each).collect()
}

fn shown(groups: &[(usize, usize)]) -> (Share, Vec<Share>) {
    let shares = shares(Measure::Chance, &people(groups));
    (shares.whole, shares.groups.into_values().collect())
}

#[test]
fn ten_students_are_told_of_and_nine_are_not() {
    assert_eq!(shown(&[(10, 5)]), (Share::Percent(50), vec![Share::Percent(50)]));
    assert_eq!(shown(&[(9, 5)]), (Share::Withheld, vec![Share::Withheld]));
}

#[test]
fn with_one_small_group_the_next_smallest_is_withheld() {
    use Share::{Percent, Withheld};
    assert_eq!(
        shown(&[(40, 20), (4, 2), (30, 15), (20, 10)]),
        (Percent(50), vec![Percent(50), Withheld, Percent(50), Withheld])
    );
}

#[test]
fn of_two_groups_one_of_which_is_small_neither_is_told() {
    assert_eq!(shown(&[(25, 5), (5, 1)]), (Share::Percent(20), vec![Share::Withheld; 2]));
}

#[test]
fn small_groups_that_are_few_students_together_take_another_with_them() {
    use Share::{Percent, Withheld};
    assert_eq!(shown(&[(4, 2), (5, 2), (12, 6), (20, 10)]).1, [Withheld, Withheld, Withheld, Percent(50)]);
    assert_eq!(shown(&[(5, 2), (5, 2), (12, 6), (20, 10)]).1, [Withheld, Withheld, Percent(50), Percent(50)]);
}

#[test]
fn equally_small_groups_are_taken_in_the_order_of_their_labels() {
    use Share::{Percent, Withheld};
    assert_eq!(shown(&[(12, 6), (12, 6), (3, 1)]).1, [Withheld, Percent(50), Withheld]);
}

#[test]
fn none_and_all_are_not_told_exactly() {
    let of_twenty = |had| shown(&[(20, had)]).0;
    assert_eq!(
        [0, 2, 3, 17, 18, 20].map(of_twenty),
        [
            Share::AtMost(10),
            Share::AtMost(10),
            Share::Percent(15),
            Share::Percent(85),
            Share::AtLeast(90),
            Share::AtLeast(90)
        ]
    );
}

#[test]
fn shares_are_whole_percents_with_halves_rounded_up() {
    assert_eq!([1, 3, 5].map(|n| shown(&[(16, n + 2)]).0), [19, 31, 44].map(Share::Percent));
    assert_eq!(shown(&[(40, 5)]).0, Share::Percent(13));
}

#[test]
fn an_unknown_group_is_a_group_like_the_others() {
    let mut people = people(&[(20, 10), (12, 6)]);
    for person in people.values_mut().filter(|p| p.group.as_deref() == Some("b")) {
        person.group = None;
    }
    let known = Some("a".to_owned());
    let groups = [(None, Share::Percent(50)), (known.clone(), Share::Percent(50))].into();
    assert_eq!(shares(Measure::Chance, &people), Shares { whole: Share::Percent(50), groups });
    people.retain(|id, person| person.group.is_some() || *id <= student(24));
    let groups = [(None, Share::Withheld), (known, Share::Withheld)].into();
    assert_eq!(shares(Measure::Chance, &people).groups, groups);
}

#[test]
fn whom_a_measure_does_not_concern_counts_in_none_of_its_shares() {
    let mut people = people(&[(30, 15)]);
    assert_eq!(shares(Measure::Retake, &people), Shares { whole: Share::Withheld, groups: BTreeMap::new() });
    for (n, person) in people.values_mut().enumerate().take(12) {
        let had = if n < 3 { Had::Yes } else { Had::NotYet };
        person.had.insert(Measure::Retake, had);
    }
    assert_eq!(shares(Measure::Retake, &people).whole, Share::Percent(25));
}

#[test]
fn names_are_told_only_to_those_who_teach_the_student() {
    let people = people(&[(6, 3)]);
    let rosters = [
        (class(1), [2, 3, 5].map(student).into()),
        (class(2), [4, 5].map(student).into()),
        (class(3), [3, 77].map(student).into()),
    ]
    .into();
    let named = |classes: &[u8]| {
        let teaches = classes.iter().map(|n| class(*n)).collect();
        not_yet(Measure::Chance, &people, &MaySee::by_teaching(&teaches, &rosters))
    };
    assert_eq!(named(&[1]), [3, 5].map(student));
    assert_eq!(named(&[3, 2]), [3, 4, 5].map(student));
    assert_eq!(named(&[9]), []);
    let office = MaySee::by_teaching(&[class(1)].into(), &rosters);
    assert_eq!(not_yet(Measure::Feedback, &people, &office), []);
}

/// By its type a view has shares by label, and no name and no number of students: a field more, and this no
/// longer compiles.
#[test]
fn shares_say_labels_and_percents_and_nothing_else() {
    let Shares { whole, groups } = shares(Measure::Chance, &people(&[(10, 5)]));
    let told: (Share, BTreeMap<Option<String>, Share>) = (whole, groups);
    assert_eq!(told, (Share::Percent(50), [(Some("a".to_owned()), Share::Percent(50))].into()));
}

fn sizes() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((1usize..25, 0usize..25), 1..5)
        .prop_map(|groups| groups.into_iter().map(|(of, had)| (of, had.min(of))).collect())
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn no_small_group_is_told_nor_can_be_worked_out(groups in sizes()) {
        let (_, shares) = shown(&groups);
        let withheld: Vec<usize> = groups
            .iter()
            .zip(&shares)
            .filter(|(_, share)| **share == Share::Withheld)
            .map(|((of, _), _)| *of)
            .collect();
        let small = groups.iter().filter(|(of, _)| *of < SMALLEST).count();
        prop_assert!(groups.iter().zip(&shares).all(|((of, _), s)| *of >= SMALLEST || *s == Share::Withheld));
        prop_assert_eq!(small == 0, withheld.is_empty());
        // Unless everything is withheld, what taking the shown from the whole leaves is neither one group nor few.
        if small > 0 && withheld.len() < groups.len() {
            prop_assert!(withheld.len() >= 2 && withheld.iter().sum::<usize>() >= SMALLEST);
        }
        // Nothing is withheld without need: without the largest of them the rest would tell, or they are small.
        if let Some(largest) = withheld.iter().max().filter(|of| **of >= SMALLEST) {
            let rest = withheld.iter().sum::<usize>() - largest;
            prop_assert!(withheld.len() == 2 || rest < SMALLEST);
        }
    }

    #[test]
    fn a_share_is_true_of_its_group(of in SMALLEST..60, had in 0usize..60) {
        let had = had.min(of);
        let exact = had as f64 * 100.0 / of as f64;
        let so = match shown(&[(of, had)]).0 {
            Share::Withheld => false,
            Share::AtMost(p) => p == 10 && exact <= 10.0,
            Share::AtLeast(p) => p == 90 && exact >= 90.0,
            Share::Percent(p) => (f64::from(p) - exact).abs() <= 0.5 && exact > 10.0 && exact < 90.0,
        };
        prop_assert!(so);
    }

    #[test]
    fn neither_who_they_are_nor_their_order_matters(groups in sizes(), turn in 0u8..255) {
        let people = people(&groups);
        let others = people.iter().map(|(id, p)| (student(id.0.as_bytes()[0].wrapping_sub(turn)), p.clone()));
        prop_assert_eq!(shares(Measure::Chance, &others.collect()), shares(Measure::Chance, &people));
    }
}
