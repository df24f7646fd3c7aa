//! What the page of two people shows: each beside the other, what speaks for one person and what against, and the question.

use askama::Template;
use jiff::civil::Date;
use trefoil_app::pairs::list::Pair;
use trefoil_app::pairs::one::{PairPage, Side};
use trefoil_core::pair::{PairKnown, PairSaid};
use trefoil_core::refusal::Problem;

use super::form::SayForm;
use super::shown::{said, short, tag};
use crate::components::{
    BackLink, Button, ButtonStyle, ErrorSummary, Layout, SummaryList, Tag, TagColour,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::contact::{in_100, leaning, likely, opened};
use crate::pages::person::{ContactShown, believed, contact};
use crate::pages::problems::{summary, titled};
use crate::shell::{Shell, Tab};

/// Two people.
#[derive(Template)]
#[template(path = "pages/pair.html")]
pub(super) struct OneShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    base: String,
    tag: Option<Tag>,
    said: Option<String>,
    /// What was said to be so: which record stands first, and who may know.
    how: Option<String>,
    guards: Vec<&'static str>,
    likely: &'static str,
    in_100: String,
    evidence: Vec<(&'static str, String)>,
    sides: Vec<SideShown>,
    undo: Button,
    form: Option<SayForm>,
}

struct SideShown {
    href: String,
    title: String,
    name: String,
    mark: Option<Tag>,
    facts: SummaryList,
    families: String,
    contacts: Vec<ContactShown>,
}

fn side(pair: &Pair, known: (usize, &Side), today: Date) -> Option<SideShown> {
    let (place, side) = known;
    let end = pair.ends.get(place)?;
    let contacts = side.contacts.iter();
    Some(SideShown {
        href: format!("/people/{}", end.person),
        title: short(&end.card, today),
        name: end.card.name.words(),
        mark: end
            .protected
            .then(|| Tag::coloured("Protected", TagColour::Red)),
        facts: believed(&end.card, today),
        families: match side.families.as_slice() {
            [] => "No family is recorded yet.".to_owned(),
            named => named.join(", "),
        },
        contacts: contacts
            .map(|one| {
                let href = opened(&side.opens, one.contact);
                contact(href, one.role, &one.facts, one.state)
            })
            .collect(),
    })
}

/// Which record stands first, and who may know.
fn how(pair: &Pair, today: Date) -> Option<String> {
    let said = pair.row.said.as_ref()?;
    let first = pair.ends.iter().find(|end| end.person == said.first)?;
    let known = match said.known {
        PairKnown::Custodian => "Only the Caldicott guardian is shown this.",
        PairKnown::Both => "Everybody who may see both of them is shown this.",
    };
    Some(match said.said {
        PairSaid::One => format!(
            "The record of {} stands first. {known}",
            short(&first.card, today)
        ),
        PairSaid::Two => known.to_owned(),
    })
}

impl OneShown {
    pub(super) fn new(
        shell: &Shell,
        (page, today): (&PairPage, Date),
        given: (&Fields, &[Problem]),
    ) -> Self {
        let problems = given.1;
        let title = titled("Are these two one person?", problems);
        let pair = &page.pair;
        let evidence = pair.evidence.iter();
        let sides = page.sides.iter().enumerate();
        Self {
            layout: shell.layout(&title, Tab::Pairs),
            back: BackLink {
                content: "Back to people who may be one".into(),
                href: "/duplicates".into(),
                ..BackLink::default()
            },
            errors: summary(problems),
            token: shell.token(),
            base: format!("/duplicates/{}", pair.row.pair),
            tag: tag(pair),
            said: said(pair),
            how: how(pair, today),
            guards: pair.row.guards.iter().map(|guard| guard.words()).collect(),
            likely: likely(pair.row.probability),
            in_100: in_100(pair.row.probability),
            evidence: evidence
                .map(|(which, words)| (leaning(*which), words.clone()))
                .collect(),
            sides: sides.filter_map(|known| side(pair, known, today)).collect(),
            undo: Button::once("Undo this").styled(ButtonStyle::Secondary),
            form: pair
                .row
                .said
                .is_none()
                .then(|| SayForm::new(page, today, given)),
        }
    }
}
