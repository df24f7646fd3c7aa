//! What the pages of families show.

use askama::Template;
use trefoil_app::families::door::Released;
use trefoil_app::families::list::ListedFamily;
use trefoil_app::families::view::{FamilyPage, FamilyStrand, SharedItem};
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, moment};
use trefoil_core::refusal::Problem;
use trefoil_core::strand::Aspect;

use super::listings::{self, ListingForm, ListingShown};
use super::sides::{self, RecordedShown, SidesForm};
use crate::components::{
    Button, ButtonStyle, Content, ErrorSummary, Input, Layout, NotificationBanner, Textarea,
    WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, kept, summary, titled};
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/families.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    /// Where somebody who works with one of them has gone.
    gone: Option<WarningText>,
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
        let strands = families.iter().flat_map(|one| &one.strands);
        let gone = strands.filter(|one| one.gone).count() > 0;
        let words = "A worker has gone who is allocated to somebody below: the name says so. Allocate somebody else now. Until then nobody looks at what comes in for them.";
        Self {
            layout: shell.layout("Your families", Tab::Families),
            gone: gone.then(|| WarningText::new(words)),
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

/// What came of the request that the page answers, and what was typed.
#[derive(Default)]
pub(super) struct Typed {
    notice: Option<&'static str>,
    pub(super) form: Fields,
    pub(super) problems: Vec<Problem>,
}

impl Typed {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "shared" => Some("Your item is shared with the family's workers."),
            "opted-in" => Some("The item can now be seen by the other side's workers."),
            "recalled" => {
                Some("The item is taken back. The other side's workers do not see it any more.")
            }
            "listed" => Some("The family is listed. The meeting's chair can open it from now on."),
            "unlisted" => Some("The family is off that list."),
            "aggressor" => Some("It is recorded, and what follows from it is done."),
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
            form: form.clone(),
            problems,
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
    /// For those who see all that the workers share.
    whole: bool,
    released: Vec<ReleasedShown>,
    shared: Vec<NoteShown>,
    write: Option<WriteShown>,
    sides: Option<SidesForm>,
    recorded: Vec<RecordedShown>,
    listings: Vec<ListingShown>,
    list: Option<ListingForm>,
    /// The list of those to whom nothing goes, where it is the viewer's to keep.
    barred: Option<String>,
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
    by: String,
    text: String,
    opted_in: bool,
    /// Where it may be let through, or taken back.
    act: Option<ActShown>,
}

struct ActShown {
    action: String,
    why: Input,
    button: Button,
}

struct WriteShown {
    action: String,
    note: Textarea,
    kept: Option<Input>,
    button: Button,
}

impl FamilyShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &FamilyPage, typed: &Typed) -> Self {
        let title = titled("A family", &typed.problems);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary(&typed.problems),
            notice: typed.notice.map(NotificationBanner::success),
            name: named(page.name.as_deref()),
            strands: page.strands.iter().map(strand_shown).collect(),
            whole: page.name.is_some(),
            released: released_shown(&page.released),
            shared: page
                .shared
                .iter()
                .map(|one| note(page, one, typed))
                .collect(),
            write: page.writes.then(|| write(page, typed)),
            sides: sides::form(page, typed),
            recorded: sides::recorded(page),
            listings: listings::listings(page),
            list: listings::form(page, typed),
            barred: page
                .bars
                .then(|| format!("/families/{}/barred", page.family)),
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

fn note(page: &FamilyPage, one: &SharedItem, typed: &Typed) -> NoteShown {
    NoteShown {
        at: moment(one.at),
        by: one.by.1.clone(),
        text: one.text.clone(),
        opted_in: one.opted_in,
        act: page.opts_in.then(|| note_act(page, one, typed)),
    }
}

fn note_act(page: &FamilyPage, one: &SharedItem, typed: &Typed) -> ActShown {
    let (word, label, button) = if one.opted_in {
        (
            "recall",
            "Why is it taken back?",
            "Take it back from the other side",
        )
    } else {
        (
            "opt-in",
            "Why should the other side see it?",
            "Let the other side's workers see all of this",
        )
    };
    let id = format!("why-{}", one.note);
    let error = error_at(&typed.problems, &id);
    let mut why = Input::new("why", label);
    if !error.is_empty() {
        why.value = Some(typed.form.raw("why").to_owned().into());
    }
    why.field.error = error;
    why.field.id = Some(id.into());
    ActShown {
        action: format!("/families/{}/shared/{}/{word}", page.family, one.note),
        why,
        button: Button::new(button).styled(ButtonStyle::Secondary),
    }
}

/// A fact that was let through, as the other side sees it.
pub(in crate::pages) struct ReleasedShown {
    pub(in crate::pages) what: &'static str,
    pub(in crate::pages) at: String,
    pub(in crate::pages) text: String,
    pub(in crate::pages) known: bool,
}

/// What was let through, as a page shows it.
pub(in crate::pages) fn released_shown(released: &[Released]) -> Vec<ReleasedShown> {
    let shown = |one: &Released| ReleasedShown {
        what: one.kind.words(),
        at: moment(one.at),
        text: one.text.clone(),
        known: one.known,
    };
    released.iter().map(shown).collect()
}

fn write(page: &FamilyPage, typed: &Typed) -> WriteShown {
    let mut note = Textarea::new(
        "note",
        "Share something with everybody who works with this family",
    );
    note.field.hint = Content::from(
        "The victim's and the children's workers see it. The other side's workers do not, unless somebody lets it through.",
    );
    note.value = typed.form.raw("note").to_owned().into();
    note.field.error = error_at(&typed.problems, "note");
    WriteShown {
        action: format!("/families/{}/shared", page.family),
        note,
        kept: kept(error_at(&typed.problems, "kept")),
        button: Button::new("Share it"),
    }
}
