//! What a run of mutants comes to: numbers, survivors, and what is wrong with them.

use std::fmt;

use super::accepted::Accepted;
use super::workers::{Fate, Mutant};

/// Per cent of viable mutants that must be caught.
const BAR: usize = 90;

/// Which mutants a run tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Those of changed lines only: a survivor with a reason does not count against the bar, for the few lines may
    /// be just those that have one.
    pub(super) changed: bool,
    /// Only a part of them, which chance drew.
    pub(super) drawn: bool,
}

impl Choice {
    /// How many of so many viable mutants may survive. Of a drawn part as many more as two standard deviations of
    /// the binomial distribution at the bar are: one draw in forty of a domain that just meets the bar has more.
    fn allowed(self, viable: usize) -> f64 {
        let (n, share) = (viable as f64, (100 - BAR) as f64 / 100.0);
        n * share + if self.drawn { 2.0 * (n * share * (1.0 - share)).sqrt() } else { 0.0 }
    }
}

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
    /// Judges what was tried. `all` are all mutants of the domain.
    pub(super) fn of(tried: &[(Mutant, Fate)], accepted: &Accepted, all: &[Mutant], choice: Choice) -> Self {
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
        let reasoned = if choice.changed { 0 } else { verdict.known.len() };
        let against = verdict.unknown.len() + reasoned;
        if against as f64 > choice.allowed(verdict.viable) {
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

    const WHOLE: Choice = Choice { changed: false, drawn: false };
    const CHANGED: Choice = Choice { changed: true, drawn: false };

    fn faults(tried: &[(Mutant, Fate)], accepted: &Accepted, choice: Choice) -> Vec<String> {
        let all: Vec<_> = (0..100).map(mutant).collect();
        Verdict::of(tried, accepted, &all, choice).faults
    }

    #[test]
    fn nine_of_ten_are_enough_and_one_less_is_not() {
        let none = Accepted::default();
        assert_eq!(faults(&tried(9, 1), &none, WHOLE), [""; 0]);
        assert_eq!(faults(&tried(8, 1), &none, WHOLE), ["1 of 9 mutants survived"]);
        assert_eq!(faults(&[], &none, WHOLE), [""; 0]);
    }

    #[test]
    fn a_drawn_part_may_have_drawn_badly() {
        let drawn = Choice { drawn: true, ..CHANGED };
        let none = Accepted::default();
        assert_eq!(faults(&tried(41, 9), &none, drawn), [""; 0]);
        assert_eq!(faults(&tried(40, 10), &none, drawn), ["10 of 50 mutants survived"]);
    }

    #[test]
    fn what_does_not_compile_counts_for_nothing_and_what_does_not_end_is_caught() {
        let tried = [(mutant(1), Fate::Unviable), (mutant(2), Fate::Endless), (mutant(3), Fate::Survived)];
        let verdict = Verdict::of(&tried, &accepted(3), &[mutant(3)], WHOLE);
        assert_eq!(
            verdict.to_string(),
            "survived with a reason: core/model/src/a.rs:3:5: replace < with <= (both sides are the same)\n\
             1 of 2 mutants survived\n3 mutants, 2 viable, 1 caught (1 of them endless), 1 survived (1 with a \
             reason): 50.0 %, bar 90"
        );
    }

    #[test]
    fn on_changed_lines_a_survivor_with_a_reason_is_forgiven() {
        assert_eq!(faults(&tried(1, 1), &accepted(1), CHANGED), [""; 0]);
        assert_eq!(faults(&tried(1, 1), &accepted(1), WHOLE), ["1 of 2 mutants survived"]);
        assert_eq!(faults(&tried(1, 1), &accepted(7), CHANGED), ["1 of 2 mutants survived"]);
    }

    #[test]
    fn a_listed_survivor_that_is_gone_or_caught_is_named() {
        let place = |line: usize| format!("core/model/src/a.rs: replace < with <= in `n < {line} {{`");
        let gone = format!("listed, but there is no such mutant: {}", place(100));
        assert_eq!(faults(&tried(1, 0), &accepted(100), CHANGED), [gone]);
        let caught = format!("listed, but caught: {}", place(0));
        assert_eq!(faults(&tried(1, 0), &accepted(0), CHANGED), [caught]);
        assert_eq!(faults(&tried(1, 0), &accepted(50), WHOLE), [""; 0]);
    }
}
