//! What an authority tells its scrutiny committee about domestic abuse. Names and order are a fixed contract.

use crate::report::{Definition, Line, Sum, Told};

/// The scrutiny report.
pub static SCRUTINY: Definition = Definition {
    name: "scrutiny",
    title: "Domestic abuse: report to the scrutiny committee",
    lines: &[
        Line::Measure("contacts.children"),
        Line::Measure("contacts.families"),
        Line::Measure("contacts.adult_only"),
        Line::Measure("contacts.domestic_abuse.children"),
        Line::Measure("contacts.domestic_abuse.families"),
        Line::Measure("contacts.from_police.children"),
        Line::Measure("contacts.from_police.families"),
        Line::Measure("contacts.from_police.domestic_abuse.children"),
        Line::Measure("contacts.from_police.domestic_abuse.families"),
        Line::Measure("decisions.within_one_working_day"),
        Line::Measure("decisions.late"),
        Line::Measure("decisions.open"),
        Line::Measure("decisions.by_outcome.no_further_action"),
        Line::Measure("decisions.by_outcome.information_and_advice"),
        Line::Measure("decisions.by_outcome.early_help"),
        Line::Measure("decisions.by_outcome.referral"),
        Line::Measure("decisions.by_outcome.strategy_discussion"),
        Line::Measure("decisions.progressed_share"),
        Line::Measure("school_notices.children"),
        Line::Measure("school_notices.before_school"),
        Line::Measure("school_notices.late"),
        Line::Measure("school_notices.acknowledged"),
        Line::NotInUse("referrals"),
        Line::NotInUse("assessments"),
        Line::NotInUse("domestic_abuse_outcomes"),
        Line::NotInUse("marac"),
    ],
    sums: SUMS,
    told: &[
        Told {
            number: "decided",
            by: "decisions.progressed_share",
        },
        Told {
            number: "progressed",
            by: "decisions.progressed_share",
        },
    ],
};

const SUMS: &[Sum] = &[
    Sum {
        total: "contacts.children",
        parts: &["decided", "decisions.open"],
    },
    Sum {
        total: "decided",
        parts: &["decisions.within_one_working_day", "decisions.late"],
    },
    Sum {
        total: "decided",
        parts: &[
            "decisions.by_outcome.no_further_action",
            "decisions.by_outcome.information_and_advice",
            "decisions.by_outcome.early_help",
            "progressed",
        ],
    },
    Sum {
        total: "progressed",
        parts: &[
            "decisions.by_outcome.referral",
            "decisions.by_outcome.strategy_discussion",
        ],
    },
    Sum {
        total: "contacts.domestic_abuse.children",
        parts: &[
            "contacts.from_police.domestic_abuse.children",
            "children, others, domestic abuse",
        ],
    },
    Sum {
        total: "contacts.from_police.children",
        parts: &[
            "contacts.from_police.domestic_abuse.children",
            "children, police, not domestic abuse",
        ],
    },
    Sum {
        total: "contacts.children",
        parts: &[
            "contacts.domestic_abuse.children",
            "children, police, not domestic abuse",
            "children, others, not domestic abuse",
        ],
    },
    Sum {
        total: "contacts.domestic_abuse.families",
        parts: &[
            "contacts.from_police.domestic_abuse.families",
            "families, others, domestic abuse",
        ],
    },
    Sum {
        total: "contacts.from_police.families",
        parts: &[
            "contacts.from_police.domestic_abuse.families",
            "families, police, not domestic abuse",
        ],
    },
    Sum {
        total: "contacts.families",
        parts: &[
            "contacts.domestic_abuse.families",
            "families, police, not domestic abuse",
            "families, others, not domestic abuse",
        ],
    },
    Sum {
        total: "contacts.children",
        parts: &["school_notices.children", "children without a notice"],
    },
    Sum {
        total: "school_notices.children",
        parts: &["schools told", "schools not told"],
    },
    Sum {
        total: "schools told",
        parts: &["school_notices.before_school", "school_notices.late"],
    },
    Sum {
        total: "schools told",
        parts: &["school_notices.acknowledged", "told, not acknowledged"],
    },
];

#[cfg(test)]
mod tests;
