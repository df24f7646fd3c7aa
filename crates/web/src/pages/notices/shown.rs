//! What the list of notices shows.

use askama::Template;
use trefoil_app::notices::list::NoticesPage;
use trefoil_core::school::clock::{SOURCE, SchoolClock};

use super::words::{NoticeLine, line};
use crate::components::{Layout, NotificationBanner};
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/notices.html")]
pub(super) struct NoticesShown {
    layout: Layout,
    notice: Option<NotificationBanner>,
    /// What is late, in words.
    summary: String,
    sends: bool,
    source: &'static str,
    open: Vec<NoticeLine>,
    done: Vec<NoticeLine>,
}

impl NoticesShown {
    /// The page.
    pub(super) fn new(shell: &Shell, page: &NoticesPage, done: &str) -> Self {
        let in_clock = |clock| page.open.iter().filter(|one| one.clock == clock).count();
        let lines = |all: &[_]| all.iter().map(|one| line(one, page.now)).collect();
        Self {
            layout: shell.layout("Schools to tell", Tab::Notices),
            notice: (!done.is_empty()).then(|| NotificationBanner::success("It is recorded.")),
            summary: summary(
                in_clock(SchoolClock::Overdue),
                in_clock(SchoolClock::Alarm),
                page.open.len(),
            ),
            sends: page.sends,
            source: SOURCE,
            open: lines(&page.open),
            done: lines(&page.done),
        }
    }
}

fn summary(overdue: usize, alarm: usize, open: usize) -> String {
    let of = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    if open == 0 {
        return "Every school has been told.".to_owned();
    }
    let overdue = of(overdue, "is overdue", "are overdue");
    let alarm = of(
        alarm,
        "school opens within half an hour",
        "schools open within half an hour",
    );
    let open = of(open, "notice is open", "notices are open");
    format!("{open}: {overdue}, and {alarm}.")
}
