//! What the board shows: exceptions first.

use askama::Template;
use trefoil_app::board::{Board, Holding, PastTime};
use trefoil_core::date_words::{ago, moment, standing};
use trefoil_core::rag::Rag;

use crate::components::{Layout, Tag};
use crate::pages::contact::level_tag;
use crate::pages::queue::row::clock_colour;
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/board.html")]
pub(super) struct BoardShown {
    layout: Layout,
    total: i64,
    counts: Vec<String>,
    past: Vec<PastShown>,
    holdings: Vec<HoldingShown>,
    rules: Vec<String>,
}

struct PastShown {
    href: String,
    name: String,
    level: Tag,
    late: Tag,
    received: String,
    worker: String,
}

struct HoldingShown {
    href: String,
    who: String,
    contacts: i64,
    oldest: String,
}

impl BoardShown {
    pub(super) fn new(shell: &Shell, board: &Board) -> Self {
        let past = |one: &PastTime| PastShown {
            href: format!("/contacts/{}", one.contact),
            name: one.name.clone(),
            level: level_tag(one.level),
            late: Tag::coloured(
                standing(one.standing, board.now),
                clock_colour(one.standing),
            ),
            received: moment(one.received_at),
            worker: one
                .worker
                .clone()
                .unwrap_or_else(|| "Nobody yet".to_owned()),
        };
        let holding = |one: &Holding| {
            let (href, who) = match &one.worker {
                Some((id, name)) => (format!("/queue?worker={id}"), name.clone()),
                None => ("/queue?worker=nobody".to_owned(), "Nobody yet".to_owned()),
            };
            HoldingShown {
                href,
                who,
                contacts: one.contacts,
                oldest: ago(one.oldest, board.now),
            }
        };
        let counts = board.counts.iter();
        Self {
            layout: shell.layout("Board", Tab::Board),
            total: counts.clone().map(|(_, count)| count).sum(),
            counts: counts
                .map(|(level, count)| format!("{}: {count}", level.words()))
                .collect(),
            past: board.past.iter().map(past).collect(),
            holdings: board.holdings.iter().map(holding).collect(),
            rules: Rag::ALL
                .iter()
                .map(|level| board.rule.words(*level))
                .collect(),
        }
    }
}
