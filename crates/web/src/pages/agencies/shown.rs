//! What the pages of agencies show.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::agencies::token::TokenMade;
use trefoil_app::agencies::view::{AgencyPage, AgencyRow, Shown, Team, TokenShown};
use trefoil_core::date_words::moment;
use trefoil_core::ids::AgencyId;
use trefoil_core::refusal::Problem;

use crate::components::{
    BackLink, Button, ButtonStyle, Checkboxes, Choice, ErrorSummary, Input, Layout,
    NotificationBanner, Select, SelectItem, WarningText,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::shell::{Shell, Tab};

/// Every agency.
#[derive(Template)]
#[template(path = "pages/agencies.html")]
pub(super) struct AgenciesShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    token: FormToken,
    rows: Vec<(String, String, String)>,
    ended: Vec<(String, String, String)>,
    name: Input,
    button: Button,
}

/// One agency.
#[derive(Template)]
#[template(path = "pages/agency.html")]
pub(super) struct AgencyShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    base: String,
    heading: String,
    teams: Vec<(String, String)>,
    tokens: Vec<TokenLine>,
    /// Nothing where it has ended.
    forms: Option<AgencyForms>,
    history: Vec<String>,
}

/// What an administrator changes of an agency.
struct AgencyForms {
    name: Input,
    rename: Button,
    team: Input,
    hub: Checkboxes,
    add: Button,
    system: Input,
    days: Select,
    make: Button,
    end: Button,
}

/// A token.
struct TokenLine {
    system: String,
    facts: Vec<String>,
    revoke: Option<(String, Button)>,
}

/// A token just made, this once.
#[derive(Template)]
#[template(path = "pages/token_made.html")]
pub(super) struct TokenMadeShown {
    layout: Layout,
    back: BackLink,
    warning: WarningText,
    system: String,
    until: String,
    secret: String,
}

/// For how long a token may be good.
const DAYS: [(&str, &str); 4] = [
    ("30", "A month"),
    ("90", "Three months"),
    ("180", "Six months"),
    ("365", "A year"),
];

pub(super) fn back(words: &'static str, href: String) -> BackLink {
    BackLink {
        content: words.into(),
        href: href.into(),
        ..BackLink::default()
    }
}

pub(super) fn input(
    (name, label): (&'static str, &'static str),
    hint: &'static str,
    (typed, problems): (&Fields, &[Problem]),
) -> Input {
    let mut input = Input {
        value: Some(typed.get(name).to_owned().into()),
        autocomplete: Some("off".into()),
        ..Input::new(name, label)
    };
    input.field.hint = hint.into();
    input.field.error = error_at(problems, name);
    input
}

impl AgenciesShown {
    pub(super) fn new(
        shell: &Shell,
        rows: &[AgencyRow],
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let row = |row: &AgencyRow| {
            let href = format!("/agencies/{}", row.agency.agency);
            let standing = row.teams.iter().filter(|team| team.ended_at.is_none());
            let teams: Vec<&str> = standing.map(|team| team.name.as_str()).collect();
            let more = match row.agency.ended_at {
                Some(at) => format!("Ended {}", moment(at)),
                None if teams.is_empty() => "No team".to_owned(),
                None => teams.join(", "),
            };
            (href, row.agency.name.clone(), more)
        };
        let (ended, standing): (Vec<&AgencyRow>, Vec<&AgencyRow>) =
            rows.iter().partition(|row| row.agency.ended_at.is_some());
        Self {
            layout: shell.layout(&titled("Agencies", problems), Tab::Agencies),
            errors: summary(problems),
            token: shell.token(),
            rows: standing.into_iter().map(row).collect(),
            ended: ended.into_iter().map(row).collect(),
            name: input(("name", "Its name"), "", (typed, problems)),
            button: Button::new("Add the agency"),
        }
    }
}

