//! What is typed on the page of a contact and not sent: all of its boxes are one form, so that whichever button is pressed carries what stands
//! in the others, and it is kept as a draft. What a button sends is its own, and is not kept.

use trefoil_app::drafts::keep::draft_keep;
use trefoil_core::decision::DECIDE_SURE;
use trefoil_core::draft::{ABOUT, DraftContent, DraftForm};
use trefoil_core::ids::{ContactId, DraftId};
use trefoil_core::rag::REGRADE_SURE;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::form::{Fields, LocalPath};
use crate::session::Visit;

/// What is not typed.
const NOT_TYPED: &[&str] = &[
    "csrf",
    "draft",
    "begun",
    "by",
    "then",
    "anchor",
    "back",
    "sighting",
    "person",
    "matched",
    "family",
    "check",
    "file",
    DECIDE_SURE,
    REGRADE_SURE,
];

/// The boxes of the past moment that is asked for.
const PAST: [&str; 4] = ["at-day", "at-month", "at-year", "at-time"];

/// What says of whom the boxes are, and is nothing without them.
const OF_WHOM: &[&str] = &["child-", "adult-", ABOUT];

/// What was typed, without the boxes whose names begin with `sent`; `None` where nothing was.
fn typed(form: &Fields, sent: Option<&str>) -> Option<DraftContent> {
    let graded = !form.get("rag-reason").is_empty();
    let left = form.0.iter().filter(|(name, value)| {
        let moment = name == "at" || name.starts_with("at-");
        let apart = NOT_TYPED.contains(&name.as_str()) || moment;
        let gone = sent.is_some_and(|sent| name.starts_with(sent));
        // The level stands chosen before anybody touches it.
        let level = name == "rag" && !graded;
        !apart && !gone && !level && !value.trim().is_empty()
    });
    let of_whom = |name: &str| OF_WHOM.iter().any(|begins| name.starts_with(begins));
    let said = left.clone().any(|(name, _)| !of_whom(name));
    DraftContent::of(left.cloned()).filter(|_| said)
}

/// Keeps what was typed beside what was sent. Where everything was taken out again, that is kept too.
pub(super) async fn keep(
    state: &State,
    visit: &Visit,
    form: &Fields,
    sent: Option<&str>,
) -> Result<(), Refusal> {
    let Some(draft) = form.read::<DraftId>("draft") else {
        return Ok(());
    };
    let begun = !form.get("begun").is_empty();
    let content = typed(form, sent).or_else(|| begun.then(|| nothing(form)).flatten());
    if content.is_some() {
        let which = (draft, DraftForm::Decision);
        draft_keep(&state.app, &visit.asker, (which, None), content).await?;
    }
    Ok(())
}

fn nothing(form: &Fields) -> Option<DraftContent> {
    DraftContent::of([(ABOUT.to_owned(), form.get(ABOUT).to_owned())])
}

/// What the script or the button keeps: all of it.
pub(in crate::pages) fn all(form: &Fields) -> Option<DraftContent> {
    typed(form, None).or_else(|| nothing(form))
}

/// Where whoever pressed a button that only keeps goes on: to the same place, to the past, or to looking for somebody.
pub(in crate::pages) fn on_from(contact: ContactId, form: &Fields) -> LocalPath {
    let base = format!("/contacts/{contact}");
    let path = match form.get("then") {
        "past" => {
            let pairs = PAST.map(|name| format!("{name}={}", encoded(form.get(name))));
            format!("{base}?{}", pairs.join("&"))
        }
        "search" => format!(
            "{base}/match/search?sighting={}",
            encoded(form.get("sighting"))
        ),
        _ => format!("{base}?done=kept#decision"),
    };
    LocalPath::or(&path, "/queue")
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(pairs.iter().map(own).collect())
    }

    #[test]
    fn what_a_button_sends_is_not_kept_and_all_else_is() {
        let form = fields(&[
            ("csrf", "x"),
            ("about", "c"),
            ("child-0", "1"),
            ("outcome-0", "early_help"),
            ("reason-0", "She asked"),
            ("decide-sure", "yes"),
            ("rag-sure", "yes"),
            ("rag", "amber"),
            ("risk-reason", "He has a key"),
            ("at-day", "3"),
        ]);
        let names = |sent| {
            let content = typed(&form, sent).map(|one| one.fields).unwrap_or_default();
            content
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        let kept = ["about", "child-0", "outcome-0", "reason-0", "risk-reason"];
        assert_eq!(names(None), kept);
        assert_eq!(names(Some("risk-")), kept[..4]);
        let untouched = fields(&[("about", "c"), ("child-0", "1"), ("rag", "amber")]);
        assert!(typed(&untouched, None).is_none());
        let graded = fields(&[("rag", "red"), ("rag-reason", "Now")]);
        assert_eq!(typed(&graded, None).map(|one| one.fields.len()), Some(2));
    }

    #[test]
    fn the_past_that_was_asked_for_travels_on() {
        let contact: ContactId = crate::pages::strand::sample::id(1);
        let asked = fields(&[("then", "past"), ("at-day", "3"), ("at-time", "8:12 am&x")]);
        let path = on_from(contact, &asked);
        let query = "?at-day=3&at-month=&at-year=&at-time=8%3A12%20am%26x";
        assert!(path.as_str().ends_with(query), "{path:?}");
        let plain = on_from(contact, &fields(&[]));
        assert!(plain.as_str().ends_with("?done=kept#decision"));
    }
}
