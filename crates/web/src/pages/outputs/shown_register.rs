//! What the register and a family's list of those to whom nothing goes show.

use askama::Template;
use trefoil_app::notices::list::Listed;
use trefoil_app::outputs::OutputRow;
use trefoil_app::outputs::barred::BarredSeen;
use trefoil_app::outputs::register::{PAGE, RegisterPage};
use trefoil_core::date_words::moment_short;
use trefoil_core::ids::FamilyId;
use trefoil_core::output::OutputFacts;
use trefoil_core::refusal::Problem;

use super::forms::{control_of, input, textarea};
use crate::components::{
    Button, ButtonStyle, Cell, Content, ErrorSummary, HeadCell, Input, Layout, Pagination, Table,
    Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{summary_of, titled};
use crate::shell::{Shell, Tab};

/// The register.
#[derive(Template)]
#[template(path = "pages/disclosures.html")]
pub(super) struct RegisterShown {
    layout: Layout,
    table: Option<Table>,
    pages: Option<Pagination>,
    /// What schools were told; `None` where that is closed to the viewer now.
    schools: Option<Vec<String>>,
}

/// The number of an output, as a link to it.
#[derive(Template)]
#[template(path = "pages/outputs/number.html")]
struct NumberShown {
    href: String,
    number: String,
}

const HEAD: [&str; 8] = [
    "Number",
    "What",
    "For",
    "Asked for by",
    "Purpose and power",
    "Told?",
    "Written",
    "State",
];

/// A line of an output.
fn output((row, facts): &(OutputRow, OutputFacts)) -> Vec<Cell> {
    let grounds = &facts.grounds;
    let link = Content::part(NumberShown {
        href: format!("/outputs/{}", row.output),
        number: row.number.clone(),
    });
    let purpose = format!("{}. {}", grounds.purpose.words(), grounds.gateway.words());
    let asked = if grounds.asked_by.is_empty() {
        "Nobody"
    } else {
        &grounds.asked_by
    };
    let cells = [
        Cell::from(link),
        Cell::from(facts.title.clone()),
        Cell::from(facts.name.clone()),
        Cell::from(asked.to_owned()),
        Cell::from(purpose),
        Cell::from(grounds.told.words().to_owned()),
        Cell::from(moment_short(row.written_at)),
        Cell::from(row.state.words().to_owned()),
    ];
    HEAD.into_iter()
        .zip(cells)
        .map(|(label, cell)| cell.labelled(label))
        .collect()
}

/// A notice to a school, as the register has it: its purpose and power are the same for each.
fn school(one: &Listed) -> String {
    let school = one
        .school
        .as_deref()
        .unwrap_or("a school that is not known");
    let at = one.row.told_at.unwrap_or(one.row.moved_at);
    format!(
        "{}, {}, about {}: {}, {}",
        one.row.number,
        school,
        one.child,
        one.row.state.words(),
        moment_short(at)
    )
}

impl RegisterShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &RegisterPage) -> Self {
        let rows: Vec<Vec<Cell>> = page.rows.iter().map(output).collect();
        let most = page
            .schools
            .as_ref()
            .map_or(0, |(count, _)| *count)
            .max(page.count);
        let last = (most + PAGE - 1) / PAGE;
        let number = |page: i64| u32::try_from(page).unwrap_or(u32::MAX);
        Self {
            layout: shell.layout("Disclosures", Tab::Disclosures),
            schools: page
                .schools
                .as_ref()
                .map(|(_, all)| all.iter().map(school).collect()),
            table: (!rows.is_empty()).then(|| Table {
                classes: "trefoil-queue".into(),
                head: HEAD.into_iter().map(HeadCell::new).collect(),
                rows,
                ..Table::default()
            }),
            pages: (last > 1).then(|| {
                Pagination::numbered(number(page.page), number(last), |page| {
                    format!("/disclosures?page={page}")
                })
            }),
        }
    }
}

/// The list of those to whom nothing goes.
#[derive(Template)]
#[template(path = "pages/barred.html")]
pub(super) struct BarredShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    back: String,
    action: String,
    entries: Vec<EntryShown>,
    name: Input,
    place: Input,
    why: Textarea,
    button: Button,
}

struct EntryShown {
    who: String,
    why: String,
    action: String,
    button: Button,
}

impl BarredShown {
    /// The page of what the door gave, with what was typed.
    pub(super) fn new(
        shell: &Shell,
        (family, entries): (FamilyId, &[BarredSeen]),
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let title = titled("Nothing goes to these", problems);
        let action = format!("/families/{family}/barred");
        let entry = |one: &BarredSeen| {
            let place = one.place.iter().map(String::as_str);
            let who: Vec<&str> = [one.name.as_str()]
                .into_iter()
                .chain(place)
                .filter(|text| !text.is_empty())
                .collect();
            EntryShown {
                who: if who.is_empty() {
                    "An address that you may not see".to_owned()
                } else {
                    who.join(", ")
                },
                why: one.why.clone(),
                action: format!("{action}/{}/remove", one.barred),
                button: Button::new("Take off the list").styled(ButtonStyle::Secondary),
            }
        };
        let given = (typed, problems);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary_of(problems, |field| control_of(field).map(Into::into)),
            back: format!("/families/{family}"),
            entries: entries.iter().map(entry).collect(),
            name: input(("name", "Name"), "Whoever nothing may go to", given),
            place: input(
                ("place", "Address, telephone number or e-mail"),
                "Where nothing may go",
                given,
            ),
            why: textarea(("why", "Why"), "", given),
            button: Button::new("Put on the list"),
            action,
        }
    }
}
