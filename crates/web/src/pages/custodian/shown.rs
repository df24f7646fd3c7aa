//! What the custodian's list shows.

use askama::Template;
use trefoil_app::custody::list::{CustodyPage, Task};
use trefoil_core::clock::CUSTODY;
use trefoil_core::date_words::{moment, standing};
use trefoil_core::name::names_words;

use crate::components::{Layout, NotificationBanner, Tag, TagColour};
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/custodian.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    rule: &'static str,
    source: &'static str,
    open: Vec<TaskShown>,
    done: Vec<TaskShown>,
}

struct TaskShown {
    href: String,
    title: String,
    tag: Tag,
    words: String,
}

/// Whom it is about.
pub(super) fn people(task: &Task) -> String {
    names_words(&task.content.people, None)
}

/// What was done, by whom and when.
pub(super) fn done(task: &Task) -> String {
    let (by, at) = (&task.by, moment(task.row.acted_at));
    format!("{} by {by}, {at}", task.row.act.words())
}

/// Where it stands: the time that is left, or what was answered.
pub(super) fn tag(task: &Task) -> Tag {
    if task.row.answered_at.is_some() {
        Tag::coloured(task.row.state.words(), TagColour::Green)
    } else {
        Tag::time(standing(task.clock, task.due), clock_colour(task.clock))
    }
}

/// How it was answered.
pub(super) fn answered(task: &Task) -> Option<String> {
    let at = moment(task.row.answered_at?);
    let (by, state) = (&task.answered_by, task.row.state.words());
    let reason = match task.content.reason.as_str() {
        "" => String::new(),
        reason => format!(": {reason}"),
    };
    Some(format!("{state} by {by}, {at}{reason}"))
}

fn listed(task: &Task) -> TaskShown {
    TaskShown {
        href: format!("/custodian/{}", task.row.custody),
        title: people(task),
        tag: tag(task),
        words: answered(task).unwrap_or_else(|| done(task)),
    }
}

impl ListShown {
    pub(super) fn new(shell: &Shell, page: &CustodyPage, done: bool) -> Self {
        Self {
            layout: shell.layout("For the custodian", Tab::Custodian),
            notice: done.then(|| NotificationBanner::success("Your answer is recorded.")),
            rule: CUSTODY.words,
            source: CUSTODY.source,
            open: page.open.iter().map(listed).collect(),
            done: page.done.iter().map(listed).collect(),
        }
    }
}
