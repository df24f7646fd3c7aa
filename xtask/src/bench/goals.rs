//! The numbers to reach, one table: what is measured, in which unit, and what it should be on each engine.

use super::asked::Engine;
use super::load::Kind;

/// What a number should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Aim {
    AtLeast(f64),
    AtMost(f64),
    /// Told for judging the others.
    None,
}

impl Aim {
    pub(super) fn is_met(self, value: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(value >= least),
            Self::AtMost(most) => Some(value <= most),
            Self::None => None,
        }
    }
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Triage,
    /// Reaches the whole authority.
    Duty,
}

impl Reader {
    pub(super) const ALL: [Self; 2] = [Self::Triage, Self::Duty];

    /// The role as `trefoil town` prints it.
    pub(super) fn role(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Duty => "emergency_duty",
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Triage => "triage worker",
            Self::Duty => "emergency duty worker",
        }
    }
}

/// Whether what a feed left to be done is still being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jobs {
    Going,
    Done,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    Feed,
    Part,
    Page(Reader, Kind),
    Asked(Reader),
    Mixed(Jobs),
    MixedCpu(Jobs),
    Drained,
    Town,
    Memory,
    Start,
}

/// A row.
pub(super) struct Goal {
    pub(super) what: What,
    pub(super) words: String,
    pub(super) unit: &'static str,
    sqlite: Aim,
    postgres: Aim,
}

impl Goal {
    pub(super) fn aim(&self, engine: Engine) -> Aim {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// The rows that stand alone: what, in words, in which unit, and the aims on SQLite and PostgreSQL.
const ALONE: [(What, &str, &str, Aim, Aim); 10] = {
    use Aim::{AtLeast, AtMost, None};
    [
        (
            What::Feed,
            "police feed in, matching included",
            "rows/s",
            AtLeast(1_000.0),
            AtLeast(500.0),
        ),
        (
            What::Part,
            "transaction of a part of the feed, p95",
            "ms",
            AtMost(50.0),
            AtMost(50.0),
        ),
        (
            What::Mixed(Jobs::Going),
            "mixed load, 32 clients, no think time, while the feed's jobs are done",
            "requests/s",
            AtLeast(300.0),
            AtLeast(150.0),
        ),
        (
            What::MixedCpu(Jobs::Going),
            "the same: CPU a request, the jobs' too",
            "ms",
            None,
            None,
        ),
        (
            What::Drained,
            "the feed's jobs done, after the start",
            "s",
            None,
            None,
        ),
        (
            What::Mixed(Jobs::Done),
            "mixed load, 32 clients, no think time, when they are done",
            "requests/s",
            AtLeast(300.0),
            AtLeast(150.0),
        ),
        (
            What::MixedCpu(Jobs::Done),
            "the same: CPU a request",
            "ms",
            None,
            None,
        ),
        (
            What::Town,
            "town made",
            "people/s",
            AtLeast(5_000.0),
            AtLeast(2_000.0),
        ),
        (
            What::Memory,
            "memory of the server, most",
            "MB",
            AtMost(300.0),
            AtMost(300.0),
        ),
        (
            What::Start,
            "start of `serve` to first answer",
            "ms",
            AtMost(1_000.0),
            AtMost(1_000.0),
        ),
    ]
};

/// Every row, in the order: the feed, the pages, the rest.
pub(super) fn all() -> Vec<Goal> {
    let goal =
        |(what, words, unit, sqlite, postgres): &(What, &str, &'static str, Aim, Aim)| Goal {
            what: *what,
            words: (*words).to_owned(),
            unit,
            sqlite: *sqlite,
            postgres: *postgres,
        };
    let mut rows: Vec<Goal> = ALONE.iter().map(goal).collect();
    let pages = Reader::ALL.into_iter().flat_map(pages);
    rows.splice(2..2, pages);
    rows
}

fn pages(reader: Reader) -> Vec<Goal> {
    let row = |what, words: String, sqlite, postgres| Goal {
        what,
        words,
        unit: "ms",
        sqlite,
        postgres,
    };
    let who = reader.words();
    let timed = Kind::READ.map(|(kind, words)| {
        let aims = (Aim::AtMost(50.0), Aim::AtMost(80.0));
        let words = format!("{words}, p95, {who}");
        row(What::Page(reader, kind), words, aims.0, aims.1)
    });
    let words = format!("those four together: CPU a request, {who}");
    let cpu = row(What::Asked(reader), words, Aim::None, Aim::None);
    timed.into_iter().chain([cpu]).collect()
}
