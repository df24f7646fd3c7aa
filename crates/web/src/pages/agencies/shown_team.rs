//! What the page of a team shows.

use askama::Template;
use trefoil_app::agencies::team::TeamPage;
use trefoil_core::date_words::moment;
use trefoil_core::refusal::Problem;

use super::shown::{back, history_lines, input};
use crate::components::{
    BackLink, Button, ButtonStyle, ErrorSummary, Input, Layout, NotificationBanner,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{summary, titled};
use crate::shell::{Shell, Tab};

/// One team.
#[derive(Template)]
#[template(path = "pages/team.html")]
pub(super) struct TeamShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    base: String,
    heading: String,
    agency: String,
    workers: Vec<(String, String)>,
    /// Nothing where it has ended.
    forms: Option<(Input, Button, Button)>,
    history: Vec<String>,
}

impl TeamShown {
    pub(super) fn new(
        shell: &Shell,
        page: &TeamPage,
        (typed, problems): (&Fields, &[Problem]),
        done: &str,
    ) -> Self {
        let team = &page.team;
        let notice = match done {
            "name" => Some("The team has this name from now on."),
            "end" => Some("The team has ended."),
            _ => None,
        };
        let mut name = input(("name", "Its name"), "", (typed, problems));
        if typed.get("name").is_empty() {
            name.value = Some(team.name.clone().into());
        }
        let rename = Button::new("Change the name").styled(ButtonStyle::Secondary);
        let end = Button::new("End the team").styled(ButtonStyle::Warning);
        let workers = page.workers.iter();
        let hub = if team.hub {
            ". It works the hub’s queue."
        } else {
            "."
        };
        Self {
            layout: shell.layout(&titled("A team", problems), Tab::Agencies),
            back: back("Back to the agency", format!("/agencies/{}", team.agency)),
            errors: summary(problems),
            notice: notice.map(NotificationBanner::success),
            token: shell.token(),
            base: format!("/teams/{}", team.team),
            heading: match team.ended_at {
                Some(at) => format!("{}, ended {}", team.name, moment(at)),
                None => team.name.clone(),
            },
            agency: format!("{}{hub}", team.agency_name),
            workers: workers
                .map(|(id, name)| (format!("/workers/{id}"), name.clone()))
                .collect(),
            forms: team.ended_at.is_none().then_some((name, rename, end)),
            history: history_lines(&page.history),
        }
    }
}
