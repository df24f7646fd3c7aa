//! What the page of one's own work shows.

use askama::Template;
use trefoil_app::work::{Task, Thing, Work};
use trefoil_core::date_words::standing;
use trefoil_core::work::Heap;

use crate::components::{Layout, Tag};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/work.html")]
pub(super) struct WorkShown {
    layout: Layout,
    heaps: Vec<HeapShown>,
    free: Vec<Line>,
    more: Vec<(&'static str, &'static str)>,
}

struct HeapShown {
    id: &'static str,
    words: &'static str,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    words: String,
    tag: Option<Tag>,
}

/// The heaps in their order, with what stands above each.
const HEAPS: [(Heap, &str, &str); 5] = [
    (Heap::New, "new", "New"),
    (Heap::Late, "late", "Late or going late"),
    (Heap::Today, "today", "Today"),
    (Heap::Later, "later", "After today"),
    (Heap::Others, "others", "Waiting for others"),
];

impl WorkShown {
    pub(super) fn new(shell: &Shell, work: &Work) -> Self {
        let heap = |(heap, id, words)| HeapShown {
            id,
            words,
            lines: of(heap, work).map(line).collect(),
        };
        let heaps = HEAPS.into_iter().map(heap);
        Self {
            layout: shell.layout("My work", Tab::Work),
            heaps: heaps.filter(|heap| !heap.lines.is_empty()).collect(),
            free: work.free.iter().map(line).collect(),
            more: work.more.iter().map(list).collect(),
        }
    }
}

fn of(heap: Heap, work: &Work) -> impl Iterator<Item = &Task> {
    work.tasks.iter().filter(move |task| task.heap == heap)
}

fn line(task: &Task) -> Line {
    Line {
        href: href(&task.thing),
        words: words(task),
        tag: tag(task),
    }
}

fn tag(task: &Task) -> Option<Tag> {
    let (clock, due) = task.clock?;
    Some(Tag::coloured(standing(clock, due), clock_colour(clock)))
}

fn href(thing: &Thing) -> String {
    match thing {
        Thing::Decide(id) | Thing::Take(id) => format!("/contacts/{id}"),
        Thing::Awaited(id) => format!("/contacts/{id}#checks"),
        Thing::Finish(id) => format!("/contacts/new?draft={id}"),
        Thing::Answer(id) => format!("/checks/{id}"),
        Thing::Follow(id, _) => format!("/follow-ups/{id}"),
        Thing::School(id) => format!("/notices/{id}"),
        Thing::Warning(..) => "/signals".to_owned(),
        Thing::Interest(id) => format!("/interests/{id}"),
        Thing::Look(id) => format!("/custodian/{id}"),
        Thing::Review(id, _) => format!("/reviews/{id}"),
        Thing::Release(id) | Thing::Output(id) => format!("/outputs/{id}"),
        Thing::Allocate(id) | Thing::Begin(id) => format!("/strands/{id}"),
        Thing::ComesOff(root) => format!("/high-risk/{root}"),
        Thing::Meeting(..) => "/meetings".to_owned(),
    }
}

/// What to do, and about whom: each line can be read by itself.
fn words(task: &Task) -> String {
    let about = &task.about;
    let others = task.heap == Heap::Others;
    match &task.thing {
        Thing::Decide(_) => format!("Decide: {about}"),
        Thing::Take(_) => about.clone(),
        Thing::Finish(_) => format!("Finish what you typed: {about}"),
        Thing::Awaited(_) => format!("{about} has not answered about a contact of yours"),
        Thing::Answer(_) => format!("Say what your agency knows: {about}"),
        Thing::Follow(_, kind) => format!("{}: {about}", kind.words()),
        Thing::School(_) if others => format!("Not read yet: {about}"),
        Thing::School(_) => format!("Tell the school: {about}"),
        Thing::Warning(..) => format!("Acknowledge a warning about {about}"),
        Thing::Interest(_) => format!("Decide whether this is an interest: {about}"),
        Thing::Look(_) => format!("Look at what was done without seeing everything: {about}"),
        Thing::Review(_, kind) => format!("Review: {}, {about}", kind.words()),
        Thing::Release(_) => format!("Decide whether this may leave: {about}"),
        Thing::Output(_) if others => format!("Waits to be released: {about}"),
        Thing::Output(_) => format!("Send: {about}"),
        Thing::Allocate(_) => format!("Give a worker: {about}"),
        Thing::Begin(_) => format!("New to you: {about}"),
        Thing::ComesOff(_) => {
            format!("Look again whether they come off the list of high risk: {about}")
        }
        Thing::Meeting(_, kind) => format!("{}, {about}", kind.words()),
    }
}

/// The page that holds all of a kind, and what it is called.
fn list(thing: &Thing) -> (&'static str, &'static str) {
    match thing {
        Thing::Decide(_) | Thing::Awaited(_) => ("/queue?worker=mine", "contacts of yours"),
        Thing::Take(_) => ("/queue?worker=nobody", "contacts that nobody has"),
        Thing::Finish(_) => ("/contacts/new", "contacts that you typed"),
        Thing::Answer(_) => ("/checks", "questions to your agency"),
        Thing::Follow(..) => ("/follow-ups", "things that follow decisions"),
        Thing::School(_) => ("/notices", "schools to tell"),
        Thing::Warning(..) => ("/signals", "warnings"),
        Thing::Interest(_) => ("/interests", "interests"),
        Thing::Look(_) => ("/custodian", "things done without seeing everything"),
        Thing::Review(..) => ("/reviews", "reviews"),
        Thing::Release(_) => ("/disclosures", "letters and files to release"),
        Thing::Output(_) | Thing::Allocate(_) | Thing::Begin(_) => ("/families", "families"),
        Thing::ComesOff(_) => ("/high-risk", "people at high risk"),
        Thing::Meeting(..) => ("/meetings", "meetings"),
    }
}
