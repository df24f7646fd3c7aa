//! What the page of one notice shows.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::notices::one::{NoticeLinkRow, NoticePage};
use trefoil_core::date_words::moment;
use trefoil_core::notice::{NoticeAnswer, NoticeState};
use trefoil_core::refusal::Problem;
use trefoil_core::school::clock::{SOURCE, SchoolClock};

use super::shown_facts::facts;
use super::shown_forms::{DealForm, WriteForm, deal_form, write_form};
use super::words::{counted, due_words, tag};
use crate::components::{
    BackLink, Button, ErrorSummary, Layout, NotificationBanner, SummaryList, Tag,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{summary_of, titled};
use crate::shell::{Shell, Tab};

/// One notice.
#[derive(Template)]
#[template(path = "pages/notice.html")]
pub(super) struct NoticeShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    base: String,
    heading: String,
    tag: Tag,
    due: String,
    counted: Vec<&'static str>,
    source: &'static str,
    against: Vec<&'static str>,
    facts: SummaryList,
    /// The way to the contact.
    contact: Option<String>,
    answers: Vec<String>,
    mails: Vec<String>,
    write: Option<WriteForm>,
    send: Option<(String, Button)>,
    deal: Option<DealForm>,
}

impl NoticeShown {
    /// The page; with what was typed where it did not go.
    pub(super) fn new(
        shell: &Shell,
        page: &NoticePage,
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let child = page.content.child.words();
        let heading = format!("What the school is told about {child}");
        let clock = page
            .due
            .map_or(SchoolClock::Overdue, |due| due.at(page.now));
        let to_do = page.row.state == NoticeState::ToDo;
        let against = page.against.iter().filter(|_| to_do);
        let write = (page.may_write && to_do).then(|| write_form(page, typed, problems));
        let send = (page.may_write && to_do && page.sends && page.against.is_empty()).then(|| {
            let to = page.addressee.clone().unwrap_or_default();
            (to, Button::new("Send the notice now"))
        });
        Self {
            layout: shell.layout(&titled(&heading, problems), Tab::Notices),
            back: back(),
            errors: errors(problems),
            notice: (!done.is_empty()).then(|| NotificationBanner::success("It is recorded.")),
            token: shell.token(),
            base: format!("/notices/{}", page.row.notice),
            heading,
            tag: tag(page.row.state, clock),
            due: if page.row.state.is_open() {
                due_words(page.due, page.now)
            } else {
                stands(page)
            },
            counted: counted(page.due),
            source: SOURCE,
            against: against.map(|why| why.words()).collect(),
            facts: facts(page),
            contact: page
                .opens
                .then(|| format!("/contacts/{}", page.row.contact)),
            answers: page.answers.iter().map(answer).collect(),
            mails: mails(page),
            write,
            send,
            deal: page.may_write.then(|| deal_form(page, typed, problems)),
        }
    }
}

fn back() -> BackLink {
    BackLink {
        content: "Back to schools to tell".into(),
        href: "/notices".into(),
        ..BackLink::default()
    }
}

fn errors(problems: &[Problem]) -> Option<ErrorSummary> {
    summary_of(problems, |field| match field {
        "" => None,
        "school" => Some("school-number".into()),
        field => Some(field.to_owned().into()),
    })
}

fn answer((at, one): &(Timestamp, NoticeAnswer)) -> String {
    let more = if one.words.is_empty() {
        String::new()
    } else {
        format!(" \u{201c}{}\u{201d}", one.words)
    };
    format!("{}: {}.{more}", moment(*at), one.today.words())
}

fn stands(page: &NoticePage) -> String {
    let at = page.row.told_at.unwrap_or(page.row.moved_at);
    format!(
        "{}, {}. Recorded by {}.",
        page.row.state.words(),
        moment(at),
        page.by
    )
}

fn mails(page: &NoticePage) -> Vec<String> {
    let refused = |link: &NoticeLinkRow| page.refused.iter().any(|(one, _)| *one == link.link);
    let line = |link: &NoticeLinkRow| match (link.handed_at, link.tries) {
        (Some(at), _) => format!("A link went to the mail server {}.", moment(at)),
        (None, 0) => format!("A link waits to be mailed since {}.", moment(link.made_at)),
        (None, tries) if refused(link) => format!(
            "The mail server refuses the link: the key adult\u{2019}s address may be wrong. It was tried {} since {}. Tell the school by telephone.",
            times(tries),
            moment(link.made_at)
        ),
        (None, tries) => format!(
            "The mail server has not taken the link yet; it was tried {} since {}.",
            times(tries),
            moment(link.made_at)
        ),
    };
    page.links.iter().map(line).collect()
}

fn times(tries: i64) -> String {
    match tries {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}
