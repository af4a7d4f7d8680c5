use super::*;
use crate::ids::OutcomeId;
use proptest::prelude::*;

fn fractions(pairs: &[(i64, u32)]) -> Vec<Fraction> {
    pairs.iter().map(|pair| Fraction::try_from(*pair).unwrap()).collect()
}

fn share(from: &[(i64, u32)]) -> Rule {
    Rule::Share { from: fractions(from), unseen: Unseen::NotDemonstrated }
}

fn essential(outcomes: &[u8], at_most: usize) -> Rule {
    let outcomes = outcomes.iter().map(|n| OutcomeId::from_bytes([*n; 16])).collect();
    Rule::Essential { outcomes, at: Minimum::Mastery, at_most }
}

fn policy(marks: &[&str], rules: Vec<Rule>) -> Result<GradePolicy, BadGradePolicy> {
    let marks = marks.iter().map(|m| (*m).to_owned()).collect();
    GradePolicy::try_from(GradePolicyParts { version: 1, marks, rules, requests: RequestRules::default() })
}

fn refusal(marks: &[&str], rules: Vec<Rule>) -> BadGradePolicy {
    policy(marks, rules).unwrap_err()
}

#[test]
fn the_preset_is_one_that_could_be_published() {
    let preset = GradePolicy::preset();
    assert_eq!(GradePolicy::try_from(GradePolicyParts::from(preset.clone())), Ok(preset));
}

#[test]
fn a_policy_survives_the_wire_and_is_checked_there() {
    let rules = vec![
        share(&[(1, 2), (3, 4)]),
        Rule::Mean { from: fractions(&[(2, 1), (5, 2)]) },
        Rule::Essential {
            outcomes: vec![OutcomeId::from_bytes([1; 16])],
            at: Minimum::Level(crate::scale::preset_level(3)),
            at_most: 1,
        },
    ];
    let published = policy(&["Not yet", "Getting there", "There"], rules).unwrap();
    let text = serde_json::to_string(&published).unwrap();
    assert_eq!(serde_json::from_str::<GradePolicy>(&text).unwrap(), published);
    let shorter = text.replace("[3,4]", "[1,4]");
    let fault = serde_json::from_str::<GradePolicy>(&shorter).unwrap_err();
    assert_eq!(fault.to_string(), "the bounds of rule 1 do not rise");
}

#[test]
fn a_policy_may_leave_out_what_has_a_default() {
    let text = r#"{"version":1,"marks":["No","Yes"],"rules":[{"rule":"share","from":[[1,1]]}]}"#;
    let read = serde_json::from_str::<GradePolicy>(text).unwrap();
    assert_eq!(read, policy(&["No", "Yes"], vec![share(&[(1, 1)])]).unwrap());
    assert_eq!(read.requests(), &RequestRules::default());
    let decided = text.replace(
        r#"[[1,1]]}]"#,
        r#"[[1,1]]}],"requests":{"who":["teacher"],"how":["letter"],"decides":["administrator"]}"#,
    );
    let requests = serde_json::from_str::<GradePolicy>(&decided).unwrap().requests().clone();
    assert_eq!(requests.parts().who, BTreeSet::from([crate::grade::requests::Asker::Teacher]));
}

#[test]
fn marks_need_different_labels() {
    let rules = || vec![essential(&[1], 0)];
    assert_eq!(refusal(&[], rules()), BadGradePolicy::Marks(0));
    let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(refusal(&many, rules()), BadGradePolicy::Marks(101));
    assert!(policy(&many[..100], rules()).is_ok());
    assert_eq!(refusal(&["C", " "], rules()), BadGradePolicy::NoLabel(2));
    assert_eq!(refusal(&["C", "B", "C"], rules()), BadGradePolicy::RepeatedLabel("C".into()));
}

#[test]
fn tables_are_complete_and_rise() {
    let bounds = |rule, needed, found| BadGradePolicy::Bounds { rule, needed, found };
    assert_eq!(refusal(&["C", "B", "A"], vec![share(&[(1, 2)])]), bounds(1, 2, 1));
    let mean = |from: &[(i64, u32)]| Rule::Mean { from: fractions(from) };
    assert_eq!(refusal(&["C", "A"], vec![essential(&[1], 0), mean(&[])]), bounds(2, 1, 0));
    assert_eq!(refusal(&["C", "B", "A"], vec![mean(&[(3, 1), (3, 1)])]), BadGradePolicy::NotRising(1));
    assert_eq!(refusal(&["C", "B", "A"], vec![share(&[(3, 4), (1, 2)])]), BadGradePolicy::NotRising(1));
    assert!(policy(&["C", "B", "A"], vec![mean(&[(-1, 1), (300, 1)])]).is_ok());
}

#[test]
fn shares_are_above_nothing_and_at_most_the_whole() {
    assert_eq!(refusal(&["B", "A"], vec![share(&[(0, 1)])]), BadGradePolicy::NotAShare(1));
    assert_eq!(refusal(&["B", "A"], vec![share(&[(11, 10)])]), BadGradePolicy::NotAShare(1));
    assert!(policy(&["B", "A"], vec![share(&[(1, 1)])]).is_ok());
}

#[test]
fn a_policy_has_rules_and_one_table_of_a_kind() {
    assert_eq!(refusal(&["B", "A"], vec![]), BadGradePolicy::NoRule);
    let mean = Rule::Mean { from: fractions(&[(1, 1)]) };
    let twice = vec![share(&[(1, 2)]), mean.clone(), share(&[(1, 3)])];
    assert_eq!(refusal(&["B", "A"], twice), BadGradePolicy::RepeatedTable(3));
    assert_eq!(refusal(&["B", "A"], vec![mean.clone(), mean]), BadGradePolicy::RepeatedTable(2));
    assert!(policy(&["B", "A"], vec![essential(&[1], 0), essential(&[2], 0)]).is_ok());
}

#[test]
fn a_rule_on_essential_outcomes_names_some_and_holds_something_down() {
    assert_eq!(refusal(&["B", "A"], vec![essential(&[], 0)]), BadGradePolicy::Essentials(1));
    assert_eq!(refusal(&["B", "A"], vec![essential(&[1, 2, 1], 0)]), BadGradePolicy::Essentials(1));
    assert_eq!(refusal(&["B", "A"], vec![essential(&[1], 1)]), BadGradePolicy::NoLimit(1));
    assert_eq!(refusal(&["B", "A"], vec![essential(&[1], usize::MAX)]), BadGradePolicy::NoLimit(1));
}

#[test]
fn the_table_is_printed_for_a_courses_size() {
    let rows: Vec<_> = GradePolicy::preset().printed(8).into_iter().map(|r| (r.label, r.at_least)).collect();
    let expected = [("A", 8), ("B", 6), ("C", 4), ("Not yet", 0)].map(|(l, n)| (l.to_owned(), n));
    assert_eq!(rows, expected);
    let row = GradePolicy::preset().printed(8)[1].row;
    assert_eq!((row.from, row.below), (Fraction::new(3, 4).ok(), Fraction::new(9, 10).ok()));
    assert_eq!(policy(&["B", "A"], vec![essential(&[1], 0)]).unwrap().printed(8), []);
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn the_printed_number_is_the_least_that_reaches_the_row(outcomes in 1usize..60) {
        for PrintedRow { row, at_least, .. } in GradePolicy::preset().printed(outcomes) {
            let reached = |n| row.from.is_none_or(|from| Fraction::count(n).over(outcomes) >= Some(from));
            prop_assert!(reached(at_least));
            prop_assert!(at_least == 0 || !reached(at_least - 1));
        }
    }
}
