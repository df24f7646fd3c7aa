//! A reader with a pencil: has every report that was published, knows every shown number, how numbers add up within a report
//! and over days, and that a hidden small count lies from 1 to 5; tries every possible world. Shares no code with the
//! suppression: the bounds of each number are drawn tighter by every sum, and what stays open is tried value by value.

use crate::report::{Cell, Report};

/// Values above the truth that the reader tries.
const ABOVE: i64 = 6;

/// A number with what it may be.
#[derive(Clone, Copy)]
struct Bounds {
    truth: i64,
    least: i64,
    most: i64,
}

/// What the reader knows: numbers, and sums of them that come to zero. There is a number for each name and each run of days,
/// for the sums over days are as good a tool as those within a report.
struct Knowledge {
    names: Vec<&'static str>,
    months: usize,
    numbers: Vec<Bounds>,
    sums: Vec<Vec<(usize, i64)>>,
}

/// A run of parts of the days: from the first to the last.
pub(super) type Run = (usize, usize);

/// A report that the reader holds.
pub(super) struct Held<'a> {
    pub(super) run: Run,
    pub(super) truth: &'a Report,
    pub(super) shown: &'a Report,
}

/// Every run of so many parts.
pub(super) fn runs(months: usize) -> Vec<Run> {
    (0..months)
        .flat_map(|from| (from..months).map(move |to| (from, to)))
        .collect()
}

