//! What the pages of families show.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::families::list::ListedFamily;
use trefoil_app::families::view::{FamilyPage, FamilyStrand};
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, moment};
use trefoil_core::strand::Aspect;

use crate::components::{
    Button, ButtonStyle, Content, ErrorLink, ErrorSummary, Layout, NotificationBanner, Textarea,
};
use crate::csrf::FormToken;
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/families.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    families: Vec<ListedShown>,
}

struct ListedShown {
    href: Option<String>,
    name: String,
    strands: Vec<ListedStrandShown>,
}

struct ListedStrandShown {
    href: Option<String>,
    send: Option<String>,
    name: String,
    kind: &'static str,
    workers: String,
}

impl ListShown {
    /// The page of these families.
    pub(super) fn new(shell: &Shell, families: &[ListedFamily], done: &str) -> Self {
        let notice = match done {
            "allocate" => Some("The worker is allocated."),
            "close" => Some("That side of the family's work is closed."),
            _ => None,
        };
        let family = |one: &ListedFamily| ListedShown {
            href: one.opens.then(|| format!("/families/{}", one.family)),
            name: named(one.name.as_deref()),
            strands: one
                .strands
                .iter()
                .map(|strand| ListedStrandShown {
                    href: strand
                        .opens
                        .then(|| format!("/strands/{}", strand.strand.strand)),
                    send: strand
                        .sends
                        .then(|| format!("/strands/{}/signal", strand.strand.strand)),
                    name: strand.name.clone(),
                    kind: strand.strand.kind.words(),
                    workers: workers(strand.workers.iter().map(String::as_str)),
                })
                .collect(),
        };
        Self {
            layout: shell.layout("Your families", Tab::Families),
            notice: notice.map(NotificationBanner::success),
            families: families.iter().map(family).collect(),
        }
    }
}

/// A family's name, where the viewer may see it.
pub(in crate::pages) fn named(name: Option<&str>) -> String {
    name.unwrap_or("A family").to_owned()
}

/// Who works on it, in words.
pub(in crate::pages) fn workers<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        "Nobody is allocated yet".to_owned()
    } else {
        format!("Worker: {}", names.join(", "))
    }
}

/// What came of the request that the page answers.
#[derive(Default)]
pub(super) struct Typed {
    notice: Option<&'static str>,
    text: String,
    wrong: Option<String>,
}

impl Typed {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "shared" => Some("Your item is shared with the family's workers."),
            "opted-in" => Some("The item can now be seen by the other side's workers."),
            _ => None,
        };
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was typed and could not be kept.
    pub(super) fn refused(text: &str, wrong: String) -> Self {
        Self {
            text: text.to_owned(),
            wrong: Some(wrong),
            notice: None,
        }
    }
}

/// A family.
#[derive(Template)]
#[template(path = "pages/family.html")]
pub(super) struct FamilyShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    name: String,
    strands: Vec<StrandShown>,
    shared: Vec<NoteShown>,
    write: Option<WriteShown>,
    why: &'static str,
}

struct StrandShown {
    href: String,
    kind: &'static str,
    name: String,
    age: String,
    workers: String,
    closed: Option<String>,
    /// Only for those who see the person's safety.
    safe: Option<String>,
    hiding: bool,
}

struct NoteShown {
    at: String,
    by: Option<String>,
    text: String,
    opted_in: bool,
    /// Where it may be let through.
    opt_in: Option<(String, Button)>,
}

struct WriteShown {
    action: String,
    note: Textarea,
    button: Button,
}

impl FamilyShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &FamilyPage, typed: &Typed) -> Self {
        let title = if typed.wrong.is_some() {
            "Error: A family"
        } else {
            "A family"
        };
        let link = |words: &String| ErrorSummary::new(vec![ErrorLink::new(words.clone(), "note")]);
        Self {
            layout: shell.layout(title, Tab::Families),
            token: shell.token(),
            errors: typed.wrong.as_ref().map(link),
            notice: typed.notice.map(NotificationBanner::success),
            name: named(page.name.as_deref()),
            strands: page.strands.iter().map(strand_shown).collect(),
            shared: notes(page),
            write: page.writes.then(|| write(page, typed)),
            why: page.why,
        }
    }
}

fn strand_shown(one: &FamilyStrand) -> StrandShown {
    let card = &one.believed.card;
    let names = one.workers.iter().map(|worker| worker.name.as_str());
    StrandShown {
        href: format!("/strands/{}", one.strand.strand),
        kind: one.strand.kind.words(),
        name: card.name.words(),
        age: age(&card.birth, local_date(one.strand.opened_at)),
        workers: workers(names),
        closed: one.strand.closed_at.map(moment),
        safe: (one.aspect >= Aspect::Safety).then(|| match &one.safe {
            Some(safe) => safe.words(),
            None => card.safe_contact.words(),
        }),
        hiding: one.aspect >= Aspect::Safety && one.believed.protected,
    }
}

fn notes(page: &FamilyPage) -> Vec<NoteShown> {
    let opt_in = |note| {
        let action = format!("/families/{}/shared/{note}/opt-in", page.family);
        let button = Button::new("Let the other side's workers see all of this, for good");
        (action, button.styled(ButtonStyle::Secondary))
    };
    let note = |one: &trefoil_app::families::view::SharedItem| NoteShown {
        at: when(one.at),
        by: one.by.as_ref().map(|(_, name)| name.clone()),
        text: one.text.clone(),
        opted_in: one.opted_in && one.by.is_some(),
        opt_in: (page.opts_in && !one.opted_in).then(|| opt_in(one.note)),
    };
    page.shared.iter().map(note).collect()
}

fn when(at: Timestamp) -> String {
    moment(at)
}

fn write(page: &FamilyPage, typed: &Typed) -> WriteShown {
    let mut note = Textarea::new(
        "note",
        "Share something with everybody who works with this family",
    );
    note.field.hint = Content::from(
        "The victim's and the children's workers see it. The other side's workers do not, unless somebody lets it through.",
    );
    note.value = typed.text.clone().into();
    if let Some(wrong) = &typed.wrong {
        note.field.error = Content::from(wrong.clone());
    }
    WriteShown {
        action: format!("/families/{}/shared", page.family),
        note,
        button: Button::new("Share it"),
    }
}
