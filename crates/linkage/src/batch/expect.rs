//! One step of learning on the pairs that meet by one key: which class each is of, and what that says of each field.

use super::level::FIELDS;
use super::model::{ByClass, Logs, add, class, posterior};
use super::sample::Block;

/// Where one step starts from.
pub(super) struct Step {
    logs: Logs,
    /// By field and level, one over how likely it is of each class.
    inverse: [Vec<ByClass>; FIELDS],
    homes: bool,
}

impl Step {
    pub(super) fn from(logs: Logs, homes: bool) -> Self {
        let one = |level: &ByClass| level.map(|log| (-log).exp());
        let inverse = logs.fields.each_ref();
        Self {
            inverse: inverse.map(|levels| levels.iter().map(one).collect()),
            logs,
            homes,
        }
    }
}

/// A class that nobody seems to be of is not given up at once.
const LEAST_SHARE: f64 = 1e-7;
/// Without a field a pair must be this likely of a class, for it to tell what the field is like in that class. Else what little
/// else is known of it could be made to fit whatever the field says.
const LIKELY: [f64; 3] = [0.5, 0.2, 0.1];

/// One block's pairs shared out among the classes, and counted for each.
pub(super) fn learn_block(
    block: &Block,
    fixed: &[bool; FIELDS],
    step: &Step,
    shares: ByClass,
    counts: &mut [[Vec<f64>; FIELDS]; 3],
) -> ByClass {
    let prior = shares.map(|share| share.max(1e-300).ln());
    let mut sums = [0.0; class::ALL];
    for seen in &block.seen {
        let found = posterior(add(step.logs.of_free(&seen.pattern, fixed), prior));
        for (sum, found) in sums.iter_mut().zip(found) {
            *sum += found * seen.count;
        }
        if found[class::STRANGERS] > 0.9999 {
            continue;
        }
        for field in (0..FIELDS).filter(|field| !fixed[*field]) {
            let level = usize::from(seen.pattern[field]);
            let without = without(found, &step.inverse[field][level]);
            for (class, counts) in counts.iter_mut().enumerate() {
                if without[class] >= LIKELY[class]
                    && let Some(slot) = counts[field].get_mut(level)
                {
                    *slot += found[class] * seen.count;
                }
            }
        }
    }
    let sum: f64 = sums.iter().sum();
    let mut shares = sums.map(|one| (one / sum).max(LEAST_SHARE));
    if !step.homes {
        shares[class::HOUSEHOLD] = 1e-300;
        shares[class::TWINS] = 1e-300;
    }
    shares
}

/// How likely each class is when one level is not known.
fn without(found: ByClass, inverse: &ByClass) -> ByClass {
    let parts: ByClass = std::array::from_fn(|class| found[class] * inverse[class]);
    let sum: f64 = parts.iter().sum();
    parts.map(|part| part / sum)
}
