//! How names are put together and shortened.

use notyet_interop::names::{NameOrder, PersonName, short_names};

fn name(given: &str, family: &str) -> PersonName {
    PersonName { given: Some(given.into()), family: Some(family.into()), ..PersonName::default() }
}

fn first_char(text: &str) -> &str {
    text.char_indices().nth(1).map_or(text, |(end, _)| &text[..end])
}

#[test]
fn the_given_name_comes_first() {
    assert_eq!(name("José Luis", "Hernández Ortiz").display(), "José Luis Hernández Ortiz");
}

#[test]
fn a_school_may_say_that_the_family_name_comes_first() {
    let nhung = PersonName {
        middle: Some("Hồng".into()),
        preferred_middle: Some("Hồng".into()),
        order: NameOrder::FamilyFirst,
        ..name("Nhung", "Đặng")
    };
    assert_eq!(nhung.display(), "Đặng Hồng Nhung");
    assert_eq!(nhung.called(), "Nhung");
}

#[test]
fn names_in_han_and_hangul_stand_family_first_without_a_space() {
    assert_eq!(name("子涵", "王").display(), "王子涵");
    assert_eq!(name("서연", "김").display(), "김서연");
}

#[test]
fn given_first_in_han_stays_so_where_the_school_says_so() {
    let name = PersonName { order: NameOrder::GivenFirst, ..name("子涵", "王") };
    assert_eq!(name.display(), "子涵王");
}

#[test]
fn a_mixed_script_name_is_not_taken_for_an_east_asian_one() {
    assert_eq!(name("Anna", "王").display(), "Anna 王");
}

#[test]
fn a_stand_in_for_a_name_that_is_not_there_is_not_shown() {
    for stand_in in ["-", ".", "", " ", "–"] {
        assert_eq!(name("Thiri", stand_in).display(), "Thiri");
        assert_eq!(name(stand_in, "Thiri").display(), "Thiri");
    }
}

#[test]
fn preferred_names_win_and_a_middle_name_on_record_stays_there() {
    let name = PersonName {
        middle: Some("James".into()),
        preferred_given: Some("Sam".into()),
        preferred_family: Some("Lee".into()),
        ..name("Samantha", "Lee-Jones")
    };
    assert_eq!(name.display(), "Sam Lee");
}

#[test]
fn a_whole_name_wins_over_its_parts() {
    let ortiz = PersonName { whole: Some("Ms Ortiz".into()), ..name("Elena", "Ortiz") };
    assert_eq!(ortiz.display(), "Ms Ortiz");
}

#[test]
fn two_people_called_the_same_are_told_apart_by_a_letter() {
    let class =
        [name("Amara", "Okafor"), name("amara", "Diallo"), name("Ben", "Whitaker"), name("Thiri", "-")];
    assert_eq!(short_names(&class, first_char), ["Amara O.", "amara D.", "Ben", "Thiri"]);
}

#[test]
fn where_the_letter_is_the_same_the_whole_name_stands() {
    let class = [name("Amara", "Okafor"), name("Amara", "Obi"), name("Amara", "-")];
    assert_eq!(short_names(&class, first_char), ["Amara Okafor", "Amara Obi", "Amara"]);
}

#[test]
fn a_name_without_spaces_is_told_apart_as_a_whole() {
    let class = [name("子涵", "王"), name("子涵", "李")];
    assert_eq!(short_names(&class, first_char), ["王子涵", "李子涵"]);
}
