//! What the page of a strand shows.

use askama::Template;
use trefoil_app::families::Allocation;
use trefoil_app::families::strand::StrandPage;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, moment};
use trefoil_core::refusal::Problem;
use trefoil_core::seeded::{Leak, or_leak};
use trefoil_core::strand::{Aspect, CompartmentKind};

use crate::components::{
    Attributes, Button, ButtonStyle, ErrorSummary, Input, Layout, NotificationBanner, Select,
    SelectItem, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::family::{ReleasedShown, released_shown, workers};
use crate::pages::problems::{error_at, kept, summary_of, titled};
use crate::pages::signals::{WarningShown, warnings_shown};
use crate::shell::{Shell, Tab};

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Outcome {
    notice: Option<&'static str>,
    text: String,
    why: String,
    problems: Vec<Problem>,
}

impl Outcome {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "note" => Some("Your note is kept."),
            _ => None,
        };
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was typed and could not be kept.
    pub(super) fn refused(form: &Fields, problems: Vec<Problem>) -> Self {
        Self {
            text: form.raw("note").to_owned(),
            why: form.raw("why").to_owned(),
            problems,
            notice: None,
        }
    }
}

/// A strand.
#[derive(Template)]
#[template(path = "pages/strand.html")]
pub(super) struct StrandShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    base: String,
    family: Option<String>,
    name: String,
    age: String,
    kind: &'static str,
    safe: String,
    hiding: bool,
    workers: String,
    closed: Option<String>,
    closing: Option<String>,
    door: Option<String>,
    released: Option<Vec<ReleasedShown>>,
    allocate: Option<(Select, Button)>,
    write: Option<(Textarea, Option<Input>, Button)>,
    moving: Option<Button>,
    send: Option<String>,
    outputs: Option<String>,
    warnings: Vec<WarningShown>,
    notes: Option<Vec<NoteShown>>,
    close: Option<(Textarea, Button)>,
    why: &'static str,
    /// Whether who can see it is the viewer's to know.
    access: bool,
}

struct NoteShown {
    at: String,
    by: String,
    text: String,
}

impl StrandShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &StrandPage, outcome: &Outcome) -> Self {
        let card = &page.believed.card;
        let title = titled("A strand", &outcome.problems);
        let title = or_leak(Leak::TitleNames, title, |_| card.name.words());
        let names: Vec<String> = page.workers.iter().map(Allocation::words).collect();
        let may = |act| page.acts.contains(&act);
        let door = page.aspect == Aspect::Full || may(Act::ReleaseMake) || may(Act::ShareMake);
        let safety = page.aspect >= Aspect::Safety;
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary_of(&outcome.problems, |field| {
                matches!(field, "note" | "worker" | "why" | "kept").then(|| field.to_owned().into())
            }),
            notice: outcome.notice.map(NotificationBanner::success),
            base: format!("/strands/{}", page.strand.strand),
            family: page
                .opens_family
                .then(|| format!("/families/{}", page.strand.family)),
            name: card.name.words(),
            age: age(&card.birth, local_date(page.strand.opened_at)),
            kind: page.strand.kind.words(),
            safe: match &page.safe {
                Some(safe) => safe.words(),
                None if safety => card.safe_contact.words(),
                None => ASK.to_owned(),
            },
            hiding: safety && page.believed.protected,
            workers: workers(names.iter().map(String::as_str)),
            closed: page.strand.closed_at.map(moment),
            closing: page.closing.as_ref().map(|why| why.text.clone()),
            door: door.then(|| format!("/strands/{}/door", page.strand.strand)),
            released: (page.strand.kind == CompartmentKind::Perpetrator)
                .then(|| released_shown(&page.released)),
            allocate: (!page.could.is_empty()).then(|| allocate(page, outcome)),
            write: may(Act::NoteWrite).then(|| write(outcome)),
            moving: moving(page, outcome),
            send: may(Act::SignalSend).then(|| format!("/strands/{}/signal", page.strand.strand)),
            outputs: (page.aspect == Aspect::Full)
                .then(|| format!("/strands/{}/outputs", page.strand.strand)),
            warnings: warnings_shown(page.warnings.iter()),
            notes: (page.aspect == Aspect::Full).then(|| notes(page)),
            close: may(Act::StrandClose).then(|| close(outcome)),
            why: page.why,
            access: may(Act::AccessView),
        }
    }
}

/// For those who see needs alone: how to contact somebody safely is told by who works with them.
const ASK: &str = "Before you contact this person, ask who works with them how to do it safely.";

fn notes(page: &StrandPage) -> Vec<NoteShown> {
    let note = |one: &trefoil_app::families::view::SharedItem| NoteShown {
        at: moment(one.at),
        by: one.by.1.clone(),
        text: one.text.clone(),
    };
    page.notes.iter().map(note).collect()
}

fn allocate(page: &StrandPage, outcome: &Outcome) -> (Select, Button) {
    let worker = |(id, name, role): &(trefoil_core::ids::WorkerId, String, String)| {
        SelectItem::new(id.to_string(), format!("{name}, {role}"))
    };
    let nobody = SelectItem::new("", "Choose a worker");
    let items = [nobody].into_iter().chain(page.could.iter().map(worker));
    let mut select = Select::new("worker", "Allocate a worker", items.collect());
    select.field.error = error_at(&outcome.problems, "worker");
    let words = if page.workers.is_empty() {
        "Allocate"
    } else {
        "Allocate instead"
    };
    (select, Button::new(words))
}

/// Where the note holds a place and the viewer may keep places: the way to keep it there.
fn moving(page: &StrandPage, outcome: &Outcome) -> Option<Button> {
    let holds = outcome.problems.iter().any(|one| one.field == "kept");
    (holds && page.acts.contains(&Act::PlaceWrite)).then(|| {
        let action = format!("/strands/{}/note/move", page.strand.strand);
        let mut button = Button::new("Take it out, and keep it under places instead")
            .styled(ButtonStyle::Secondary);
        button.attributes = Attributes::default().with("formaction", action);
        button
    })
}

fn write(outcome: &Outcome) -> (Textarea, Option<Input>, Button) {
    let mut note = Textarea::new("note", "Write a note");
    note.value = outcome.text.clone().into();
    note.field.error = error_at(&outcome.problems, "note");
    let kept = kept(error_at(&outcome.problems, "kept"));
    (note, kept, Button::new("Keep the note"))
}

fn close(outcome: &Outcome) -> (Textarea, Button) {
    let mut why = Textarea::new("why", "Why does the work on this side end?");
    why.value = outcome.why.clone().into();
    why.field.error = error_at(&outcome.problems, "why");
    let button = Button::new("Close this side of the family's work");
    (why, button.styled(ButtonStyle::Secondary))
}
