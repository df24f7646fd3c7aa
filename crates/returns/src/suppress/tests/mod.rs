//! Published reports against a reader with a pencil who tries every possible world.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::period::Period;
use crate::reports::scrutiny::SCRUTINY;

mod earlier;
mod reader;

use reader::{Held, given_away, hidden_in};

/// One crossed table: police and domestic abuse, police only, domestic abuse only, neither.
type Crossed = [u64; 4];

/// A report that adds up, from children and families crossed, and each child's answer.
fn report(
    children: Crossed,
    families: Crossed,
    adult_only: u64,
    open: u64,
    late: u64,
    weights: [u64; 5],
) -> Report {
    let total: u64 = children.iter().sum();
    let open = open.min(total);
    let decided = total - open;
    let late = late.min(decided);
    let mut outcomes = weights;
    let mut left = decided;
    for outcome in &mut outcomes {
        *outcome = (*outcome).min(left);
        left -= *outcome;
    }
    outcomes[0] += left;
    let [both, police, abuse, _] = children;
    let [f_both, f_police, f_abuse, _] = families;
    let counts = [
        total,
        families.iter().sum(),
        adult_only,
        both + abuse,
        f_both + f_abuse,
        both + police,
        f_both + f_police,
        both,
        f_both,
        decided - late,
        late,
        open,
    ];
    let mut cells: Vec<Cell> = counts
        .into_iter()
        .chain(outcomes)
        .map(Cell::Count)
        .collect();
    cells.push(Cell::Share {
        part: outcomes[3] + outcomes[4],
        of: decided,
    });
    cells.extend([Cell::NotInUse; 4]);
    of_period(cells, (2020, 4), (2021, 3))
}

/// The same where schools are told: of so many children in time, late and not, of whose schools so many have acknowledged it.
fn with_notices(mut report: Report, weights: [u64; 3], acknowledged: u64) -> Report {
    let Some(Cell::Count(mut left)) = report.cells.first().copied() else {
        panic!("the first number is that of all children");
    };
    let [before, late, untold] = weights.map(|weight| {
        let count = weight.min(left);
        left -= count;
        count
    });
    let told = before + late;
    let counts = [told + untold, before, late, acknowledged.min(told)];
    report.cells.truncate(report.cells.len() - counts.len());
    report.cells.extend(counts.map(Cell::Count));
    report
}

fn of_period(cells: Vec<Cell>, from: (i16, i8), to: (i16, i8)) -> Report {
    Report {
        definition: &SCRUTINY,
        period: Period::new(date(from.0, from.1, 1), date(to.0, to.1, 28)).unwrap(),
        as_at: "2021-11-30T08:12:59Z".parse().unwrap(),
        cells,
    }
}

/// Published with nothing before it.
fn alone(report: &Report) -> Report {
    suppress(report, &Earlier::default()).shown()
}

/// What is given away to a reader of this report alone.
fn told(truth: &Report, shown: &Report) -> Vec<&'static str> {
    let run = (0, 0);
    let held = Held { run, truth, shown };
    let questions = hidden_in(&held);
    let given = given_away(1, std::slice::from_ref(truth), &[held], &questions);
    given.into_iter().map(|(name, _)| name).collect()
}

fn hidden(report: &Report) -> Vec<&'static str> {
    report
        .figures()
        .filter(|(_, cell)| *cell == Cell::Hidden)
        .map(|(measure, _)| measure.name)
        .collect()
}

/// A year without a small number.
fn plain() -> Report {
    report(
        [200, 200, 300, 300],
        [100, 100, 150, 150],
        50,
        30,
        70,
        [400, 200, 150, 120, 100],
    )
}

#[test]
fn what_is_large_is_shown() {
    assert!(hidden(&alone(&plain())).is_empty());
    let nothing = report([0; 4], [0; 4], 0, 0, 0, [0; 5]);
    assert!(hidden(&alone(&nothing)).is_empty());
}

