//! What other agencies know of the people of a contact: whom the hub asked, what each answered, who has not, and asking more of them.

use jiff::Timestamp;
use trefoil_app::contacts::view::{CheckSeen, ContactPage};
use trefoil_core::check::CheckState;
use trefoil_core::date_words::{moment, standing};
use trefoil_core::refusal::Problem;

use crate::components::{Checkboxes, Choice, Tag, TagColour, WarningText};
use crate::form::Fields;
use crate::pages::problems::error_at;
use crate::pages::queue::row::clock_colour;

/// The part of the page.
#[derive(Default)]
pub(super) struct ChecksShown {
    pub(super) asked: Vec<CheckShown>,
    /// How many are late and were not asked again.
    pub(super) late: usize,
    /// Whom the viewer may ask.
    pub(super) ask: Option<Checkboxes>,
}

/// One agency that was asked.
pub(super) struct CheckShown {
    pub(super) agency: String,
    pub(super) state: Tag,
    /// When and by whom it was asked, and asked again.
    pub(super) asked: String,
    /// What it answered.
    pub(super) answer: Option<String>,
    /// When and by whom it was answered.
    pub(super) by: Option<String>,
    /// What calls it off, where the viewer may.
    pub(super) end: Option<String>,
}

fn state_tag(one: &CheckSeen, at: Timestamp) -> Tag {
    match one.row.times.state(at) {
        CheckState::Waiting(clock) => {
            let words = standing(clock, one.row.times.due);
            Tag::coloured(words, clock_colour(clock))
        }
        CheckState::Answered { late: false } => Tag::coloured("Answered", TagColour::Green),
        CheckState::Answered { late: true } => Tag::coloured("Answered late", TagColour::Yellow),
        CheckState::Ended => Tag::coloured("Called off", TagColour::Grey),
    }
}

fn one(one: &CheckSeen, page: &ContactPage) -> CheckShown {
    let times = &one.row.times;
    let chased = times.chased_at.filter(|then| *then <= page.at);
    let again = chased.map(|then| format!(" Asked again {}.", moment(then)));
    let answer = one.answer.as_ref().map(|answer| {
        let knows = answer.knows.words();
        if answer.words.is_empty() {
            format!("{knows}.")
        } else {
            format!("{knows}. {}", answer.words)
        }
    });
    let by = times.answered_at.filter(|then| *then <= page.at);
    CheckShown {
        agency: one.row.agency_name.clone(),
        state: state_tag(one, page.at),
        asked: format!(
            "Asked {} by {}.{}",
            moment(times.asked_at),
            one.asked_by,
            again.unwrap_or_default()
        ),
        answer,
        by: by.map(|then| format!("By {}, {}", one.answered_by, moment(then))),
        end: (page.may.decide && times.is_open(page.at)).then(|| one.row.check.to_string()),
    }
}

pub(super) fn checks(page: &ContactPage, (typed, problems): (&Fields, &[Problem])) -> ChecksShown {
    let choice = |(agency, name): &(_, String)| Choice::new(format!("{agency}"), name.clone());
    let items: Vec<Choice> = page.agencies.iter().map(choice).collect();
    let ask = (page.may.decide && !items.is_empty()).then(|| {
        let legend = "Which agencies should say what they know of these people?";
        let mut boxes = Checkboxes::new("agencies", legend, items);
        let hint =
            "They see names, birth dates and the risk that was given. They see no address, and not what happened";
        boxes.group.hint = hint.into();
        boxes.values = typed.all("agencies").map(|one| one.to_owned().into()).collect();
        boxes.group.error = error_at(problems, "agencies");
        boxes
    });
    let late = page.checks.iter();
    ChecksShown {
        asked: page.checks.iter().map(|seen| one(seen, page)).collect(),
        late: if page.may.decide {
            late.filter(|one| one.row.times.wants_chasing(page.at))
                .count()
        } else {
            0
        },
        ask,
    }
}

/// Who has not answered, said where the contact is decided: to decide without them is the worker's to weigh.
pub(super) fn outstanding(page: &ContactPage) -> Option<WarningText> {
    let open = page.checks.iter();
    let open = open.filter(|one| one.row.times.is_open(page.at));
    let names: Vec<&str> = open.map(|one| one.row.agency_name.as_str()).collect();
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        WarningText::new(format!(
            "Not answered yet: {names}. Decide without them only where waiting is less safe, and say so in the reason."
        ))
    })
}

/// What was asked, answered and outstanding when it was decided.
pub(super) fn then(page: &ContactPage, decided: Timestamp) -> Option<String> {
    let asked = page.checks.iter();
    let asked: Vec<&CheckSeen> = asked
        .filter(|one| one.row.times.asked_at <= decided)
        .filter(|one| one.row.times.state(decided) != CheckState::Ended)
        .collect();
    let (open, answered): (Vec<&CheckSeen>, Vec<&CheckSeen>) = asked
        .into_iter()
        .partition(|one| one.row.times.is_open(decided));
    let names = |some: &[&CheckSeen]| {
        let names: Vec<&str> = some
            .iter()
            .map(|one| one.row.agency_name.as_str())
            .collect();
        names.join(", ")
    };
    match (answered.is_empty(), open.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!(
            "Every agency asked had answered: {}.",
            names(&answered)
        )),
        (true, false) => Some(format!("No agency asked had answered: {}.", names(&open))),
        (false, false) => Some(format!(
            "Answered then: {}. Not answered then: {}.",
            names(&answered),
            names(&open)
        )),
    }
}

/// One that is late, one answered, and others to ask.
#[cfg(test)]
pub(super) fn sample() -> ChecksShown {
    let asked = |agency: &str, end: Option<&str>, answer: Option<&str>| CheckShown {
        agency: agency.to_owned(),
        state: Tag::coloured("1 hour left", TagColour::Green),
        asked: "Asked on 30 November 2021 by Farah Lomas.".to_owned(),
        answer: answer.map(str::to_owned),
        by: answer.map(|_| "By Ola Reed".to_owned()),
        end: end.map(str::to_owned),
    };
    let items = vec![Choice::new("1", "Health <1>"), Choice::new("2", "Housing")];
    ChecksShown {
        asked: vec![
            asked("Probation & co", Some("7"), None),
            asked("Police", None, Some("They are known to us. <Twice>.")),
        ],
        late: 1,
        ask: Some(Checkboxes::new("agencies", "Which agencies?", items)),
    }
}
