//! What the list of people who may be one shows.

use askama::Template;
use jiff::civil::Date;
use trefoil_app::pairs::list::{MOST, Pair, PairsPage};
use trefoil_core::date_words::{age, day, moment};
use trefoil_core::pair::PairSaid;
use trefoil_core::person::PersonCard;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, ButtonStyle, ErrorSummary, Input, Layout, NotificationBanner, Tag, TagColour,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::contact::likely;
use crate::pages::problems::{error_at, summary, titled};
use crate::shell::{Shell, Tab};

/// The list.
#[derive(Template)]
#[template(path = "pages/pairs.html")]
pub(super) struct ListShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    open: Vec<PairShown>,
    /// How many are shown, where there are more.
    more: Option<usize>,
    done: Vec<PairShown>,
    put: Option<PutForm>,
}

struct PairShown {
    href: String,
    title: String,
    tag: Option<Tag>,
    words: String,
}

/// Two put beside each other.
struct PutForm {
    one: Input,
    other: Input,
    button: Button,
}

/// What was just done.
#[derive(Debug, Clone, Copy)]
pub(super) enum Done {
    /// Something was said.
    Said,
    /// It was undone.
    Undone,
}

impl Done {
    /// From the address.
    pub(super) fn read(text: &str) -> Option<Self> {
        match text {
            "said" => Some(Self::Said),
            "undone" => Some(Self::Undone),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Said => "What you said is recorded.",
            Self::Undone => "It is undone. Everything is as it was before.",
        }
    }
}

/// Somebody in a few words.
pub(super) fn short(card: &PersonCard, today: Date) -> String {
    let name = card.name.words();
    match card.birth.born() {
        Some(on) => format!("{name}, born {}", day(on)),
        None => format!("{name}, {}", age(&card.birth, today)),
    }
}

/// The two.
pub(super) fn both(pair: &Pair, today: Date) -> String {
    let [one, other] = pair.ends.each_ref().map(|end| short(&end.card, today));
    format!("{one}; and {other}")
}

/// What was said, in a word.
pub(super) fn tag(pair: &Pair) -> Option<Tag> {
    match pair.row.said.as_ref().map(|said| said.said) {
        Some(PairSaid::One) => Some(Tag::coloured("One person", TagColour::Green)),
        Some(PairSaid::Two) => Some(Tag::coloured("Two people", TagColour::Blue)),
        None if pair.row.guards.is_empty() => None,
        None => Some(Tag::coloured("For the custodian alone", TagColour::Red)),
    }
}

/// Who said it, when and why.
pub(super) fn said(pair: &Pair) -> Option<String> {
    let said = pair.row.said.as_ref()?;
    let (by, at, why) = (&pair.by, moment(said.at), &said.content.reason);
    Some(format!("{by} said so, {at}: {why}"))
}

fn listed(pair: &Pair, today: Date) -> PairShown {
    PairShown {
        href: format!("/duplicates/{}", pair.row.pair),
        title: both(pair, today),
        tag: tag(pair),
        words: said(pair).unwrap_or_else(|| likely(pair.row.probability).to_owned()),
    }
}

fn put(typed: &Fields, problems: &[Problem]) -> PutForm {
    let input = |name: &'static str, label: &'static str| {
        let mut input = Input {
            value: Some(typed.get(name).to_owned().into()),
            autocomplete: Some("off".into()),
            spellcheck: Some(false),
            ..Input::new(name, label)
        };
        input.field.error = error_at(problems, name);
        input
    };
    PutForm {
        one: input("one", "Address of the page of one person"),
        other: input("other", "Address of the page of the other person"),
        button: Button::once("Put them beside each other").styled(ButtonStyle::Secondary),
    }
}

impl ListShown {
    pub(super) fn new(
        shell: &Shell,
        (page, today): (&PairsPage, Date),
        done: Option<Done>,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("People who may be one", problems);
        Self {
            layout: shell.layout(&title, Tab::Pairs),
            errors: summary(problems),
            notice: done.map(|done| NotificationBanner::success(done.words())),
            token: shell.token(),
            open: page.open.iter().map(|one| listed(one, today)).collect(),
            more: page.more.then_some(MOST),
            done: page.done.iter().map(|one| listed(one, today)).collect(),
            put: page.custodian.then(|| put(typed, problems)),
        }
    }
}
