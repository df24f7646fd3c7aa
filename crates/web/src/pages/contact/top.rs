//! The top of the page: whose contact it is, the time to decide, the next act, what was sent, who has it.

use jiff::Timestamp;
use trefoil_app::contacts::view::{ContactPage, MayDo};
use trefoil_core::clock::{DECISION, Standing};
use trefoil_core::contact::{CameBy, ContactState};
use trefoil_core::date_words::{due_by, duration, moment, standing};
use trefoil_core::name::unnamed;
use trefoil_core::refusal::Problem;

use super::shown::{ClockShown, HolderShown, Next};
use super::words::{counted, names, risk};
use crate::components::{Details, Select, SelectItem, SummaryList, SummaryRow, Tag, TagColour};
use crate::form::Fields;
use crate::pages::problems::error_at;
use crate::pages::queue::row::clock_colour;

/// The family's name or names; where none is known yet, its people's.
pub(super) fn heading(page: &ContactPage) -> String {
    let families: Vec<String> = page.families.iter().map(|one| one.name.clone()).collect();
    if !families.is_empty() {
        return names(families, 3);
    }
    if page.people.is_empty() {
        return unnamed(page.content.subject());
    }
    let people = page.people.iter();
    names(
        people.map(|one| one.seen.described.name.words()).collect(),
        3,
    )
}

/// Who else is at it: both are told, because what one says or decides changes what the other sees.
pub(super) fn beside(page: &ContactPage) -> Option<String> {
    let each = page.beside.iter();
    let each: Vec<String> = each
        .map(|(name, at)| format!("{name} opened this contact {}.", ago(page.at, *at)))
        .collect();
    let words = "Talk to each other before you both work on it. Nothing that either of you types is lost, but the first decision stands.";
    (!each.is_empty()).then(|| format!("{} {words}", each.join(" ")))
}

/// "a moment ago", "4 minutes ago".
fn ago(now: Timestamp, then: Timestamp) -> String {
    match now.duration_since(then).as_mins() {
        ..1 => "a moment ago".to_owned(),
        1 => "1 minute ago".to_owned(),
        several => format!("{several} minutes ago"),
    }
}

/// Whether it was decided, as known at the instant shown.
pub(super) fn is_decided(page: &ContactPage) -> bool {
    page.head.state == ContactState::Decided
}

/// The time to decide, in words, with its rule and where that is written.
pub(super) fn clock(page: &ContactPage) -> ClockShown {
    let (stands, ends, own) = page.clock();
    let due = due_by(ends);
    let (tag, words) = if is_decided(page) {
        (
            Tag::coloured("Decided", TagColour::Green),
            format!("It was to be decided {due}."),
        )
    } else {
        let words = standing(stands, ends);
        let tag = Tag::time(words, clock_colour(stands));
        (tag, clock_words(stands, &due))
    };
    let law = format!("{}. Source: {}.", DECISION.words, DECISION.source);
    let hub = format!("{}, by the authority’s own rule.", page.urgency.rule);
    let counts = if own {
        "The authority’s own rule ends sooner, so it counts."
    } else {
        "The first of them ends sooner, so it counts."
    };
    let rule = format!("{law} {hub} {counts}");
    ClockShown {
        tag,
        words,
        rule: Details::new("How the time to decide is worked out", rule),
    }
}

/// Beside the tag; the day in full, because a page is printed and read later.
pub(super) fn clock_words(standing: Standing, due: &str) -> String {
    match standing {
        Standing::Overdue(_) => format!("It was to be decided {due}."),
        Standing::GoingLate(_) => format!("Going late: decide {due}."),
        Standing::InTime(left) => format!("{} left: decide {due}.", duration(left)),
    }
}

/// People whom nobody has been decided on.
pub(super) fn unmatched(page: &ContactPage) -> usize {
    page.people.iter().filter(|one| one.link.is_none()).count()
}

/// The one obvious next act: take, then match, then decide.
pub(super) fn next(page: &ContactPage) -> Next {
    let MayDo {
        take, link, decide, ..
    } = page.may;
    let open = unmatched(page);
    let go = |words: String, href| Next::Go { words, href };
    if take {
        Next::Take
    } else if link && page.whole_family.is_some() {
        go("Confirm the whole family".to_owned(), "#family-offer")
    } else if link && open > 0 {
        go(
            format!("Say who {} are", counted(open, "person", "people"))
                .replace("1 person are", "1 person is"),
            "#people",
        )
    } else if decide {
        go("Decide".to_owned(), "#decision")
    } else {
        Next::Nothing
    }
}

