//! What the page of covers shows.

use askama::Template;
use trefoil_app::families::covers::{Cover, CoversPage};
use trefoil_core::date_words::moment;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, ButtonStyle, DateInput, ErrorSummary, Layout, NotificationBanner, Select, SelectItem,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::day;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The covers and the form for another.
#[derive(Template)]
#[template(path = "pages/covers.html")]
pub(super) struct CoversShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    covers: Vec<CoverShown>,
    covered: Select,
    cover: Select,
    until: DateInput,
    button: Button,
}

struct CoverShown {
    words: String,
    covered: String,
    cover: String,
    end: Button,
}

fn cover_shown(one: &Cover) -> CoverShown {
    CoverShown {
        words: format!(
            "{} covers for {} until {}",
            one.cover.1,
            one.covered.1,
            moment(one.until)
        ),
        covered: one.covered.0.to_string(),
        cover: one.cover.0.to_string(),
        end: Button::new("End this cover now").styled(ButtonStyle::Secondary),
    }
}

impl CoversShown {
    /// The page.
    pub(super) fn new(
        shell: &Shell,
        page: &CoversPage,
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let title = titled("Who covers for whom", problems);
        let notice = match done {
            "set" => Some("The cover is set."),
            "ended" => Some("The cover has ended."),
            _ => None,
        };
        let select = |name, label, none| select(name, label, none, page, typed, problems);
        let values = day::typed(typed, "until").map(|value| Some(value.into()));
        let mut until = DateInput::new("until", "Last day", values);
        until.group.error = error_at(problems, "until");
        Self {
            layout: shell.layout(&title, Tab::Covers),
            errors: summary_of(problems, |field| {
                let control = if field == "until" { "until-day" } else { field };
                Some(control.to_owned().into())
            }),
            notice: notice.map(NotificationBanner::success),
            token: shell.token(),
            covers: page.covers.iter().map(cover_shown).collect(),
            covered: select("covered", "Who is away", "Choose a worker"),
            cover: select("cover", "Who covers for them", "Choose a worker"),
            until,
            button: Button::new("Set the cover"),
        }
    }
}

fn select(
    name: &'static str,
    label: &'static str,
    none: &'static str,
    page: &CoversPage,
    typed: &Fields,
    problems: &[Problem],
) -> Select {
    let workers = page.workers.iter();
    let workers = workers.map(|(id, name)| SelectItem::new(id.to_string(), name.clone()));
    let items = [SelectItem::new("", none)].into_iter().chain(workers);
    let mut select = Select {
        value: Some(typed.get(name).to_owned().into()),
        ..Select::new(name, label, items.collect())
    };
    select.field.error = error_at(problems, name);
    select
}
