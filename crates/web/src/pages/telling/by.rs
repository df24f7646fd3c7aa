//! Who fills the form in, and what it says to them: a worker who is told something, or a partner who tells it.

use trefoil_core::contact_typed::PARTNERS;
use trefoil_core::vocabulary::Source;

/// Who fills it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum By {
    /// A worker at the hub, on the telephone.
    Hub,
    /// A teacher, a midwife, a housing officer, without an account, on their own phone.
    Partner,
}

/// What the form says.
pub(super) struct Said {
    pub(super) source: &'static str,
    pub(super) summary: &'static str,
    pub(super) grade: &'static str,
    pub(super) instrument: &'static str,
    pub(super) told_by: &'static str,
    pub(super) tellers: [TellerBox; 4],
}

/// A box about whoever tells it.
pub(super) struct TellerBox {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) autocomplete: &'static str,
}

const HUB: Said = Said {
    source: "Who tells it",
    summary: "What happened",
    grade: "Their grade of risk",
    instrument: "The tool they used",
    told_by: "Who told it",
    tellers: [
        boxed("teller", "Their name", "", "off"),
        boxed("organisation", "Their organisation", "", "off"),
        boxed(
            "reached",
            "Their work e-mail address or telephone",
            "To tell them what was decided",
            "off",
        ),
        boxed("reference", "Their own reference", "", "off"),
    ],
};

const PARTNER: Said = Said {
    source: "What kind of work do you do? (must be there)",
    summary: "What happened, and what worries you",
    grade: "Your grade of risk",
    instrument: "The tool you used",
    told_by: "About you",
    tellers: [
        boxed("teller", "Your name (must be there)", "", "name"),
        boxed(
            "organisation",
            "Where you work (must be there)",
            "The school, the surgery, the service",
            "organization",
        ),
        boxed(
            "reached",
            "Your e-mail address or telephone at work (must be there)",
            "To tell you what was decided",
            "email",
        ),
        boxed(
            "reference",
            "Your own reference",
            "You can leave this empty",
            "off",
        ),
    ],
};

const fn boxed(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    autocomplete: &'static str,
) -> TellerBox {
    TellerBox {
        name,
        label,
        hint,
        autocomplete,
    }
}

impl By {
    pub(super) fn said(self) -> Said {
        match self {
            Self::Hub => HUB,
            Self::Partner => PARTNER,
        }
    }

    /// Who may tell with it.
    pub(super) fn sources(self) -> &'static [Source] {
        match self {
            Self::Hub => Source::ALL,
            Self::Partner => &PARTNERS,
        }
    }

    /// People for whom it has boxes at first: on a phone, a child and an adult.
    pub(super) fn first(self) -> usize {
        match self {
            Self::Hub => 3,
            Self::Partner => 2,
        }
    }
}
