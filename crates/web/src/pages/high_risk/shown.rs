//! What the list of high risk shows.

use askama::Template;
use trefoil_app::high_risk::list::{AtRisk, Counted, HighRisk};
use trefoil_core::date_words::moment;
use trefoil_core::high_risk::SOURCE;

use crate::components::{Layout, NotificationBanner, Tag, TagColour};
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/high_risk.html")]
pub(super) struct ListShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    rule: String,
    source: &'static str,
    next: String,
    total: usize,
    counted: Vec<String>,
    on: Vec<LineShown>,
    off: Vec<LineShown>,
}

struct LineShown {
    href: String,
    name: String,
    tag: Option<Tag>,
    words: Vec<String>,
}

/// What they are called.
pub(in crate::pages) fn name(one: &AtRisk) -> String {
    one.name.words()
}

/// Each reason with its day.
pub(super) fn reasons(one: &AtRisk) -> Vec<String> {
    let each = one.reasons.iter();
    each.map(|one| format!("{}, since {}", one.on.words(), moment(one.on.since)))
        .collect()
}

/// Whether they may come off.
pub(super) fn tag(one: &AtRisk) -> Option<Tag> {
    if one.off.is_some() {
        return Some(Tag::coloured("Came off", TagColour::Grey));
    }
    let asked = one.asked.as_ref();
    asked.map(|_| Tag::coloured("Needs a second look", TagColour::Yellow))
}

fn line(one: &AtRisk) -> LineShown {
    let mut words = reasons(one);
    match &one.off {
        Some((at, by)) => words.push(format!("Came off {}, by {by}", moment(*at))),
        None => words.push(format!("First daily meeting: {}", moment(one.meeting))),
    }
    LineShown {
        href: format!("/high-risk/{}", one.root),
        name: name(one),
        tag: tag(one),
        words,
    }
}

fn counted(one: &Counted) -> String {
    let why = one.why.words();
    let people = match one.people {
        1 => "1 person".to_owned(),
        several => format!("{several} people"),
    };
    format!("{why}: {people}; put on in the last 7 days: {}", one.week)
}

impl ListShown {
    pub(super) fn new(shell: &Shell, page: &HighRisk, done: bool) -> Self {
        Self {
            layout: shell.layout("High risk", Tab::HighRisk),
            notice: done.then(|| NotificationBanner::success("It is recorded.")),
            rule: page.rule.words(),
            source: SOURCE,
            next: moment(page.next),
            total: page.on.len(),
            counted: page.counted.iter().map(counted).collect(),
            on: page.on.iter().map(line).collect(),
            off: page.off.iter().map(line).collect(),
        }
    }
}
