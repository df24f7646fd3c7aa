//! What the page of finding a person shows.

use askama::Template;
use jiff::civil::Date;
use trefoil_core::date_words::{age, day};
use trefoil_core::ids::PersonId;
use trefoil_core::person::PersonCard;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, Cell, Content, ErrorSummary, HeadCell, Layout, Table, Tag, TagColour,
};
use crate::csrf::FormToken;
use crate::pages::problems::{summary_of, titled};
use crate::shell::{Shell, Tab};

use super::asked::Typed;
use super::form::{SearchForm, control_of};

/// The form, and who was found.
#[derive(Template)]
#[template(path = "pages/search.html")]
pub(super) struct SearchShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    token: FormToken,
    form: SearchForm,
    button: Button,
    found: Option<usize>,
    table: Option<Table>,
}

/// Somebody found.
#[derive(Template)]
#[template(path = "pages/search_name.html")]
pub(super) struct Found {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) same_as: Vec<String>,
    pub(super) protected: Option<Tag>,
    pub(super) age: String,
    pub(super) safe: String,
}

impl Found {
    /// From what is believed of them.
    pub(super) fn new(person: PersonId, protected: bool, card: &PersonCard, today: Date) -> Self {
        let born = card
            .birth
            .born()
            .map(|born| format!(", born {}", day(born)));
        Self {
            href: format!("/people/{person}"),
            name: card.name.words(),
            aliases: card
                .aliases
                .iter()
                .map(trefoil_core::name::PersonName::words)
                .collect(),
            same_as: Vec::new(),
            protected: protected.then(|| Tag::coloured("Protected", TagColour::Red)),
            age: age(&card.birth, today) + &born.unwrap_or_default(),
            safe: card.safe_contact.words(),
        }
    }

    /// With the names of other records that are the same person.
    pub(super) fn same_as(self, names: &[String]) -> Self {
        Self {
            same_as: names.to_vec(),
            ..self
        }
    }

    fn cells(self) -> Vec<Cell> {
        let (age, safe) = (self.age.clone(), self.safe.clone());
        vec![
            Cell::from(Content::part(self)).labelled("Name"),
            Cell::from(age).labelled("Age"),
            Cell::from(safe).labelled("Safe contact"),
        ]
    }
}

impl SearchShown {
    /// The form; again, where it cannot be used as it is; with who was found, where it can.
    pub(super) fn new(
        shell: &Shell,
        typed: &Typed,
        problems: &[Problem],
        found: Option<Vec<Found>>,
    ) -> Self {
        let title = titled("Find a person", problems);
        let count = found.as_ref().map(Vec::len);
        let rows: Vec<Vec<Cell>> = found
            .unwrap_or_default()
            .into_iter()
            .map(Found::cells)
            .collect();
        let id_of = |field: &str| Some(control_of(field).into());
        Self {
            layout: shell.layout(&title, Tab::Search),
            errors: summary_of(problems, id_of),
            token: shell.token(),
            form: SearchForm::new(typed, problems),
            button: Button::new("Find"),
            found: count,
            table: (!rows.is_empty()).then(|| table(rows)),
        }
    }
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        classes: "trefoil-queue".into(),
        head: ["Name", "Age", "Safe contact"]
            .into_iter()
            .map(HeadCell::new)
            .collect(),
        rows,
        ..Table::default()
    }
}
