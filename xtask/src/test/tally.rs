//! Numbers of tests, read from what each language's runner says.

use std::fmt;

/// How many tests passed and how many did not; a fault that no runner counted counts as one that did not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// One line for each thing that a person has to look at.
    pub(super) faults: Vec<String>,
}

impl Tally {
    /// Counts something that is no test and did not succeed.
    pub(super) fn fault(&mut self, what: String) {
        println!("fault: {what}");
        self.failed += 1;
        self.faults.push(what);
    }

    /// Counts a part's numbers.
    pub(super) fn add(&mut self, part: &str, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.faults.extend(other.faults.into_iter().map(|fault| format!("{part}: {fault}")));
    }

    /// Counts what a runner reported. A runner that ended badly although it counted no failure is a fault, and so
    /// are tests that were passed over.
    pub(super) fn count(&mut self, runner: &str, counted: Counted, success: bool) {
        self.passed += counted.passed;
        self.failed += counted.failed;
        self.faults.extend(counted.names.into_iter().map(|name| format!("{runner}: {name}")));
        if counted.skipped > 0 {
            self.fault(format!("{runner}: {} tests were passed over", counted.skipped));
        }
        if counted.passed + counted.failed == 0 {
            self.fault(format!("{runner}: not one test ran"));
        } else if !success && counted.failed == 0 {
            self.fault(format!("{runner}: it ended badly"));
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// What one runner reported.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) skipped: u64,
    /// Names of those that did not pass.
    pub(super) names: Vec<String>,
}

/// Reads `cargo test`: each binary's closing line.
pub(super) fn cargo_test(log: &str) -> Counted {
    let mut counted = Counted::default();
    for line in log.lines() {
        if let Some(rest) = line.strip_prefix("test result: ") {
            counted.passed += number_before(rest, " passed");
            counted.failed += number_before(rest, " failed");
            counted.skipped += number_before(rest, " ignored");
        } else if let Some(name) =
            line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            counted.names.push(name.to_owned());
        }
    }
    counted
}

/// Reads one of Surefire's XML reports.
pub(super) fn surefire(xml: &str) -> Counted {
    let Some(suite) = xml.split("<testsuite ").nth(1).and_then(|rest| rest.split('>').next()) else {
        return Counted::default();
    };
    let suite = format!(" {suite}");
    let value = |name: &str| attribute(&suite, name).parse().unwrap_or(0_u64);
    let (failed, skipped) = (value("failures") + value("errors"), value("skipped"));
    let mut names = Vec::new();
    for case in xml.split("<testcase").skip(1) {
        if case.contains("<failure") || case.contains("<error") {
            names.push(format!("{}.{}", attribute(case, "classname"), attribute(case, "name")));
        }
    }
    Counted { passed: value("tests").saturating_sub(failed + skipped), failed, skipped, names }
}

/// The first attribute of this name; empty if there is none.
fn attribute<'a>(xml: &'a str, name: &str) -> &'a str {
    let found = xml.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    found.unwrap_or("")
}

/// Reads `swift test` with Swift Testing: its closing line, and the tests that did not pass.
pub(super) fn swift_test(log: &str) -> Counted {
    let mut counted = Counted::default();
    for line in log.lines() {
        if line.contains("Test run with ") {
            counted.passed += number_before(line, " tests") + number_before(line, " test ");
        } else if let Some((_, rest)) = line.split_once(" Test ")
            && let Some((name, _)) = rest.split_once(" failed after ")
        {
            counted.failed += 1;
            counted.names.push(name.to_owned());
        } else if line.contains(" Test ") && line.contains(" skipped") {
            counted.skipped += 1;
        }
    }
    counted.passed = counted.passed.saturating_sub(counted.failed + counted.skipped);
    counted
}

/// The number that stands directly before `what`; 0 if there is none.
fn number_before(text: &str, what: &str) -> u64 {
    let Some((before, _)) = text.split_once(what) else { return 0 };
    before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_closing_lines_are_added_up() {
        let log = "test a::b ... ok\ntest a::c ... FAILED\n\
                   test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
                   test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let names = vec!["a::c".to_owned()];
        assert_eq!(cargo_test(log), Counted { passed: 15, failed: 1, skipped: 2, names });
    }

    #[test]
    fn surefires_errors_count_as_failures() {
        let xml = r#"<?xml version="1.0"?>
            <testsuite xmlns:xsi="x" name="notyet.ui.TodayTest" time="1.2" tests="4" errors="1" skipped="0" failures="1">
              <testcase name="opens" classname="notyet.ui.TodayTest" time="0.1"/>
              <testcase name="waits" classname="notyet.ui.TodayTest" time="0.1"><failure message="no">x</failure></testcase>
              <testcase name="ends" classname="notyet.ui.TodayTest" time="0.1"><error>x</error></testcase>
              <testcase name="turns" classname="notyet.ui.TodayTest" time="0.1"/>
            </testsuite>"#;
        let names = vec!["notyet.ui.TodayTest.waits".to_owned(), "notyet.ui.TodayTest.ends".to_owned()];
        assert_eq!(surefire(xml), Counted { passed: 2, failed: 2, skipped: 0, names });
    }

    #[test]
    fn swifts_closing_line_counts_all_and_each_failure_its_own() {
        let log = "◇ Test opens() started.\n✔ Test opens() passed after 0.001 seconds.\n\
                   ✘ Test waits() recorded an issue at A.swift:4:5: Expectation failed: 1 == 2\n\
                   ✘ Test waits() failed after 0.001 seconds with 1 issue.\n\
                   ✘ Test run with 7 tests failed after 0.003 seconds with 1 issue.\n";
        assert_eq!(
            swift_test(log),
            Counted { passed: 6, failed: 1, skipped: 0, names: vec!["waits()".into()] }
        );
        let one = "✔ Test run with 1 test passed after 0.003 seconds.\n";
        assert_eq!(swift_test(one), Counted { passed: 1, ..Counted::default() });
        let none = "✔ Test run with 0 tests passed after 0.003 seconds.\n";
        assert_eq!(swift_test(none), Counted::default());
    }

    #[test]
    fn a_runner_that_ran_nothing_is_a_fault() {
        let mut tally = Tally::default();
        tally.count("swift test", swift_test("Build complete!\n"), true);
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }

    #[test]
    fn a_runner_that_ended_badly_without_a_failure_is_a_fault() {
        let mut tally = Tally::default();
        tally.count("cargo test", Counted { passed: 5, ..Counted::default() }, false);
        assert_eq!(tally.to_string(), "5 passed, 1 failed");
    }

    #[test]
    fn tests_that_were_passed_over_are_a_fault() {
        let mut tally = Tally::default();
        tally.count("cargo test", Counted { passed: 5, skipped: 2, ..Counted::default() }, true);
        assert_eq!(tally.faults, ["cargo test: 2 tests were passed over"]);
    }
}
