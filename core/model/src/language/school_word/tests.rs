use super::*;

fn english(one: &str, other: &str, definite: &str) -> Result<SchoolWord, BadSchoolWord> {
    Forms::English { one: one.into(), other: other.into(), definite: definite.into() }.try_into()
}

fn spanish(definite: &str, gender: Gender) -> Result<SchoolWord, BadSchoolWord> {
    let (one, other) = ("meta".into(), "metas".into());
    Forms::Spanish { one, other, definite: definite.into(), gender }.try_into()
}

fn arabic(definite: &str) -> Result<SchoolWord, BadSchoolWord> {
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
        ("", BadSchoolWord::Empty(Form::Other)),
        ("  ", BadSchoolWord::Empty(Form::Other)),
        (&format!("{forty}e") as &str, BadSchoolWord::TooLong(Form::Other)),
        ("goals ", BadSchoolWord::Unseen(Form::Other)),
        ("go\tals", BadSchoolWord::Unseen(Form::Other)),
        ("go\u{202e}als", BadSchoolWord::Unseen(Form::Other)),
        ("go\u{200f}als", BadSchoolWord::Unseen(Form::Other)),
        ("failings", BadSchoolWord::Forbidden(Form::Other)),
    ] {
        assert_eq!(english("goal", bad, "the goal"), Err(why), "{bad:?}");
    }
    assert!(english("goal", "still goals", "the goal").is_ok());
}

#[test]
fn the_definite_form_carries_its_article() {
    assert_eq!(english("goal", "goals", "goal"), Err(BadSchoolWord::NoArticle));
    assert_eq!(arabic("هدف"), Err(BadSchoolWord::NoArticle));
    for definite in ["meta", "una meta"] {
        assert_eq!(spanish(definite, Gender::Feminine), Err(BadSchoolWord::NoArticle));
    }
}

#[test]
fn a_spanish_article_agrees_with_the_gender() {
    assert!(spanish("el logro", Gender::Masculine).is_ok());
    assert!(spanish("el área", Gender::Feminine).is_ok());
    assert!(spanish("el habla", Gender::Feminine).is_ok());
    assert_eq!(spanish("el meta", Gender::Feminine), Err(BadSchoolWord::OtherGender));
    assert_eq!(spanish("la logro", Gender::Masculine), Err(BadSchoolWord::OtherGender));
}

#[test]
fn a_schools_words_survive_the_wire_one_for_each_language() {
    let goal = english("goal", "goals", "the goal").unwrap();
    let meta = spanish("la meta", Gender::Feminine).unwrap();
    let words = SchoolWords::try_from(vec![meta.clone(), goal.clone()]).unwrap();
    let text = serde_json::to_string(&words).unwrap();
    assert_eq!(serde_json::from_str::<SchoolWords>(&text).unwrap(), words);
    assert_eq!((words.of(Language::Spanish), words.of(Language::Arabic)), (Some(&meta), None));
    assert_eq!(
        SchoolWords::try_from(vec![goal.clone(), goal]).unwrap_err(),
        BadSchoolWord::Twice(Language::English)
    );
}

#[test]
fn what_arrives_is_checked_like_what_is_typed() {
    let text = r#"{"language":"es","one":"meta","other":"metas","definite":"el meta","gender":"feminine"}"#;
    let refused = serde_json::from_str::<SchoolWord>(text).unwrap_err();
    assert_eq!(refused.to_string(), "the article does not agree with the gender");
}
