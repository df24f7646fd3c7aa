//! What the page of a person says of other records that are the same person, and what the custodian is shown beside it.

use jiff::civil::Date;
use trefoil_app::pairs::Same;
use trefoil_app::persons::view::PersonPage;
use trefoil_core::date_words::{age, moment};
use trefoil_core::person::SafeContact;

use crate::components::{Button, ButtonStyle};

/// Another record.
pub(super) struct SameShown {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) words: String,
    /// Where it was said.
    pub(super) pair: String,
    /// How they may be contacted, by that record.
    pub(super) safe: Option<String>,
}

/// What is the custodian's to set.
pub(super) struct ApartForm {
    /// What is so.
    pub(super) words: String,
    /// What the button asks for.
    pub(super) value: &'static str,
    pub(super) button: Button,
    /// To put somebody beside them.
    pub(super) beside: String,
}

pub(super) fn same(one: &Same, today: Date) -> SameShown {
    let card = &one.believed.card;
    let stands = if one.first {
        "That record stands before this one."
    } else {
        "This record stands before that one."
    };
    let (by, at, why) = (
        &one.by,
        moment(one.tie.said.at),
        &one.tie.said.content.reason,
    );
    SameShown {
        href: format!("/people/{}", one.believed.person),
        title: format!("{}, {}", card.name.words(), age(&card.birth, today)),
        words: format!("{by} said so, {at}: {why} {stands}"),
        pair: format!("/duplicates/{}", one.tie.pair),
        safe: (card.safe_contact != SafeContact::NotAsked).then(|| card.safe_contact.words()),
    }
}

/// What the custodian may set, of a person as they are now.
pub(super) fn apart(page: &PersonPage) -> Option<ApartForm> {
    let since = page.apart.filter(|_| !page.past)?;
    let (words, value, label) = match since {
        Some(since) => (
            format!("This identity is kept apart, since {}. Only you are shown this.", moment(since)),
            "no",
            "Do not keep it apart any more",
        ),
        None => (
            "If this is an old or a new identity (after an adoption, a change of gender, or for the protection of a witness), keep it apart: nobody but you is then offered it.".to_owned(),
            "yes",
            "Keep this identity apart",
        ),
    };
    Some(ApartForm {
        words,
        value,
        button: Button::once(label).styled(ButtonStyle::Secondary),
        beside: format!("/duplicates?one={}", page.believed.person),
    })
}