impl AgencyShown {
    pub(super) fn new(
        shell: &Shell,
        page: &AgencyPage,
        (typed, problems): (&Fields, &[Problem]),
        done: &str,
    ) -> Self {
        let agency = &page.row.agency;
        let base = format!("/agencies/{}", agency.agency);
        let notice = match done {
            "add" => Some("The agency is added."),
            "name" => Some("The agency has this name from now on."),
            "team" => Some("The team is added."),
            "end" => Some("The agency has ended."),
            "revoke" => Some("The token is revoked: it opens nothing any more."),
            _ => None,
        };
        let ended = agency.ended_at;
        Self {
            layout: shell.layout(&titled("An agency", problems), Tab::Agencies),
            back: back("Back to agencies", "/agencies".to_owned()),
            errors: summary(problems),
            notice: notice.map(NotificationBanner::success),
            token: shell.token(),
            heading: match ended {
                Some(at) => format!("{}, ended {}", agency.name, moment(at)),
                None => agency.name.clone(),
            },
            teams: page.row.teams.iter().map(team_line).collect(),
            tokens: page.tokens.iter().map(|one| line(&base, one)).collect(),
            forms: ended
                .is_none()
                .then(|| AgencyForms::new(&agency.name, (typed, problems))),
            history: history_lines(&page.history),
            base,
        }
    }
}

fn team_line(team: &Team) -> (String, String) {
    let words = match team.ended_at {
        Some(at) => format!("{}, ended {}", team.name, moment(at)),
        None if team.hub => format!("{}, works the hub’s queue", team.name),
        None => team.name.clone(),
    };
    (format!("/teams/{}", team.team), words)
}

/// What was changed, a line each.
pub(in crate::pages) fn history_lines(history: &[Shown]) -> Vec<String> {
    let line = |one: &Shown| format!("{}, by {}. {}", moment(one.at), one.by, one.words);
    history.iter().map(line).collect()
}

impl AgencyForms {
    fn new(known: &str, given: (&Fields, &[Problem])) -> Self {
        let (typed, problems) = given;
        let mut name = input(("name", "Its name"), "", given);
        if typed.get("name").is_empty() {
            name.value = Some(known.to_owned().into());
        }
        let hub = vec![Choice::new("yes", "It works the hub’s queue")];
        let mut days = Select {
            value: Some(typed.get("days").to_owned().into()),
            ..Select::new(
                "days",
                "For how long",
                DAYS.map(|(code, words)| SelectItem::new(code, words))
                    .into(),
            )
        };
        days.field.error = error_at(problems, "days");
        let hint = "So that you know later which one it is";
        let second = |words| Button::new(words).styled(ButtonStyle::Secondary);
        Self {
            name,
            rename: second("Change the name"),
            team: input(("team", "The team’s name"), "", given),
            hub: Checkboxes::new("hub", "What the team does", hub),
            add: second("Add the team"),
            system: input(("system", "What the system is called"), hint, given),
            days,
            make: second("Make a token"),
            end: Button::new("End the agency").styled(ButtonStyle::Warning),
        }
    }
}

fn line(base: &str, one: &TokenShown) -> TokenLine {
    let by = |(at, by): &(Timestamp, String)| format!("{}, by {by}", moment(*at));
    let used = one.used_at.map_or("Never used".to_owned(), |at| {
        format!("Last used {}", moment(at))
    });
    let until = moment(one.expires_at);
    let ends = match (&one.revoked, one.good) {
        (Some(revoked), _) => format!("Revoked {}", by(revoked)),
        (None, true) => format!("Good until {until}"),
        (None, false) => format!("Ended {until}"),
    };
    let revoke = one.good.then(|| {
        let words = format!("Revoke the token of {}", one.system);
        let button = Button::new(words).styled(ButtonStyle::Secondary);
        (format!("{base}/tokens/{}/revoke", one.token), button)
    });
    TokenLine {
        system: one.system.clone(),
        facts: vec![ends, used, format!("Made {}", by(&one.made))],
        revoke,
    }
}

impl TokenMadeShown {
    pub(super) fn new(shell: &Shell, agency: AgencyId, system: &str, made: TokenMade) -> Self {
        Self {
            layout: shell.layout("The token is made", Tab::Agencies),
            back: back("Back to the agency", format!("/agencies/{agency}")),
            warning: WarningText::new(
                "This is shown once. Nobody can look it up later: whoever has it can send the hub contacts in the agency’s name.",
            ),
            system: system.to_owned(),
            until: moment(made.expires_at),
            secret: made.secret,
        }
    }
}
