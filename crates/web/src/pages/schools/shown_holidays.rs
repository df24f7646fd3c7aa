//! What the page of bank holidays shows.

use askama::Template;
use axum::http::StatusCode;
use jiff::civil::Date;
use trefoil_app::schools::holidays::{HolidaysPage, Said, holidays_view};
use trefoil_core::calendar::holiday_name;
use trefoil_core::clock::{self, Unit};
use trefoil_core::date_words::{day as day_words, moment, weekday_day};
use trefoil_core::refusal::{Problem, Refusal};

use crate::State;
use crate::components::{BackLink, Button, DateInput, ErrorSummary, Layout, NotificationBanner};
use crate::csrf::FormToken;
use crate::form::{Fields, LocalPath};
use crate::pages::day;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::session::Visit;
use crate::shell::{Reply, Shell, Tab, page_as, see};

/// The page.
#[derive(Template)]
#[template(path = "pages/school_holidays.html")]
pub(super) struct HolidaysShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    known_to: String,
    ahead: Vec<DayLine>,
    form: Option<(DateInput, Button)>,
    said: Vec<String>,
    asks: Option<Asks>,
}

/// A bank holiday, and where it is asked whether it is struck.
struct DayLine {
    words: String,
    name: &'static str,
    strike: Option<String>,
}

/// Whether a day is to be one of work: what that does, before it is done.
struct Asks {
    words: String,
    clocks: Vec<&'static str>,
    day: String,
    button: Button,
}

impl Asks {
    fn of(day: Date) -> Self {
        let words = weekday_day(day);
        let counted = clock::ALL.into_iter();
        let counted = counted.filter(|rule| rule.unit == Unit::WorkingDays);
        Self {
            clocks: counted.map(|rule| rule.words).collect(),
            button: Button::new(format!("Yes, people work on {words}")),
            day: day.to_string(),
            words,
        }
    }
}

/// After a change: the page, with what was wrong where something was.
pub(super) async fn after(
    state: &State,
    visit: &Visit,
    form: &Fields,
    (came, done): (Result<(), Refusal>, &str),
) -> Reply {
    match came {
        Ok(()) => {
            let path = format!("/schools/holidays?done={done}");
            see(&LocalPath::or(&path, "/schools"))
        }
        Err(Refusal::Invalid(problems)) => {
            let found = holidays_view(&state.app, &visit.asker).await?;
            let given = (form, &problems[..]);
            let shown = HolidaysShown::new(&visit.shell, &found, given, &Fields::default());
            page_as(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

impl HolidaysShown {
    pub(super) fn new(
        shell: &Shell,
        found: &HolidaysPage,
        (typed, problems): (&Fields, &[Problem]),
        asked: &Fields,
    ) -> Self {
        let title = titled("Bank holidays", problems);
        let notice = match asked.get("done") {
            "add" => Some("This day is a bank holiday, for every clock."),
            "strike" => Some("This day is a day of work, for every clock."),
            _ => None,
        };
        let line = |day: &Date| DayLine {
            words: weekday_day(*day),
            name: holiday_name(*day).unwrap_or("Said by the hub"),
            strike: found.may_change.then(|| day.to_string()),
        };
        let form = || {
            let values = day::typed(typed, "day").map(|value| Some(value.into()));
            let mut input = DateInput::new("day", "Another bank holiday", values);
            input.group.hint = "For example, 4 6 2027".into();
            input.group.error = error_at(problems, "day");
            (input, Button::new("Add the day"))
        };
        Self {
            layout: shell.layout(&title, Tab::Schools),
            back: BackLink {
                content: "Back to schools".into(),
                href: "/schools".into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| (field == "day").then(|| "day-day".into())),
            notice: notice.map(NotificationBanner::success),
            token: shell.token(),
            known_to: found.known_to.map(day_words).unwrap_or_default(),
            ahead: found.ahead.iter().map(line).collect(),
            form: found.may_change.then(form),
            said: found.said.iter().map(said_line).collect(),
            asks: asked
                .read("strike")
                .filter(|day| found.may_change && found.ahead.contains(day))
                .map(Asks::of),
        }
    }
}

fn said_line(one: &Said) -> String {
    let what = if one.working {
        "a day of work"
    } else {
        "a bank holiday"
    };
    let until = one.until.map_or_else(|| "now".to_owned(), moment);
    let (day, from) = (day_words(one.day), moment(one.from));
    format!("{day}: {what}. From {from} until {until}, by {}.", one.by)
}
