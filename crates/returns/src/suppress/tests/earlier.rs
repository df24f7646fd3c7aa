//! Reports published one after the other, against a reader who holds them all.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::reader::{Held, Run, given_away, runs};
use super::{hidden, plain, report, reports};
use crate::period::Period;
use crate::report::{Cell, Report};
use crate::suppress::{Earlier, Published, parts, related, suppress};

/// The first days of the months of 2020 from April on, of which each part of the days is one.
fn month(part: usize) -> Date {
    date(2020, i8::try_from(part).unwrap() + 4, 1)
}

/// From the first of these parts to the last.
fn days(covers: &[usize]) -> Period {
    let (first, last) = (covers[0], covers[covers.len() - 1]);
    Period::new(month(first), month(last).last_of_month()).unwrap()
}

/// The report of some parts together.
fn of(months: &[Report], covers: &[usize]) -> Report {
    let add = |place: usize| {
        let cells = covers.iter().map(|part| months[*part].cells[place]);
        cells.fold(None, |sum, cell| match (sum, cell) {
            (None, cell) => Some(cell),
            (Some(Cell::Count(sum)), Cell::Count(more)) => Some(Cell::Count(sum + more)),
            (Some(Cell::Share { part, of }), Cell::Share { part: p, of: o }) => Some(Cell::Share {
                part: part + p,
                of: of + o,
            }),
            (Some(Cell::NotInUse), Cell::NotInUse) => Some(Cell::NotInUse),
            other => panic!("{other:?}"),
        })
    };
    let cells = (0..months[0].cells.len()).map(|place| add(place).unwrap());
    Report {
        period: days(covers),
        cells: cells.collect(),
        ..months[0].clone()
    }
}

/// Publishes one after the other.
fn publish(months: &[Report], series: &[Vec<usize>]) -> Vec<Published> {
    let mut published: Vec<Published> = Vec::new();
    for covers in series {
        let whole = of(months, covers);
        let periods: Vec<Period> = published.iter().map(|one| one.report.period).collect();
        let beside: Vec<Published> = related(whole.period, &periods)
            .into_iter()
            .map(|place| published[place].clone())
            .collect();
        let periods: Vec<Period> = beside
            .iter()
            .map(|one| one.report.period)
            .chain([whole.period])
            .collect();
        let cut = parts(&periods).into_iter().map(|part| {
            let inside = (0..months.len()).filter(|one| part.overlaps(days(&[*one])));
            let report = of(months, &inside.collect::<Vec<_>>());
            assert_eq!(report.period, part);
            report
        });
        let earlier = Earlier {
            parts: cut.collect(),
            published: beside,
        };
        published.push(suppress(&whole, &earlier));
    }
    published
}

/// What the reader of all of them works out: counts from 1 to 5 of a report, or of the days between any two months.
fn told(months: &[Report], series: &[Vec<usize>], shown: &[Report]) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for covers in intervals(months.len()) {
        let truth = of(months, &covers);
        let small = truth
            .figures()
            .filter(|(_, cell)| matches!(cell, Cell::Count(1..=5)));
        questions.extend(small.map(|(measure, _)| (measure.name, run(&covers))));
        if let Some(Cell::Share { part, of }) = truth.cell("decisions.progressed_share") {
            let told = [("progressed", part), ("decided", of)];
            let small = told
                .into_iter()
                .filter(|(_, count)| (1..=5).contains(count));
            questions.extend(small.map(|(name, _)| (name, run(&covers))));
        }
    }
    told_of(months, series, shown, &questions)
}

/// Which of these the reader of all of them works out.
fn told_of(
    months: &[Report],
    series: &[Vec<usize>],
    shown: &[Report],
    questions: &[Question],
) -> Vec<Question> {
    let truths: Vec<Report> = series.iter().map(|covers| of(months, covers)).collect();
    let all = series.iter().zip(truths.iter().zip(shown));
    let held = all.map(|(covers, (truth, shown))| Held {
        run: run(covers),
        truth,
        shown,
    });
    let every = intervals(months.len());
    assert!(every.iter().map(|one| run(one)).eq(runs(months.len())));
    let truths: Vec<Report> = every.iter().map(|covers| of(months, covers)).collect();
    given_away(months.len(), &truths, &held.collect::<Vec<_>>(), questions)
}

