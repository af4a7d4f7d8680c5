//! What a run of mutants comes to: numbers, survivors, and what is wrong with them.

use std::fmt;

use super::accepted::Accepted;
use super::workers::{Fate, Mutant};

/// Per cent of viable mutants that must be caught.
const BAR: usize = 90;

/// Numbers and names of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    tried: usize,
    viable: usize,
    pub(crate) caught: usize,
    /// Of those caught: the tests did not end.
    endless: usize,
    /// Survivors with their reason.
    known: Vec<String>,
    /// Survivors without one.
    unknown: Vec<String>,
    /// Why the run is no success; empty if it is one.
    pub(crate) faults: Vec<String>,
}

impl Verdict {
    /// Judges what was tried. `all` are all mutants of the domain; in a run over everything that the filters allow
    /// (`whole`) each survivor counts against the bar, in one over changed lines only those without a reason: the
    /// few lines may be just those that have one.
    pub(super) fn of(tried: &[(Mutant, Fate)], accepted: &Accepted, all: &[Mutant], whole: bool) -> Self {
        let mut verdict = Self { tried: tried.len(), ..Self::default() };
        for (mutant, fate) in tried {
            verdict.viable += usize::from(*fate != Fate::Unviable);
            match fate {
                Fate::Unviable => {}
                Fate::Caught => verdict.caught += 1,
                Fate::Endless => {
                    verdict.caught += 1;
                    verdict.endless += 1;
                }
                Fate::Survived => match accepted.survivors.iter().find(|survivor| survivor.is(mutant)) {
                    Some(survivor) => verdict.known.push(format!("{mutant} ({})", survivor.why)),
                    None => verdict.unknown.push(mutant.to_string()),
                },
            }
        }
        verdict.known.sort();
        verdict.unknown.sort();
        let against = verdict.unknown.len() + if whole { verdict.known.len() } else { 0 };
        if against * 100 > verdict.viable * (100 - BAR) {
            verdict.faults.push(format!("{against} of {} mutants survived", verdict.viable));
        }
        for survivor in &accepted.survivors {
            let caught = |(mutant, fate): &(Mutant, Fate)| survivor.is(mutant) && *fate != Fate::Survived;
            let survived = |(mutant, fate): &(Mutant, Fate)| survivor.is(mutant) && *fate == Fate::Survived;
            if !all.iter().any(|mutant| survivor.is(mutant)) {
                verdict.faults.push(format!("listed, but there is no such mutant: {survivor}"));
            } else if tried.iter().any(caught) && !tried.iter().any(survived) {
                verdict.faults.push(format!("listed, but caught: {survivor}"));
            }
        }
        verdict
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for survivor in &self.known {
            writeln!(f, "survived with a reason: {survivor}")?;
        }
        for survivor in &self.unknown {
            writeln!(f, "survived: {survivor}")?;
        }
        for fault in &self.faults {
            writeln!(f, "{fault}")?;
        }
        let Self { tried, viable, caught, endless, known, .. } = self;
        let share = if *viable == 0 { 100.0 } else { *caught as f64 * 100.0 / *viable as f64 };
        write!(f, "{tried} mutants, {viable} viable, {caught} caught ({endless} of them endless), ")?;
        write!(f, "{} survived ({} with a reason): {share:.1} %, bar {BAR}", viable - caught, known.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(line: usize) -> Mutant {
        let file = "core/model/src/a.rs".to_owned();
        Mutant {
            file,
            line,
            column: 5,
            what: "replace < with <=".to_owned(),
            code: format!("if n < {line} {{"),
        }
    }

    fn accepted(line: usize) -> Accepted {
        toml::from_str(&format!(
            "[[survivor]]\nfile = \"core/model/src/a.rs\"\nmutant = \"replace < with <=\"\ncode = \"n < {line} {{\"\n\
             why = \"both sides are the same\"\n"
        ))
        .unwrap()
    }

    fn tried(caught: usize, survived: usize) -> Vec<(Mutant, Fate)> {
        let fate = |n| if n < caught { Fate::Caught } else { Fate::Survived };
        (0..caught + survived).map(|n| (mutant(n), fate(n))).collect()
    }

    fn faults(tried: &[(Mutant, Fate)], accepted: &Accepted, whole: bool) -> Vec<String> {
        let all: Vec<_> = (0..100).map(mutant).collect();
        Verdict::of(tried, accepted, &all, whole).faults
    }

    #[test]
    fn nine_of_ten_are_enough_and_one_less_is_not() {
        let none = Accepted::default();
        assert_eq!(faults(&tried(9, 1), &none, true), [""; 0]);
        assert_eq!(faults(&tried(8, 1), &none, true), ["1 of 9 mutants survived"]);
        assert_eq!(faults(&[], &none, true), [""; 0]);
    }

    #[test]
    fn what_does_not_compile_counts_for_nothing_and_what_does_not_end_is_caught() {
        let tried = [(mutant(1), Fate::Unviable), (mutant(2), Fate::Endless), (mutant(3), Fate::Survived)];
        let verdict = Verdict::of(&tried, &accepted(3), &[mutant(3)], true);
        assert_eq!(
            verdict.to_string(),
            "survived with a reason: core/model/src/a.rs:3:5: replace < with <= (both sides are the same)\n\
             1 of 2 mutants survived\n3 mutants, 2 viable, 1 caught (1 of them endless), 1 survived (1 with a \
             reason): 50.0 %, bar 90"
        );
    }

    #[test]
    fn on_changed_lines_a_survivor_with_a_reason_is_forgiven() {
        assert_eq!(faults(&tried(1, 1), &accepted(1), false), [""; 0]);
        assert_eq!(faults(&tried(1, 1), &accepted(1), true), ["1 of 2 mutants survived"]);
        assert_eq!(faults(&tried(1, 1), &accepted(7), false), ["1 of 2 mutants survived"]);
    }

    #[test]
    fn a_listed_survivor_that_is_gone_or_caught_is_named() {
        let place = |line: usize| format!("core/model/src/a.rs: replace < with <= in `n < {line} {{`");
        let gone = format!("listed, but there is no such mutant: {}", place(100));
        assert_eq!(faults(&tried(1, 0), &accepted(100), false), [gone]);
        let caught = format!("listed, but caught: {}", place(0));
        assert_eq!(faults(&tried(1, 0), &accepted(0), false), [caught]);
        assert_eq!(faults(&tried(1, 0), &accepted(50), true), [""; 0]);
    }
}
