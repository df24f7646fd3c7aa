//! What the page of one school shows, and the page of a link for a key adult.

use askama::Template;
use trefoil_app::schools::list::{Adult, DaysRow, SchoolPage, SchoolRow};
use trefoil_core::date_words::{day as day_words, moment, moment_short};
use trefoil_core::refusal::Problem;
use trefoil_core::school::clock::CountedBy;
use trefoil_core::school::{DaysKind, School, Urn};

use super::shown::FactsForm;
use crate::components::{
    BackLink, Button, ButtonStyle, Choice, DateInput, ErrorSummary, Input, InputKind, Layout,
    NotificationBanner, Radios, WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::day;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// One school.
#[derive(Template)]
#[template(path = "pages/school.html")]
pub(super) struct SchoolShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    base: String,
    heading: String,
    /// A real school, with a line of its own and key adults; the officer has only those, what all share has neither.
    facts: Option<FactsPart>,
    opens: Option<String>,
    adults: Option<AdultsPart>,
    days: Vec<DaysShown>,
    days_before: Vec<String>,
    add: Option<DaysForm>,
}

struct FactsPart {
    line: String,
    form: Option<(FactsForm, DateInput, Button)>,
    earlier: Vec<String>,
}

struct AdultsPart {
    rows: Vec<AdultShown>,
    before: Vec<String>,
    form: Option<(Input, Input, Button)>,
}

struct AdultShown {
    words: String,
    account: String,
    end: Option<(String, Button)>,
    link: Option<(String, Button)>,
}

struct DaysShown {
    words: String,
    end: Option<(String, Button)>,
}

struct DaysForm {
    kind: Radios,
    from: DateInput,
    to: DateInput,
    button: Button,
}

impl SchoolShown {
    /// The page.
    pub(super) fn new(
        shell: &Shell,
        page: &SchoolPage,
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let urn = page.school.as_ref().map(|school| school.urn);
        let heading = page.school.as_ref().map_or_else(
            || "Terms of all schools".to_owned(),
            |school| school.name.clone(),
        );
        let base = urn.map_or_else(
            || "/schools/common".to_owned(),
            |urn| format!("/schools/{urn}"),
        );
        let (now, gone): (Vec<_>, Vec<_>) = page
            .days
            .iter()
            .partition(|(row, _)| row.known_until.is_none());
        Self {
            layout: shell.layout(&titled(&heading, problems), Tab::Schools),
            back: back(),
            errors: errors(problems),
            notice: (!done.is_empty())
                .then(|| NotificationBanner::success("The register is changed, from now on.")),
            token: shell.token(),
            facts: facts(page, typed, problems),
            opens: page.school.as_ref().map(|_| opens(page)),
            adults: urn.map(|urn| adults(page, urn, (typed, problems))),
            days: now
                .into_iter()
                .map(|one| days_shown(one, &base, page.may_change))
                .collect(),
            days_before: gone
                .into_iter()
                .map(|(row, by)| format!("{} Taken back. Recorded by {by}.", days_words(row)))
                .collect(),
            add: page.may_change.then(|| days_form(typed, problems)),
            heading,
            base,
        }
    }
}

fn back() -> BackLink {
    BackLink {
        content: "Back to schools".into(),
        href: "/schools".into(),
        ..BackLink::default()
    }
}

fn errors(problems: &[Problem]) -> Option<ErrorSummary> {
    summary_of(problems, |field| match field {
        "" => None,
        "closed" | "days-from" | "days-to" => Some(format!("{field}-day").into()),
        field => Some(field.to_owned().into()),
    })
}

fn opens(page: &SchoolPage) -> String {
    match page.opens {
        Some(due) if due.by == CountedBy::WorkingDays => {
            format!(
                "It opens next {}, counted by working days: its terms are not recorded for that day.",
                moment(due.opens)
            )
        }
        Some(due) => format!("It opens next {}.", moment(due.opens)),
        None => "It does not open again.".to_owned(),
    }
}

fn facts(page: &SchoolPage, typed: &Fields, problems: &[Problem]) -> Option<FactsPart> {
    let school = page
        .school
        .as_ref()
        .filter(|school| school.urn != Urn::OFFICER)?;
    let closed = school
        .closed
        .map(|from| format!(" It is closed from {}.", day_words(from)))
        .unwrap_or_default();
    let pupils = school
        .pupils
        .map(|pupils| format!(" About {pupils} pupils."))
        .unwrap_or_default();
    let kind = if school.kind.is_empty() {
        school.phase.words()
    } else {
        &school.kind
    };
    Some(FactsPart {
        line: format!("Reference number {}. {kind}.{pupils}{closed}", school.urn),
        form: page.may_change.then(|| facts_form(school, typed, problems)),
        earlier: page.earlier.iter().map(earlier).collect(),
    })
}

/// A line of the register as it was known.
fn earlier((row, by): &(SchoolRow, String)) -> String {
    let until = row.known_until.map_or_else(|| "now".to_owned(), moment);
    let time = row.school.opens.map_or_else(
        || "no time of opening".to_owned(),
        |time| time.strftime("opens at %H:%M").to_string(),
    );
    let (name, from) = (&row.school.name, moment(row.known_from));
    format!("{name}, {time}. From {from} until {until}, by {by}.")
}