type Question = (&'static str, Run);

fn run(covers: &[usize]) -> Run {
    (covers[0], covers[covers.len() - 1])
}

fn intervals(count: usize) -> Vec<Vec<usize>> {
    (0..count)
        .flat_map(|from| (from..count).map(move |to| (from..=to).collect()))
        .collect()
}

fn shown(published: &[Published]) -> Vec<Report> {
    published.iter().map(Published::shown).collect()
}

/// A quarter without a small number, and a month in which few were late.
fn quarter_and_month() -> [Report; 4] {
    let month = report(
        [20, 20, 30, 30],
        [10, 10, 15, 15],
        8,
        0,
        3,
        [40, 20, 15, 12, 13],
    );
    [plain(), plain(), plain(), month]
}

#[test]
fn what_two_periods_differ_by_is_hidden() {
    let months = quarter_and_month();
    let series = [vec![0, 1, 2], vec![0, 1, 2, 3]];
    let published = publish(&months, &series);
    assert_eq!(hidden(&published[0].shown()), [] as [&str; 0]);
    // July alone is the difference: three were late in it.
    assert_eq!(
        hidden(&published[1].shown()),
        ["decisions.within_one_working_day", "decisions.late"]
    );
    // Adjoining and then covered: the quarter and July, then both.
    let series = [vec![0, 1, 2], vec![3], vec![0, 1, 2, 3]];
    let published = publish(&months, &series);
    for place in [1, 2] {
        assert_eq!(
            hidden(&published[place].shown()),
            ["decisions.within_one_working_day", "decisions.late"]
        );
    }
    // Three months one by one, then the four together: again July is what is left.
    let series = [vec![0], vec![1], vec![2], vec![0, 1, 2, 3]];
    assert_eq!(
        hidden(&publish(&months, &series)[3].shown()),
        ["decisions.within_one_working_day", "decisions.late"]
    );
    // The whole first: then it is the quarter that must not be told.
    let series = [vec![0, 1, 2, 3], vec![0, 1, 2]];
    let published = publish(&months, &series);
    assert_eq!(hidden(&published[0].shown()), [] as [&str; 0]);
    assert_eq!(
        hidden(&published[1].shown()),
        ["decisions.within_one_working_day", "decisions.late"]
    );
}

#[test]
fn what_has_nothing_to_do_with_it_is_shown() {
    let months = quarter_and_month();
    // Adjoining, and nothing covers both.
    let series = [vec![0, 1], vec![2]];
    for published in publish(&months, &series) {
        assert_eq!(hidden(&published.shown()), [] as [&str; 0]);
    }
    // July's few are hidden in the whole already by July: another quarter is not touched.
    let series = [vec![3], vec![0, 1]];
    assert_eq!(
        hidden(&publish(&months, &series)[1].shown()),
        [] as [&str; 0]
    );
}

#[test]
fn the_same_period_again_hides_what_was_hidden_and_what_has_changed_a_little() {
    let months = quarter_and_month();
    let before = publish(&months, &[vec![3]]);
    let mut now = months[3].clone();
    now.period = days(&[3]);
    // Three were late then; ten by now, and two contacts about adults more.
    now.cells[2] = Cell::Count(10);
    (now.cells[9], now.cells[10]) = (Cell::Count(90), Cell::Count(10));
    let earlier = Earlier {
        published: before,
        parts: vec![now.clone()],
    };
    assert_eq!(
        hidden(&suppress(&now, &earlier).shown()),
        [
            "contacts.adult_only",
            "decisions.within_one_working_day",
            "decisions.late"
        ]
    );
}

#[test]
fn what_earlier_reports_give_away_by_themselves_hides_nothing_more() {
    let months = quarter_and_month();
    let careless = |covers: &[usize]| Published {
        report: of(&months, covers),
        hidden: vec![false; months[0].cells.len()],
    };
    let whole = of(&months, &[0, 1, 2, 3]);
    let earlier = Earlier {
        published: vec![careless(&[0, 1, 2]), careless(&[3])],
        parts: vec![of(&months, &[0, 1, 2]), of(&months, &[3])],
    };
    let published = suppress(&whole, &earlier).shown();
    assert!(hidden(&published).len() < 4, "{:?}", hidden(&published));
}

#[test]
fn the_reader_of_two_reports_finds_what_they_differ_by() {
    let months = quarter_and_month();
    let series = [vec![0, 1, 2], vec![0, 1, 2, 3]];
    // Each as if it were the only one.
    let careless: Vec<Report> = series
        .iter()
        .map(|covers| suppress(&of(&months, covers), &Earlier::default()).shown())
        .collect();
    assert_eq!(
        told(&months, &series, &careless),
        [("decisions.late", (3, 3))]
    );
}

#[test]
fn the_days_are_cut_where_periods_begin_and_end() {
    let period = |from: (i8, i8), to: (i8, i8)| {
        Period::new(date(2020, from.0, from.1), date(2020, to.0, to.1)).unwrap()
    };
    let quarter = period((4, 1), (6, 30));
    let periods = [quarter, period((6, 15), (7, 31)), period((9, 1), (9, 30))];
    let cut = [
        period((4, 1), (6, 14)),
        period((6, 15), (6, 30)),
        period((7, 1), (7, 31)),
        period((9, 1), (9, 30)),
    ];
    assert_eq!(parts(&periods), cut);
    assert_eq!(related(quarter, &periods), [0, 1]);
    // By way of another one.
    assert_eq!(related(period((7, 31), (8, 31)), &periods), [0, 1]);
    assert_eq!(related(period((8, 1), (8, 31)), &periods), [] as [usize; 0]);
}

fn series(months: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    proptest::collection::vec(proptest::sample::select(intervals(months)), 2..=4)
}

fn check(months: &[Report], series: &[Vec<usize>]) -> Result<(), TestCaseError> {
    let published = shown(&publish(months, series));
    for (covers, published) in series.iter().zip(&published) {
        for ((measure, shown), cell) in published.figures().zip(&of(months, covers).cells) {
            prop_assert!(
                !matches!(shown, Cell::Count(1..=5)),
                "{} is shown",
                measure.name
            );
            prop_assert!(shown == Cell::Hidden || shown == *cell);
        }
    }
    let cells = |reports: &[Report]| -> Vec<Vec<Cell>> {
        reports.iter().map(|one| one.cells.clone()).collect()
    };
    prop_assert_eq!(
        told(months, series, &published),
        [],
        "{:?} {:?} {:?}",
        series,
        cells(months),
        cells(&published)
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_reader_of_two_reports_can_work_a_small_number_out(first in reports(), more in reports()) {
        let months = [first, more];
        check(&months, &[vec![0], vec![0, 1]])?;
        check(&months, &[vec![0, 1], vec![0]])?;
    }

    #[test]
    fn nor_of_a_series(months in [reports(), reports(), reports()], series in series(3)) {
        check(&months, &series)?;
    }
}
