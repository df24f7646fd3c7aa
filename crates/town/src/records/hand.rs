//! Who writes people down, and how often each goes wrong: one line for each source. The rates are of the order that those who link
//! such files report (a few in a hundred, more where somebody is written down at a door); none is measured here.

use crate::dice::Dice;

/// How one source writes. Every number but the weights is how often, from 0 to 1.
#[derive(Debug)]
pub(super) struct Hand {
    pub(super) source: &'static str,
    /// How often it writes of grown-ups, and of children.
    weights: (u32, u32),
    /// A slip of the finger, in each name.
    pub(super) slip: f64,
    /// A name written as it was heard; three times as often where it is not English.
    pub(super) heard: f64,
    /// What somebody is called by friends.
    pub(super) short: f64,
    /// A name that is no longer the one in the papers.
    pub(super) old_name: f64,
    /// Other given names.
    pub(super) middle: f64,
    /// The name in one piece.
    pub(super) whole: f64,
    pub(super) no_birth: f64,
    pub(super) wrong_birth: f64,
    /// A birth of which only the year is known, on 1 January.
    pub(super) by_year: f64,
    pub(super) no_sex: f64,
    /// An address that was left.
    pub(super) old_home: f64,
    pub(super) no_postcode: f64,
    pub(super) number: f64,
    pub(super) telephone: f64,
    pub(super) mail: f64,
}

pub(super) const HANDS: [Hand; 6] = [
    Hand {
        source: "police",
        weights: (36, 18),
        slip: 0.06,
        heard: 0.05,
        short: 0.14,
        old_name: 0.10,
        middle: 0.30,
        whole: 0.0,
        no_birth: 0.09,
        wrong_birth: 0.04,
        by_year: 0.02,
        no_sex: 0.03,
        old_home: 0.12,
        no_postcode: 0.10,
        number: 0.0,
        telephone: 0.55,
        mail: 0.02,
    },
    Hand {
        source: "health",
        weights: (26, 26),
        slip: 0.02,
        heard: 0.01,
        short: 0.04,
        old_name: 0.14,
        middle: 0.55,
        whole: 0.0,
        no_birth: 0.005,
        wrong_birth: 0.012,
        by_year: 0.004,
        no_sex: 0.005,
        old_home: 0.16,
        no_postcode: 0.03,
        number: 0.88,
        telephone: 0.60,
        mail: 0.15,
    },
    Hand {
        source: "school",
        weights: (2, 34),
        slip: 0.02,
        heard: 0.01,
        short: 0.10,
        old_name: 0.04,
        middle: 0.60,
        whole: 0.0,
        no_birth: 0.005,
        wrong_birth: 0.012,
        by_year: 0.002,
        no_sex: 0.005,
        old_home: 0.07,
        no_postcode: 0.03,
        number: 0.02,
        telephone: 0.70,
        mail: 0.10,
    },
    Hand {
        source: "housing",
        weights: (18, 4),
        slip: 0.04,
        heard: 0.02,
        short: 0.08,
        old_name: 0.08,
        middle: 0.15,
        whole: 0.6,
        no_birth: 0.10,
        wrong_birth: 0.03,
        by_year: 0.01,
        no_sex: 0.15,
        old_home: 0.06,
        no_postcode: 0.02,
        number: 0.0,
        telephone: 0.65,
        mail: 0.25,
    },
    Hand {
        source: "social care",
        weights: (12, 16),
        slip: 0.04,
        heard: 0.02,
        short: 0.09,
        old_name: 0.08,
        middle: 0.35,
        whole: 0.05,
        no_birth: 0.04,
        wrong_birth: 0.03,
        by_year: 0.01,
        no_sex: 0.02,
        old_home: 0.10,
        no_postcode: 0.06,
        number: 0.35,
        telephone: 0.50,
        mail: 0.05,
    },
    Hand {
        source: "voluntary",
        weights: (6, 2),
        slip: 0.07,
        heard: 0.04,
        short: 0.25,
        old_name: 0.12,
        middle: 0.08,
        whole: 0.3,
        no_birth: 0.20,
        wrong_birth: 0.05,
        by_year: 0.03,
        no_sex: 0.05,
        old_home: 0.10,
        no_postcode: 0.15,
        number: 0.03,
        telephone: 0.70,
        mail: 0.15,
    },
];

impl Hand {
    /// Whoever writes of a grown-up, or of a child.
    pub(super) fn draw(grown: bool, dice: &mut Dice) -> Option<&'static Self> {
        let weight = |hand: &Self| {
            if grown {
                hand.weights.0
            } else {
                hand.weights.1
            }
        };
        let weighted: Vec<(&'static Self, u32)> =
            HANDS.iter().map(|hand| (hand, weight(hand))).collect();
        dice.weighted(&weighted)
    }
}
