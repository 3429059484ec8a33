//! What the test runners say, added up.

use std::collections::BTreeMap;
use std::fmt;

/// The results of all runs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    passed: u64,
    failed: u64,
    /// By name, with the reason.
    skipped: BTreeMap<String, String>,
}

impl Report {
    /// Reads a line of `cargo nextest run`.
    pub(crate) fn read_nextest(&mut self, line: &str) {
        let line = without_colours(line);
        let Some((_, counts)) = line
            .trim_start()
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once("run: "))
        else {
            return;
        };
        // "5 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 2 skipped": those in brackets are counted already, and
        // skipped are also those that the filter leaves out.
        for part in without_brackets(counts).split(',') {
            let Some((count, what)) = part.trim().split_once(' ') else {
                continue;
            };
            let Ok(count) = count.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += count,
                "skipped" => {}
                _ => self.failed += count,
            }
        }
    }

    /// Reads a line of `cargo test`.
    pub(crate) fn read_libtest(&mut self, line: &str) {
        let line = without_colours(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split(['.', ';']) {
                match part.trim().split_once(' ') {
                    Some((count, "passed")) => self.passed += count.parse::<u64>().unwrap_or(0),
                    Some((count, "failed")) => self.failed += count.parse::<u64>().unwrap_or(0),
                    _ => {}
                }
            }
        } else if let Some((name, rest)) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.split_once(" ... ignored"))
        {
            let reason = rest.trim_start_matches(", ").trim();
            self.skipped.insert(
                name.to_owned(),
                if reason.is_empty() { IGNORED } else { reason }.to_owned(),
            );
        }
    }

    /// Reads the list of the ignored tests, one "binary test" a line.
    pub(crate) fn read_ignored(&mut self, list: &str) {
        for line in list.lines().filter(|line| !line.trim().is_empty()) {
            self.skipped
                .insert(without_colours(line).trim().to_owned(), IGNORED.to_owned());
        }
    }

    /// Reads the file into which tests write "name TAB reason" when they cannot run here; to their runner they passed.
    pub(crate) fn read_skips(&mut self, file: &str) {
        for (name, reason) in file.lines().filter_map(|line| line.split_once('\t')) {
            let new = self
                .skipped
                .insert(name.trim().to_owned(), reason.trim().to_owned())
                .is_none();
            self.passed = self.passed.saturating_sub(new.into());
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.passed == 0 && self.failed == 0 && self.skipped.is_empty()
    }

    pub(crate) fn has_failures(&self) -> bool {
        self.failed > 0
    }
}

const IGNORED: &str = "marked with #[ignore]";

/// One line for each skipped test and the counts.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, reason) in &self.skipped {
            writeln!(formatter, "SKIPPED {name}: {reason}")?;
        }
        write!(
            formatter,
            "{} passed, {} failed, {} skipped",
            self.passed,
            self.failed,
            self.skipped.len()
        )
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Without the escape sequences for colours: ESC [ numbers m.
fn without_colours(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        kept.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::Report;

    fn read(read: fn(&mut Report, &str), text: &str) -> Report {
        let mut report = Report::default();
        text.lines().for_each(|line| read(&mut report, line));
        report
    }

    fn counts(report: &Report) -> String {
        report.to_string().lines().last().unwrap_or_default().to_owned()
    }

    #[test]
    fn nextest_without_failures() {
        let report = read(
            Report::read_nextest,
            "        PASS [   0.008s] ( 1/43) clickhouse-embedded builder::tests::a\n\
             ────────────\n     Summary [   8.000s] 43 tests run: 43 passed, 7 skipped",
        );
        assert_eq!(counts(&report), "43 passed, 0 failed, 0 skipped");
        assert!(!report.has_failures());
    }

    #[test]
    fn nextest_with_every_kind_of_result() {
        let line = "     Summary [   1.000s] 12/20 tests run: 5 passed (1 slow, 2 flaky), 2 failed (1 due to being \
                    leaky), 3 timed out, 1 exec failed, 1 skipped";
        let report = read(Report::read_nextest, line);
        assert_eq!(counts(&report), "5 passed, 6 failed, 0 skipped");
        assert!(report.has_failures());
    }

    #[test]
    fn nextest_with_one_test_and_colours() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.570s] \u{1b}[1m1\u{1b}[0m test run: \
                    \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m42\u{1b}[0m \u{1b}[33;1mskipped\u{1b}[0m";
        assert_eq!(
            counts(&read(Report::read_nextest, line)),
            "1 passed, 0 failed, 0 skipped"
        );
    }

    #[test]
    fn the_output_of_a_failed_test_is_not_counted() {
        let text = "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out\n     \
                    Summary [   0.2s] 1 test run: 0 passed, 1 failed, 0 skipped";
        assert_eq!(
            counts(&read(Report::read_nextest, text)),
            "0 passed, 1 failed, 0 skipped"
        );
    }

    #[test]
    fn libtest_adds_up_its_binaries() {
        let text = "running 3 tests\ntest a ... ok\ntest b ... ignored, needs a cluster\ntest c ... FAILED\n\
                    test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                    test src/lib.rs - (line 3) ... ignored\n\
                    test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out; finished in 0.00s";
        let report = read(Report::read_libtest, text);
        assert_eq!(
            report.to_string(),
            "SKIPPED b: needs a cluster\nSKIPPED src/lib.rs - (line 3): marked with #[ignore]\n\
             5 passed, 1 failed, 2 skipped"
        );
    }

    #[test]
    fn a_test_that_skips_itself_has_not_passed() {
        let mut report = read(
            Report::read_nextest,
            "     Summary [   0.1s] 3 tests run: 3 passed, 0 skipped",
        );
        report.read_skips(
            "cluster::kill\tCLICKHOUSE_CLUSTER_URLS is not set\ncluster::kill\ttwice\nno reason\n",
        );
        assert_eq!(
            report.to_string(),
            "SKIPPED cluster::kill: twice\n2 passed, 0 failed, 1 skipped"
        );
    }

    #[test]
    fn ignored_tests_are_listed() {
        let mut report = Report::default();
        report.read_ignored("integration-tests::load one_million\n\n");
        assert_eq!(
            report.to_string(),
            "SKIPPED integration-tests::load one_million: marked with #[ignore]\n0 passed, 0 failed, 1 skipped"
        );
    }
}
