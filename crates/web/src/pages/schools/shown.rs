//! What the register of schools shows.

use askama::Template;
use trefoil_app::schools::list::{PAGE, SchoolsPage};
use trefoil_core::date_words::day;
use trefoil_core::refusal::Problem;
use trefoil_core::school::{Phase, School};

use crate::components::{Button, ErrorSummary, Input, Layout, Pagination, Select, SelectItem};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The register.
#[derive(Template)]
#[template(path = "pages/schools.html")]
pub(super) struct SchoolsShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    token: FormToken,
    said: Input,
    find: Button,
    summary: String,
    officers: String,
    rows: Vec<(String, String, String)>,
    pages: Option<Pagination>,
    form: Option<AddForm>,
}

struct AddForm {
    urn: Input,
    facts: FactsForm,
    button: Button,
}

/// The controls for what the register says of a school.
pub(super) struct FactsForm {
    pub(super) name: Input,
    pub(super) kind: Input,
    pub(super) phase: Select,
    pub(super) opens: Input,
}

impl FactsForm {
    /// With what was typed, or what is known.
    pub(super) fn new(known: Option<&School>, typed: &Fields, problems: &[Problem]) -> Self {
        let was = typed.0.iter().any(|(name, _)| name == "name");
        let value = |name: &str, known: String| {
            if was {
                typed.get(name).to_owned()
            } else {
                known
            }
        };
        let input = |name: &'static str, label: &'static str, known: String| {
            let mut input = Input::new(name, label);
            input.value = Some(value(name, known).into());
            input.field.error = error_at(problems, name);
            input
        };
        let of = |read: fn(&School) -> String| known.map(read).unwrap_or_default();
        let phases = Phase::ALL
            .iter()
            .map(|one| SelectItem::new(one.code(), one.words()));
        let mut phase = Select::new("phase", "Phase", phases.collect());
        phase.value = Some(value("phase", of(|school| school.phase.code().to_owned())).into());
        let mut opens = input(
            "opens",
            "When does it open?",
            of(|school| {
                school
                    .opens
                    .map(|time| time.strftime("%H:%M").to_string())
                    .unwrap_or_default()
            }),
        );
        opens.field.hint = "For example, 8:45. The school must know by then".into();
        opens.field.classes = "govuk-input--width-5".into();
        Self {
            name: input("name", "Name", of(|school| school.name.clone())),
            kind: input(
                "kind",
                "What kind of school",
                of(|school| school.kind.clone()),
            ),
            phase,
            opens,
        }
    }
}

impl SchoolsShown {
    /// The page.
    pub(super) fn new(
        shell: &Shell,
        page: &SchoolsPage,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("Schools", problems);
        let last = (page.count + PAGE - 1) / PAGE;
        let number = |page: i64| u32::try_from(page).unwrap_or(u32::MAX);
        let mut said = Input::new("said", "Find a school by its name");
        said.value = Some(page.said.clone().into());
        Self {
            layout: shell.layout(&title, Tab::Schools),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            token: shell.token(),
            said,
            find: Button::new("Find"),
            summary: summary(page),
            officers: counted(page.officers),
            rows: page
                .rows
                .iter()
                .map(|(school, adults)| row(school, *adults))
                .collect(),
            pages: (page.said.is_empty() && last > 1).then(|| {
                Pagination::numbered(number(page.page), number(last), |page| {
                    format!("/schools?page={page}")
                })
            }),
            form: page.may_change.then(|| add_form(typed, problems)),
        }
    }
}

fn summary(page: &SchoolsPage) -> String {
    if page.said.is_empty() {
        format!(
            "{} schools of this authority; {} in the register in all.",
            page.count, page.all
        )
    } else {
        format!(
            "{} found that may be meant by \u{201c}{}\u{201d}.",
            page.count, page.said
        )
    }
}

fn counted(adults: i64) -> String {
    match adults {
        0 => "nobody can be told there".to_owned(),
        1 => "1 key adult".to_owned(),
        many => format!("{many} key adults"),
    }
}

fn row(school: &School, adults: i64) -> (String, String, String) {
    let closed = school
        .closed
        .map(|from| format!(" Closed from {}.", day(from)))
        .unwrap_or_default();
    let opens = school.opens.map_or_else(
        || "time of opening not recorded".to_owned(),
        |time| format!("opens at {}", time.strftime("%H:%M")),
    );
    let more = format!("{}, {opens}, {}.{closed}", school.urn, counted(adults));
    (
        format!("/schools/{}", school.urn),
        school.name.clone(),
        more,
    )
}

fn add_form(typed: &Fields, problems: &[Problem]) -> AddForm {
    let mut urn = Input::new("urn", "Reference number (URN)");
    urn.value = Some(typed.get("urn").to_owned().into());
    urn.field.error = error_at(problems, "urn");
    urn.field.classes = "govuk-input--width-10".into();
    AddForm {
        urn,
        facts: FactsForm::new(None, typed, problems),
        button: Button::new("Add the school"),
    }
}
