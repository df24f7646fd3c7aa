//! The page of looking for who somebody in a contact is.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::matching::search::{Found, MatchSearch};
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, day};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::sighting::Sighting;

use super::candidate::candidate;
use super::open::FormOpen;
use super::shown::CandidateShown;
use crate::components::{BackLink, Button, ErrorSummary, Layout};
use crate::pages::problems::{summary_of, titled};
use crate::pages::search::asked::Typed;
use crate::pages::search::form::{SearchForm, control_of};
use crate::session::Visit;
use crate::shell::Tab;

/// The page.
#[derive(Template)]
#[template(path = "pages/contact_search.html")]
pub(super) struct SearchShown {
    pub(super) layout: Layout,
    pub(super) back: BackLink,
    pub(super) errors: Option<ErrorSummary>,
    pub(super) form: FormOpen,
    pub(super) person: Whom,
    pub(super) open: May,
    /// How many were found, in words; `None` where nothing was looked for yet.
    pub(super) found: Option<String>,
    pub(super) candidates: Vec<CandidateShown>,
    pub(super) search: SearchForm,
    pub(super) find: Button,
}

/// Whom it is for.
pub(super) struct Whom {
    pub(super) sighting: String,
    pub(super) anchor: String,
    /// As described in the contact.
    pub(super) name: String,
    pub(super) facts: String,
}

/// What the viewer may do; the acts ask again.
pub(super) struct May {
    pub(super) may: bool,
}

const NOT_SAME: &str = "It was said here before that these are two people.";

impl SearchShown {
    /// The page of what the door gave.
    pub(super) fn new(
        visit: &Visit,
        search: &MatchSearch,
        typed: &Typed,
        problems: &[Problem],
        now: Timestamp,
    ) -> Self {
        let custodian = visit
            .asker
            .worker
            .as_ref()
            .is_some_and(|facts| facts.holds(Role::Custodian));
        let base = format!("/contacts/{}", search.contact);
        let whom = Whom::new(search, now);
        let title = titled("Look for somebody known", problems);
        let shown = |one: &Found| found_shown(one, &search.seen, now, custodian);
        Self {
            layout: visit.shell.layout(&title, Tab::Queue),
            back: BackLink {
                content: "Back to the contact".into(),
                href: format!("{base}#{}", whom.anchor).into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| Some(control_of(field).into())),
            form: FormOpen {
                base,
                token: visit.shell.token(),
                ..FormOpen::default()
            },
            person: whom,
            open: May { may: true },
            found: search.found.as_ref().map(|found| found_words(found.len())),
            candidates: search.found.iter().flatten().map(shown).collect(),
            search: SearchForm::new(typed, problems),
            find: Button::new("Find"),
        }
    }
}

impl Whom {
    fn new(search: &MatchSearch, now: Timestamp) -> Self {
        let described = &search.seen.described;
        let born = described
            .birth
            .born()
            .map_or_else(String::new, |on| format!(", born {}", day(on)));
        Self {
            sighting: search.row.sighting.to_string(),
            anchor: format!("person-{}", search.row.sighting),
            name: described.name.words(),
            facts: age(&described.birth, local_date(now)) + &born,
        }
    }
}

fn found_words(count: usize) -> String {
    match count {
        0 => "Nobody was found".to_owned(),
        1 => "1 person found".to_owned(),
        count => format!("{count} people found, the best fit to what you typed first"),
    }
}

fn found_shown(found: &Found, seen: &Sighting, now: Timestamp, custodian: bool) -> CandidateShown {
    let shown = candidate(&found.candidate, seen, local_date(now), custodian);
    if found.not_same {
        CandidateShown {
            custodian: Some(NOT_SAME),
            may_confirm: false,
            may_refuse: false,
            ..shown
        }
    } else {
        shown
    }
}
