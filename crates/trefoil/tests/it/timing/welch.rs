//! Welch's t-test of two kinds of times.

use std::fmt;

/// How far apart two kinds are.
pub(super) struct Apart {
    all: f64,
    quicker: f64,
    medians: [f64; 2],
}

impl Apart {
    /// The larger of the two tests.
    pub(super) fn worst(&self) -> f64 {
        self.all.abs().max(self.quicker.abs())
    }
}

impl fmt::Display for Apart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = self.medians;
        write!(
            out,
            "t {:.2} of all, {:.2} of the quicker nine tenths; medians {one:.0} and {other:.0} us",
            self.all, self.quicker
        )
    }
}

/// How far apart.
pub(super) fn apart(one: &[f64], other: &[f64]) -> Apart {
    let mut all: Vec<f64> = one.iter().chain(other).copied().collect();
    all.sort_by(f64::total_cmp);
    let most = all[all.len() * 9 / 10];
    let quicker = |times: &[f64]| -> Vec<f64> {
        times.iter().copied().filter(|time| *time <= most).collect()
    };
    Apart {
        all: t(one, other),
        quicker: t(&quicker(one), &quicker(other)),
        medians: [median(one), median(other)],
    }
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn t(one: &[f64], other: &[f64]) -> f64 {
    let (first, second) = (moments(one), moments(other));
    (first.0 - second.0) / (first.1 + second.1).sqrt()
}

/// The mean, and its variance.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn moments(times: &[f64]) -> (f64, f64) {
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let squares: f64 = times.iter().map(|time| (time - mean).powi(2)).sum();
    (mean, squares / (count - 1.0) / count)
}

#[test]
fn two_kinds_are_apart_and_one_kind_is_not() {
    let series = |shift: u32| -> Vec<f64> {
        let mut state = 7_u32.wrapping_add(shift);
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        (0..10_000).map(|_| 1_000.0 + 100.0 * next()).collect()
    };
    let (one, other) = (series(1), series(2));
    assert!(apart(&one, &other).worst() < 4.5);
    let later: Vec<f64> = other.iter().map(|time| time + 5.0).collect();
    assert!(apart(&one, &later).worst() > 4.5);
    // By hand: means 2 and 5, variances 1 and 1, three each: -3 over the root of two thirds.
    assert!((t(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]) + 3.674).abs() < 0.001);
}
