use super::*;
use crate::scale::{Level, preset_level};
use proptest::prelude::*;

/// A scale of so many levels, the one at `mastery` counting.
pub(super) fn scale(levels: usize, mastery: usize) -> Scale {
    scale_of(0, levels, mastery)
}

/// The same, with ids that no scale of another `kind` shares.
pub(super) fn scale_of(kind: u8, levels: usize, mastery: usize) -> Scale {
    let id = |n: usize| {
        let mut bytes = [kind; 16];
        bytes[15] = n as u8;
        LevelId::from_bytes(bytes)
    };
    let level = |n: usize| Level {
        id: id(n),
        word: format!("level {n}"),
        plain: String::new(),
        points: n as i64 * 1000,
    };
    Scale::new((0..levels).map(level).collect(), id(mastery)).unwrap()
}

fn blooms(scale: &Scale) -> Vec<Option<Bloom>> {
    Meanings::preset(scale).lines().iter().map(|meaning| meaning.bloom).collect()
}

#[test]
fn the_preset_is_the_mastery_wikis() {
    use Bloom::{Create, Evaluate, Understand};
    let line = |n, bloom, marzano| Meaning { level: preset_level(n), bloom, marzano };
    assert_eq!(
        Meanings::preset(&Scale::preset()).lines(),
        [
            line(1, None, None),
            line(2, Some(Understand), Some(Marzano::Comprehension)),
            line(3, Some(Evaluate), Some(Marzano::Analysis)),
            line(4, Some(Create), Some(Marzano::KnowledgeUtilization)),
        ]
    );
}

#[test]
fn other_scales_are_mapped_by_where_a_level_stands_to_mastery() {
    use Bloom::{Create, Evaluate, Understand};
    assert_eq!(blooms(&scale(1, 0)), [Some(Create)]);
    assert_eq!(blooms(&scale(2, 1)), [Some(Understand), Some(Create)]);
    assert_eq!(blooms(&scale(3, 1)), [Some(Understand), Some(Evaluate), Some(Create)]);
    assert_eq!(blooms(&scale(3, 0)), [Some(Evaluate), Some(Create), Some(Create)]);
    assert_eq!(blooms(&scale(4, 3)), [None, Some(Understand), Some(Understand), Some(Create)]);
}

#[test]
fn a_process_asks_for_the_lowest_level_that_reaches_it() {
    let preset = Meanings::preset(&Scale::preset());
    let levels = [Bloom::Remember, Bloom::Understand, Bloom::Apply, Bloom::Evaluate, Bloom::Create];
    assert_eq!(levels.map(|bloom| preset.of_bloom(bloom)), [Some(1), Some(1), Some(2), Some(2), Some(3)]);
    let levels =
        [Marzano::Retrieval, Marzano::Analysis, Marzano::KnowledgeUtilization, Marzano::Metacognition];
    assert_eq!(levels.map(|marzano| preset.of_marzano(marzano)), [Some(1), Some(2), Some(3), None]);
}

#[test]
fn a_school_may_map_its_levels_its_own_way_and_in_any_order() {
    let scale = scale(2, 1);
    let line = |n: usize, bloom, marzano| Meaning { level: scale.levels()[n].id, bloom, marzano };
    let low = line(0, Some(Bloom::Remember), None);
    let high = line(1, Some(Bloom::Remember), Some(Marzano::Retrieval));
    assert_eq!(Meanings::new(&scale, &[high, low]).unwrap().lines(), [low, high]);

    let word = |n: usize| format!("level {n}");
    assert_eq!(Meanings::new(&scale, &[high]), Err(BadMeanings::Unmapped(word(0))));
    assert_eq!(Meanings::new(&scale, &[low, high, high]), Err(BadMeanings::Twice(word(1))));
    let stray = Meaning { level: preset_level(1), ..low };
    assert_eq!(Meanings::new(&scale, &[low, high, stray]), Err(BadMeanings::UnknownLevel(preset_level(1))));
    for falling in [line(1, None, None), line(1, None, Some(Marzano::Retrieval))] {
        assert_eq!(Meanings::new(&scale, &[low, falling]), Err(BadMeanings::Falling(word(1))));
    }
    let low = line(0, None, Some(Marzano::Analysis));
    assert_eq!(Meanings::new(&scale, &[low, high]), Err(BadMeanings::Falling(word(1))));
}

#[test]
fn a_depth_is_a_number_from_one_to_four() {
    for number in 1..=4 {
        let depth = Depth::try_from(number).unwrap();
        assert_eq!(u8::from(depth), number);
        assert_eq!(serde_json::to_string(&depth).unwrap(), number.to_string());
    }
    assert_eq!(Depth::try_from(0), Err(NoDepth(0)));
    assert_eq!(
        serde_json::from_str::<Depth>("5").unwrap_err().to_string(),
        "a depth of knowledge is 1 to 4, not 5"
    );
}

#[test]
fn deeper_processes_hint_at_greater_depth() {
    let blooms =
        [Bloom::Remember, Bloom::Understand, Bloom::Apply, Bloom::Analyze, Bloom::Evaluate, Bloom::Create];
    assert_eq!(blooms.map(|bloom| u8::from(Depth::hint(bloom))), [1, 2, 2, 3, 3, 4]);
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn every_scale_has_a_preset_that_reaches_every_process(levels in 1usize..=9, mastery in 0usize..9) {
        let scale = scale(levels, mastery % levels);
        let preset = Meanings::preset(&scale);
        prop_assert_eq!(&Meanings::new(&scale, preset.lines()), &Ok(preset.clone()));
        prop_assert!(preset.of_bloom(Bloom::Create).is_some());
        prop_assert_eq!(preset.of_bloom(Bloom::Evaluate), Some(scale.mastery()));
    }
}