#[test]
fn small_counts_take_a_neighbour_with_them() {
    let check = |adult_only, late, outcomes, expect: &[&str]| {
        let report = report(
            [200, 200, 300, 300],
            [100; 4],
            adult_only,
            30,
            late,
            outcomes,
        );
        assert_eq!(hidden(&alone(&report)), expect);
    };
    // Nothing adds up to it: alone.
    check(3, 70, [400, 200, 150, 120, 100], &["contacts.adult_only"]);
    // Late is small: with the number decided in time.
    let timing = ["decisions.within_one_working_day", "decisions.late"];
    check(50, 4, [400, 200, 150, 120, 100], &timing);
    // Two small outcomes hide each other.
    let small = [
        "decisions.by_outcome.information_and_advice",
        "decisions.by_outcome.early_help",
    ];
    check(50, 70, [400, 2, 3, 120, 100], &small);
    // A referral is told by the share: with the other half of the share.
    let share = [
        "decisions.by_outcome.referral",
        "decisions.by_outcome.strategy_discussion",
    ];
    check(50, 70, [400, 200, 150, 3, 100], &share);
}

#[test]
fn what_schools_were_told_is_hidden_with_what_tells_it() {
    let check = |told, acknowledged, expect: &[&str]| {
        let report = with_notices(plain(), told, acknowledged);
        assert_eq!(hidden(&alone(&report)), expect);
    };
    check([300, 60, 40], 200, &[]);
    // Few were late: of how many nothing was told is not printed, so nobody can reckon it from the others.
    check([300, 3, 0], 200, &["school_notices.late"]);
    // One was late, and so one at most is neither: the number in time would tell it together with all.
    check(
        [300, 1, 0],
        200,
        &["school_notices.before_school", "school_notices.late"],
    );
    // Few acknowledged it: nothing printed adds up to that.
    check([300, 60, 40], 4, &["school_notices.acknowledged"]);
    // All of those that acknowledged it were late, and no others were told: each tells the other.
    check(
        [0, 4, 40],
        4,
        &["school_notices.late", "school_notices.acknowledged"],
    );
    // Few are in it at all.
    check(
        [2, 1, 1],
        1,
        &[
            "school_notices.children",
            "school_notices.before_school",
            "school_notices.late",
            "school_notices.acknowledged",
        ],
    );
}

#[test]
fn that_a_part_is_not_in_use_is_said_though_nothing_else_is() {
    let published = Published {
        hidden: vec![true; plain().cells.len()],
        report: plain(),
    };
    let shown = published.shown();
    assert_eq!(shown.cell("school_notices.late"), Some(Cell::NotInUse));
    assert_eq!(shown.cell("decisions.late"), Some(Cell::Hidden));
}

#[test]
fn the_reader_finds_what_is_given_away() {
    // Control of the reader: only the small numbers themselves are hidden.
    let truth = report(
        [200, 200, 300, 300],
        [100; 4],
        50,
        30,
        4,
        [400, 200, 150, 3, 100],
    );
    let mut careless = truth.clone();
    for cell in careless
        .cells
        .iter_mut()
        .filter(|cell| matches!(cell, Cell::Count(1..=5)))
    {
        *cell = Cell::Hidden;
    }
    assert_eq!(
        told(&truth, &careless),
        ["decisions.late", "decisions.by_outcome.referral"]
    );
    // A bound can give away as much as a sum: of 7 children 6 are the police's and not domestic abuse, so the one
    // domestic abuse contact is the seventh.
    let truth = report([0, 6, 1, 0], [100; 4], 50, 0, 0, [7, 0, 0, 0, 0]);
    let mut careless = truth.clone();
    careless.cells[3] = Cell::Hidden;
    assert_eq!(
        told(&truth, &careless),
        ["contacts.domestic_abuse.children"]
    );
    assert!(told(&truth, &alone(&truth)).is_empty());
}

fn counts() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0u64), 1u64..=6, 5u64..=12, 6u64..60]
}

fn reports() -> BoxedStrategy<Report> {
    let crossed = || [counts(), counts(), counts(), counts()];
    let weights = [counts(), counts(), counts(), counts(), counts()];
    let notices = ([counts(), counts(), counts()], counts());
    let answers = (counts(), counts(), counts(), weights);
    (crossed(), crossed(), answers, notices)
        .prop_map(
            |(children, families, (adults, open, late, weights), (told, acknowledged))| {
                let report = report(children, families, adults, open, late, weights);
                with_notices(report, told, acknowledged)
            },
        )
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_reader_can_work_a_hidden_number_out(truth in reports()) {
        let published = alone(&truth);
        for ((measure, shown), cell) in published.figures().zip(&truth.cells) {
            prop_assert!(!matches!(shown, Cell::Count(1..=5)), "{} is shown", measure.name);
            prop_assert!(shown == Cell::Hidden || shown == *cell);
        }
        prop_assert_eq!(told(&truth, &published), Vec::<&str>::new(), "{:?}", published.cells);
    }
}
