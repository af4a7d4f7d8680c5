use super::*;

fn english(one: &str, other: &str, definite: &str) -> Result<Term, BadTerm> {
    Forms::English { one: one.into(), other: other.into(), definite: definite.into() }.try_into()
}

fn spanish(definite: &str, gender: Gender) -> Result<Term, BadTerm> {
    let (one, other) = ("meta".into(), "metas".into());
    Forms::Spanish { one, other, definite: definite.into(), gender }.try_into()
}

fn arabic(definite: &str) -> Result<Term, BadTerm> {
    let [one, two, few, many, other] = ["هدف", "هدفان", "أهداف", "هدفًا", "هدفٍ"].map(str::to_owned);
    let gender = Gender::Masculine;
    Forms::Arabic { one, two, few, many, other, definite: definite.into(), gender }.try_into()
}

#[test]
fn a_count_takes_the_form_of_its_category() {
    let english = english("goal", "goals", "the goal").unwrap();
    assert_eq!([0, 1, 2].map(|n| english.for_count(n)), ["goals", "goal", "goals"]);
    let spanish = spanish("la meta", Gender::Feminine).unwrap();
    assert_eq!([0, 1, 2, 1_000_000].map(|n| spanish.for_count(n)), ["metas", "meta", "metas", "metas"]);
    let arabic = arabic("الهدف").unwrap();
    assert_eq!(
        [0, 1, 2, 3, 11, 100].map(|n| arabic.for_count(n)),
        ["هدفٍ", "هدف", "هدفان", "أهداف", "هدفًا", "هدفٍ"]
    );
}

#[test]
fn a_word_has_a_definite_form_and_where_its_language_has_one_a_gender() {
    let english = english("goal", "goals", "The goal").unwrap();
    assert_eq!((english.definite(), english.gender()), ("The goal", None));
    let spanish = spanish("la meta", Gender::Feminine).unwrap();
    assert_eq!((spanish.definite(), spanish.gender()), ("la meta", Some(Gender::Feminine)));
    let arabic = arabic("هدف التعلّم").unwrap();
    assert_eq!((arabic.definite(), arabic.gender()), ("هدف التعلّم", Some(Gender::Masculine)));
}

#[test]
fn a_form_that_no_sentence_can_hold_is_named() {
    let forty = "é".repeat(40);
    assert!(english(&forty, "x", "the x").is_ok());
    for (bad, why) in [
        ("", BadTerm::Empty(Form::Other)),
        ("  ", BadTerm::Empty(Form::Other)),
        (&format!("{forty}e") as &str, BadTerm::TooLong(Form::Other)),
        ("goals ", BadTerm::Unseen(Form::Other)),
        ("go\tals", BadTerm::Unseen(Form::Other)),
        ("go\u{202e}als", BadTerm::Unseen(Form::Other)),
        ("go\u{200f}als", BadTerm::Unseen(Form::Other)),
        ("failings", BadTerm::Forbidden(Form::Other)),
    ] {
        assert_eq!(english("goal", bad, "the goal"), Err(why), "{bad:?}");
    }
    assert!(english("goal", "still goals", "the goal").is_ok());
}

#[test]
fn the_definite_form_carries_its_article() {
    assert_eq!(english("goal", "goals", "goal"), Err(BadTerm::NoArticle));
    assert_eq!(arabic("هدف"), Err(BadTerm::NoArticle));
    for definite in ["meta", "una meta"] {
        assert_eq!(spanish(definite, Gender::Feminine), Err(BadTerm::NoArticle));
    }
}

#[test]
fn a_spanish_article_agrees_with_the_gender() {
    assert!(spanish("el logro", Gender::Masculine).is_ok());
    assert!(spanish("el área", Gender::Feminine).is_ok());
    assert!(spanish("el habla", Gender::Feminine).is_ok());
    assert_eq!(spanish("el meta", Gender::Feminine), Err(BadTerm::OtherGender));
    assert_eq!(spanish("la logro", Gender::Masculine), Err(BadTerm::OtherGender));
}

#[test]
fn a_schools_words_survive_the_wire_one_for_each_language() {
    let goal = english("goal", "goals", "the goal").unwrap();
    let meta = spanish("la meta", Gender::Feminine).unwrap();
    let terms = Terms::try_from(vec![meta.clone(), goal.clone()]).unwrap();
    let text = serde_json::to_string(&terms).unwrap();
    assert_eq!(serde_json::from_str::<Terms>(&text).unwrap(), terms);
    assert_eq!((terms.of(Language::Spanish), terms.of(Language::Arabic)), (Some(&meta), None));
    assert_eq!(Terms::try_from(vec![goal.clone(), goal]).unwrap_err(), BadTerm::Twice(Language::English));
}

#[test]
fn what_arrives_is_checked_like_what_is_typed() {
    let text = r#"{"language":"es","one":"meta","other":"metas","definite":"el meta","gender":"feminine"}"#;
    let refused = serde_json::from_str::<Term>(text).unwrap_err();
    assert_eq!(refused.to_string(), "the article does not agree with the gender");
}