/// Which of these counts of these days are given away: have no other possible value. `truths` is in the order of [`runs`].
pub(super) fn given_away(
    months: usize,
    truths: &[Report],
    held: &[Held<'_>],
    questions: &[(&'static str, Run)],
) -> Vec<(&'static str, Run)> {
    let mut known = Knowledge::new(months, truths);
    for report in held {
        known.read(report);
    }
    let told = questions
        .iter()
        .filter(|(name, run)| !known.open(known.place(name, *run)));
    told.copied().collect()
}

/// The counts that a report hides.
pub(super) fn hidden_in(report: &Held<'_>) -> Vec<(&'static str, Run)> {
    let cells = report.truth.figures().zip(report.shown.figures());
    cells
        .filter(|((_, cell), (_, shown))| matches!(cell, Cell::Count(_)) && *shown == Cell::Hidden)
        .map(|((measure, _), _)| (measure.name, report.run))
        .collect()
}

fn count(report: &Report, name: &str) -> i64 {
    match report.cell(name) {
        Some(Cell::Count(count)) => i64::try_from(count).unwrap(),
        Some(Cell::NotInUse) => 0,
        other => panic!("{name} is {other:?}"),
    }
}

/// Of what schools were told.
fn told(count: &dyn Fn(&str) -> i64) -> [(&'static str, i64); 4] {
    let [noticed, before, late, acknowledged] =
        ["children", "before_school", "late", "acknowledged"]
            .map(|name| count(&format!("school_notices.{name}")));
    [
        (
            "children without a notice",
            count("contacts.children") - noticed,
        ),
        ("schools told", before + late),
        ("schools not told", noticed - before - late),
        ("told, not acknowledged", before + late - acknowledged),
    ]
}

/// Truths of what is not printed follow from the printed ones, worked out here by hand.
fn unprinted(truth: &Report) -> Vec<(&'static str, i64)> {
    let count = |name: &str| count(truth, name);
    let mut list = vec![
        (
            "decided",
            count("decisions.within_one_working_day") + count("decisions.late"),
        ),
        (
            "progressed",
            count("decisions.by_outcome.referral")
                + count("decisions.by_outcome.strategy_discussion"),
        ),
    ];
    list.extend(told(&count));
    for (unit, names) in [
        (
            "children",
            [
                "children, others, domestic abuse",
                "children, police, not domestic abuse",
                "children, others, not domestic abuse",
            ],
        ),
        (
            "families",
            [
                "families, others, domestic abuse",
                "families, police, not domestic abuse",
                "families, others, not domestic abuse",
            ],
        ),
    ] {
        let all = count(&format!("contacts.{unit}"));
        let abuse = count(&format!("contacts.domestic_abuse.{unit}"));
        let police = count(&format!("contacts.from_police.{unit}"));
        let both = count(&format!("contacts.from_police.domestic_abuse.{unit}"));
        list.extend(names.into_iter().zip([
            abuse - both,
            police - both,
            all - abuse - police + both,
        ]));
    }
    list
}

/// Every number of a report by its name.
fn named(truth: &Report) -> Vec<(&'static str, i64)> {
    let printed = truth
        .figures()
        .filter(|(measure, _)| measure.share_of.is_none())
        .map(|(measure, _)| (measure.name, count(truth, measure.name)));
    printed.chain(unprinted(truth)).collect()
}

impl Knowledge {
    /// Nothing but that the numbers are counts and add up.
    fn new(months: usize, truths: &[Report]) -> Self {
        let all: Vec<_> = truths.iter().map(named).collect();
        let mut known = Self {
            names: all[0].iter().map(|(name, _)| *name).collect(),
            months,
            numbers: Vec::new(),
            sums: Vec::new(),
        };
        for (_, truth) in all.into_iter().flatten() {
            known.numbers.push(Bounds {
                truth,
                least: 0,
                most: truth + ABOVE,
            });
        }
        for run in runs(months) {
            for sum in truths[0].definition.sums {
                let parts = sum.parts.iter().map(|name| (known.place(name, run), -1));
                let terms = parts.chain([(known.place(sum.total, run), 1)]).collect();
                known.sums.push(terms);
            }
            for split in run.0..run.1 {
                for name in known.names.clone() {
                    known.sums.push(vec![
                        (known.place(name, run), 1),
                        (known.place(name, (run.0, split)), -1),
                        (known.place(name, (split + 1, run.1)), -1),
                    ]);
                }
            }
        }
        known
    }

    fn place(&self, name: &str, run: Run) -> usize {
        // Before the runs from a part come those from each part before it, to each part after that one.
        let (from, to) = run;
        let row = from * self.months - from * from.saturating_sub(1) / 2 + (to - from);
        let column = self.names.iter().position(|one| *one == name).unwrap();
        row * self.names.len() + column
    }

    /// What a published report adds.
    fn read(&mut self, held: &Held<'_>) {
        // Where all is hidden, nothing says which numbers are small.
        if held.shown.cells.iter().all(|cell| *cell == Cell::Hidden) {
            return;
        }
        for ((measure, cell), (_, shown)) in held.truth.figures().zip(held.shown.figures()) {
            if matches!(cell, Cell::Count(_) | Cell::NotInUse) {
                let place = self.place(measure.name, held.run);
                let number = &mut self.numbers[place];
                (number.least, number.most) = match (shown, number.truth) {
                    (Cell::Hidden, 1..=5) => (1, 5),
                    (Cell::Hidden, truth) => (0, truth + ABOVE),
                    (_, truth) => (truth, truth),
                };
            }
        }
        if held.shown.cell("decisions.progressed_share") != Some(Cell::Hidden) {
            for name in ["decided", "progressed"] {
                let place = self.place(name, held.run);
                let number = &mut self.numbers[place];
                (number.least, number.most) = (number.truth, number.truth);
            }
        }
    }

    /// Whether the number may be something else than it is.
    fn open(&self, place: usize) -> bool {
        let Bounds { truth, least, most } = self.numbers[place];
        let mut others: Vec<i64> = (least..=most).filter(|value| *value != truth).collect();
        others.sort_by_key(|value| (value - truth).abs());
        others.into_iter().any(|value| {
            let mut world = self.numbers.clone();
            (world[place].least, world[place].most) = (value, value);
            self.possible(world)
        })
    }

    /// Whether the numbers still open can be filled in so that every sum holds.
    fn possible(&self, mut world: Vec<Bounds>) -> bool {
        if !self.tighten(&mut world) {
            return false;
        }
        let open = (0..world.len()).filter(|place| world[*place].least < world[*place].most);
        let Some(place) = open.min_by_key(|place| world[*place].most - world[*place].least) else {
            return true;
        };
        let Bounds { truth, least, most } = world[place];
        let mut values: Vec<i64> = (least..=most).collect();
        values.sort_by_key(|value| (value - truth).abs());
        values.into_iter().any(|value| {
            let mut next = world.clone();
            (next[place].least, next[place].most) = (value, value);
            self.possible(next)
        })
    }

    /// Draws the bounds tighter until no sum has anything to say; false where a sum cannot hold.
    fn tighten(&self, world: &mut [Bounds]) -> bool {
        loop {
            let mut changed = false;
            for sum in &self.sums {
                let ends = |(place, sign): &(usize, i64)| {
                    let (one, other) = (world[*place].least * sign, world[*place].most * sign);
                    (one.min(other), one.max(other))
                };
                let (least, most) = sum
                    .iter()
                    .map(ends)
                    .fold((0, 0), |(least, most), (l, m)| (least + l, most + m));
                if least > 0 || most < 0 {
                    return false;
                }
                for (place, sign) in sum {
                    let Bounds {
                        least: l, most: m, ..
                    } = world[*place];
                    let (low, high) = ((l * sign).min(m * sign), (l * sign).max(m * sign));
                    // What all the others come to at most and at least must be made up for.
                    let down = low.max(high - most);
                    let up = high.min(low - least);
                    if down > up {
                        return false;
                    }
                    let (new_l, new_m) =
                        ((down * sign).min(up * sign), (down * sign).max(up * sign));
                    if (new_l, new_m) != (l, m) {
                        (world[*place].least, world[*place].most) = (new_l, new_m);
                        changed = true;
                        break;
                    }
                }
            }
            if !changed {
                return true;
            }
        }
    }
}