/// The parts of the page that are there for the viewer, in their order.
pub(super) fn places(page: &ContactPage) -> Vec<(&'static str, &'static str)> {
    let may = page.may.decide;
    let all = [
        ("What was sent", "#facts", true),
        ("How soon it is decided", "#urgency", true),
        ("What was decided", "#decided", !page.decisions.is_empty()),
        ("The people", "#people", true),
        ("What happened", "#summary", true),
        ("Files", "#attachments", may || !page.attachments.is_empty()),
        (
            "What other agencies know",
            "#checks",
            !page.checks.is_empty() || (may && !page.agencies.is_empty()),
        ),
        ("The family, and other contacts", "#family", true),
        ("Decide", "#decision", may),
    ];
    let there = all.into_iter().filter(|(.., there)| *there);
    there.map(|(words, href, _)| (words, href)).collect()
}

/// What was sent, fact by fact. The place of the incident is left out where the viewer's sight does not open it.
pub(super) fn facts(page: &ContactPage) -> SummaryList {
    let (facts, content) = (&page.head.facts, &page.content);
    let place = content
        .place
        .as_ref()
        .and_then(|place| place.open(&page.sight))
        .cloned();
    let referrer = content.referrer.as_ref();
    let told_by = referrer.map(|one| {
        let parts = [one.name.clone(), one.organisation.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let reached = referrer
        .and_then(|one| one.reached.as_ref())
        .and_then(|reached| reached.open(&page.sight))
        .cloned();
    let given = [
        ("Risk", Some(risk(facts.grade, content.instrument))),
        ("Source", Some(facts.source.words().to_owned())),
        ("Came by", content.came_by.map(|one| one.words().to_owned())),
        ("Told by", told_by.filter(|words| !words.is_empty())),
        ("They are reached at", reached),
        (
            "Their reference",
            referrer.and_then(|one| one.reference.clone()),
        ),
        ("Received", Some(moment(facts.received_at))),
        (
            "Reference",
            content
                .reference
                .as_ref()
                .map(|reference| version(reference, content.version)),
        ),
        ("Incident began", content.incident_started_at.map(moment)),
        ("Where", place),
        (
            "Police attended",
            Some(content.police_attended.words().to_owned()),
        ),
        (
            "Domestic abuse",
            Some(facts.domestic_abuse.words().to_owned()),
        ),
    ];
    let rows = given
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| SummaryRow::new(key, value)));
    SummaryList::new(rows.collect())
}

fn version(reference: &str, version: i64) -> String {
    match version {
        1 => reference.to_owned(),
        later => format!("{reference}, version {later}"),
    }
}

/// What a reader must know about how it came in.
pub(super) fn flags(page: &ContactPage) -> Vec<String> {
    let flags = page.content.flags.iter();
    let flags = flags.map(|flag| match flag.message.trim() {
        "" => flag.code.words().to_owned(),
        message => message.to_owned(),
    });
    let proved = page.proved.as_ref();
    let proved = proved.map(|(at, by)| format!("{by} said {} who sent this, and how that is proved: see who is at high risk because of it.", moment(*at)));
    let unproved = page.content.came_by.and_then(CameBy::unproved);
    let unproved = proved.or(unproved.map(str::to_owned)).into_iter();
    let mut words: Vec<String> = unproved.chain(flags).collect();
    words.dedup();
    words
}

/// Who has it, and what may be done about that. Taking stands at the top of the page.
pub(super) fn holder(page: &ContactPage, given: (&Fields, &[Problem])) -> HolderShown {
    let colleagues = page.may.hand_over && !page.colleagues.is_empty();
    HolderShown {
        name: page.worker.clone(),
        colleagues: colleagues.then(|| hand_over(page, given)),
        release: page.may.release,
    }
}

fn hand_over(page: &ContactPage, (typed, problems): (&Fields, &[Problem])) -> Select {
    let lines = page
        .colleagues
        .iter()
        .map(|(id, name)| SelectItem::new(id.to_string(), name.clone()));
    let nobody = SelectItem::new("", "Choose a colleague");
    let mut select = Select::new(
        "to",
        "Hand over to",
        [nobody].into_iter().chain(lines).collect(),
    );
    select.value = Some(typed.get("to").to_owned().into());
    select.field.error = error_at(problems, "to");
    select
}

/// The way to tell a school, where a child of this contact has no notice and the contact is the viewer's to decide.
pub(super) fn tell(page: &ContactPage) -> Option<String> {
    let told = |root| page.notices.iter().any(|one| one.row.child == root);
    let mut children = page.people.iter().filter(|one| one.row.child);
    let left = children.any(|one| !told(one.row.root));
    (page.may.decide && left).then(|| format!("/contacts/{}/school", page.head.contact))
}
