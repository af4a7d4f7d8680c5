//! The languages that there are texts in, and whether a speaker has read them.

use fluent_bundle::FluentResource;
use notyet_model::language::Language;
use std::sync::{Arc, OnceLock};

/// The first line of each file that a machine made. Whoever speaks the language and has read the file takes it out.
const MACHINE_MADE: &str = "### Machine-made, not yet reviewed by a speaker.";

/// The files of one language.
macro_rules! files {
    ($locale:literal) => {
        [
            include_str!(concat!("../texts/", $locale, "/app.ftl")),
            include_str!(concat!("../texts/", $locale, "/teacher.ftl")),
            include_str!(concat!("../texts/", $locale, "/student.ftl")),
            include_str!(concat!("../texts/", $locale, "/capture.ftl")),
            include_str!(concat!("../texts/", $locale, "/why.ftl")),
            include_str!(concat!("../texts/", $locale, "/levels.ftl")),
            include_str!(concat!("../texts/", $locale, "/school.ftl")),
            include_str!(concat!("../texts/", $locale, "/markup.ftl")),
            include_str!(concat!("../texts/", $locale, "/settings.ftl")),
            include_str!(concat!("../texts/", $locale, "/sync.ftl")),
            include_str!(concat!("../texts/", $locale, "/profiles.ftl")),
            include_str!(concat!("../texts/", $locale, "/errors.ftl")),
        ]
    };
}

fn files(language: Language) -> [&'static str; 12] {
    match language {
        Language::English => files!("en"),
        Language::Spanish => files!("es"),
        Language::Arabic => files!("ar"),
    }
}

/// All languages, the one that the others are translated from first.
pub const LANGUAGES: [Language; 3] = [Language::English, Language::Spanish, Language::Arabic];

/// What a language calls itself.
pub fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Spanish => "Español",
        Language::Arabic => "العربية",
    }
}

/// Whether it is written from right to left.
pub fn is_right_to_left(language: Language) -> bool {
    language == Language::Arabic
}

/// Whether no speaker has read some of its texts yet.
pub fn is_machine_made(language: Language) -> bool {
    files(language).iter().any(|file| file.starts_with(MACHINE_MADE))
}

/// A language's texts, read once.
pub(crate) fn texts(language: Language) -> &'static [Arc<FluentResource>] {
    static READ: [OnceLock<Vec<Arc<FluentResource>>>; LANGUAGES.len()] = [const { OnceLock::new() }; 3];
    let read = |file: &&str| {
        let resource = FluentResource::try_new((*file).to_owned());
        Arc::new(resource.unwrap_or_else(|(_, faults)| panic!("{language}: {faults:?}")))
    };
    READ[language as usize].get_or_init(|| files(language).iter().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_speaker_has_read_is_known() {
        assert_eq!(LANGUAGES.map(is_machine_made), [false, true, true]);
    }

    #[test]
    fn arabic_alone_is_written_from_right_to_left() {
        assert_eq!(LANGUAGES.map(is_right_to_left), [false, false, true]);
    }
}