fn facts_form(
    school: &School,
    typed: &Fields,
    problems: &[Problem],
) -> (FactsForm, DateInput, Button) {
    let known = school.closed.map(|from| {
        [
            from.day().to_string(),
            from.month().to_string(),
            from.year().to_string(),
        ]
    });
    let was = typed.0.iter().any(|(name, _)| name == "closed-day");
    let values = if was {
        day::typed(typed, "closed")
    } else {
        known.unwrap_or_default()
    };
    let values = values.map(|value| Some(value.into()));
    let legend = "From which day is it closed for good?";
    let mut closed = DateInput::new("closed", legend, values);
    closed.group.hint = "Leave this empty while it is open".into();
    closed.group.error = error_at(problems, "closed");
    let form = FactsForm::new(Some(school), typed, problems);
    (form, closed, Button::new("Change the school"))
}

fn secondary(words: String) -> Button {
    Button::new(words).styled(ButtonStyle::Secondary)
}

const NOT_ENROLLED: &str =
    "They cannot be sent anything yet: their authenticator app is not set up.";
const NOT_IDENTIFIED: &str =
    " It is not recorded who they are outside work, so nobody can tell whether a family is theirs.";

fn adult(one: &Adult, urn: Urn, may: bool) -> AdultShown {
    let enrolled = one.enrolled_at.map_or_else(
        || NOT_ENROLLED.to_owned(),
        |at| format!("Their authenticator app was set up {}.", moment_short(at)),
    );
    let identified = if one.identified { "" } else { NOT_IDENTIFIED };
    let base = format!("/schools/{urn}/adults/{}", one.worker);
    let button = |words: &str| secondary(format!("{words} {}", one.name));
    let link = "Make a link to set codes up for";
    AdultShown {
        words: format!("{}, {}. {enrolled}{identified}", one.name, one.email),
        account: format!("/workers/{}", one.worker),
        end: may.then(|| (format!("{base}/end"), button("Take off:"))),
        link: may.then(|| (format!("{base}/link"), button(link))),
    }
}

fn adults(page: &SchoolPage, urn: Urn, (typed, problems): (&Fields, &[Problem])) -> AdultsPart {
    let rows = page
        .adults
        .iter()
        .map(|one| adult(one, urn, page.may_change));
    let before = page
        .adults_before
        .iter()
        .filter(|(row, _)| row.known_until.is_some())
        .map(|(row, by)| {
            let until = row.known_until.map(moment).unwrap_or_default();
            format!(
                "{}, from {} until {until}, recorded by {by}.",
                row.name,
                moment(row.known_from)
            )
        });
    let input = |name: &'static str, label: &'static str| {
        let mut input = Input::new(name, label);
        input.value = Some(typed.get(name).to_owned().into());
        input.field.error = error_at(problems, name);
        input
    };
    AdultsPart {
        rows: rows.collect(),
        before: before.collect(),
        form: page.may_change.then(|| {
            let mut email = input("adult-email", "Email address");
            email.kind = InputKind::Email;
            (
                input("adult-name", "Name"),
                email,
                Button::new("Add the key adult"),
            )
        }),
    }
}

fn days_words(row: &DaysRow) -> String {
    let days = row.days;
    if days.from == days.to {
        return format!("{}: {}.", days.kind.words(), day_words(days.from));
    }
    format!(
        "{}: {} to {}.",
        days.kind.words(),
        day_words(days.from),
        day_words(days.to)
    )
}

fn days_shown((row, by): &(DaysRow, String), base: &str, may: bool) -> DaysShown {
    DaysShown {
        words: format!(
            "{} Recorded {} by {by}.",
            days_words(row),
            moment_short(row.known_from)
        ),
        end: may.then(|| {
            let words = format!("Take back {}", day_words(row.days.from));
            (format!("{base}/days/{}/end", row.term), secondary(words))
        }),
    }
}

fn days_form(typed: &Fields, problems: &[Problem]) -> DaysForm {
    let kinds = DaysKind::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.words()));
    let mut kind = Radios::new("days-kind", "What are these days?", kinds.collect());
    kind.value = Some(typed.get("days-kind").to_owned().into());
    kind.group.error = error_at(problems, "days-kind");
    let date = |name: &'static str, legend: &'static str| {
        let values = day::typed(typed, name).map(|value| Some(value.into()));
        let mut date = DateInput::new(name, legend, values);
        date.group.error = error_at(problems, name);
        date
    };
    let mut to = date("days-to", "The last day");
    to.group.hint = "Leave this empty for a single day".into();
    DaysForm {
        kind,
        from: date("days-from", "The first day"),
        to,
        button: Button::new("Add to the calendar"),
    }
}

/// A link for a key adult, shown this once.
#[derive(Template)]
#[template(path = "pages/school_enrol.html")]
pub(super) struct EnrolShown {
    layout: Layout,
    back: BackLink,
    warning: WarningText,
    path: String,
}

impl EnrolShown {
    /// The page.
    pub(super) fn new(shell: &Shell, school: &str, token: &str) -> Self {
        Self {
            layout: shell.layout("A link to set codes up", Tab::Schools),
            back: BackLink {
                content: "Back to the school".into(),
                href: format!("/schools/{school}").into(),
                ..BackLink::default()
            },
            warning: WarningText::new(
                "Hand it to them yourself: not in the e-mail to which notices go. Whoever has both opens their notices.",
            ),
            path: format!("/school-codes/{token}"),
        }
    }
}
