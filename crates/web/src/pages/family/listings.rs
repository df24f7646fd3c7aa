//! The meetings for which a family is listed, and the form that lists it.

use trefoil_app::families::view::{FamilyPage, Listing, Meeting};
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{day, moment};
use trefoil_core::meeting::ListingReason;

use super::shown::Typed;
use crate::components::{Button, ButtonStyle, Select, SelectItem};
use crate::pages::meetings::last_day;
use crate::pages::problems::error_at;

/// A listing.
pub(super) struct ListingShown {
    pub(super) what: String,
    pub(super) why: &'static str,
    pub(super) when: String,
    /// Where it may be taken off.
    pub(super) end: Option<(String, Button)>,
}

/// The form.
pub(super) struct ListingForm {
    pub(super) action: String,
    pub(super) meeting: Select,
    pub(super) reason: Select,
    pub(super) button: Button,
}

fn named(meeting: &Meeting) -> String {
    let on = day(local_date(meeting.held_at));
    format!("{}, {on}, chair {}", meeting.kind.words(), meeting.chair)
}

/// The listings, those of the latest meeting first.
pub(super) fn listings(page: &FamilyPage) -> Vec<ListingShown> {
    let shown = |one: &Listing| {
        let listed = format!("Listed {} by {}.", moment(one.at), one.by);
        let until = match one.ended_at {
            Some(ended) => format!("Taken off {}.", moment(ended)),
            None => format!(
                "Its chair sees the family until {}.",
                last_day(&one.meeting)
            ),
        };
        let action = format!("/families/{}/listings/{}/end", page.family, one.listing);
        let end = Button::new("Take the family off this list").styled(ButtonStyle::Secondary);
        ListingShown {
            what: named(&one.meeting),
            why: one.reason.words(),
            when: format!("{listed} {until}"),
            end: (page.to_come.is_some() && one.ended_at.is_none()).then_some((action, end)),
        }
    };
    page.listings.iter().map(shown).collect()
}

/// The form, where it is the viewer's to list and there is a meeting to come.
pub(super) fn form(page: &FamilyPage, typed: &Typed) -> Option<ListingForm> {
    let to_come = page.to_come.as_ref().filter(|all| !all.is_empty())?;
    let select =
        |name: &'static str, label: &'static str, none: &'static str, items: Vec<SelectItem>| {
            let none = [SelectItem::new("", none)];
            let mut select = Select::new(name, label, none.into_iter().chain(items).collect());
            select.value = Some(typed.form.get(name).to_owned().into());
            select.field.error = error_at(&typed.problems, name);
            select
        };
    let meetings = to_come.iter();
    let meetings = meetings.map(|one| SelectItem::new(one.meeting.to_string(), named(one)));
    let reasons = ListingReason::ALL.iter();
    let reasons = reasons.map(|one| SelectItem::new(one.code(), one.words()));
    Some(ListingForm {
        action: format!("/families/{}/listings", page.family),
        meeting: select(
            "meeting",
            "For which meeting?",
            "Choose a meeting",
            meetings.collect(),
        ),
        reason: select("reason", "Why?", "Choose a reason", reasons.collect()),
        button: Button::new("List the family"),
    })
}
