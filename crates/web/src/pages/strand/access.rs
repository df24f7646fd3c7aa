//! Who can see a strand, why, and who did.

use askama::Template;
use axum::extract::State as Given;
use trefoil_app::families::access::{AccessPage, CanSee, WasOpened, access_view};
use trefoil_core::date_words::moment;
use trefoil_core::ids::StrandId;
use trefoil_core::place::PlaceKinds;
use trefoil_core::principal::Role;
use trefoil_core::strand::Aspect;

use crate::State;
use crate::components::{BackLink, Layout};
use crate::form::InPath;
use crate::session::Visit;
use crate::shell::{Reply, Shell, Tab, page};

/// `GET /strands/{id}/access`.
pub(super) async fn access(
    Given(state): Given<State>,
    InPath(strand): InPath<StrandId>,
    visit: Visit,
) -> Reply {
    let found = access_view(&state.app, &visit.asker, strand).await?;
    page(&AccessShown::new(&visit.shell, &found))
}

/// The page.
#[derive(Template)]
#[template(path = "pages/access.html")]
pub(super) struct AccessShown {
    layout: Layout,
    back: BackLink,
    can: Vec<CanShown>,
    opened: Option<Vec<OpenedShown>>,
}

struct CanShown {
    name: String,
    what: String,
    much: &'static str,
    places: Option<String>,
    why: String,
}

/// Why somebody sees it is said to themselves on their own pages; here it is said of them.
fn of_them(why: &str) -> String {
    let words = why.split(' ').map(|word| match word {
        "You" => "They",
        "you" => "them",
        "Your" => "Their",
        "your" => "their",
        other => other,
    });
    let words: Vec<&str> = words.collect();
    words
        .join(" ")
        .replace("them work", "they work")
        .replace("them allocate", "they allocate")
}

struct OpenedShown {
    when: String,
    who: String,
    act: &'static str,
}

fn what(roles: &[Role], team: Option<&str>) -> String {
    let mut parts: Vec<&str> = roles.iter().map(|role| role.words()).collect();
    parts.extend(team);
    parts.join(", ")
}

/// How far it says where the person is.
fn where_they_are(kinds: PlaceKinds) -> Option<String> {
    if kinds.is_all() {
        return Some("where the person is".to_owned());
    }
    (!kinds.is_none()).then(|| format!("these kinds of place: {}", kinds.words()))
}

fn can_shown(one: &CanSee) -> CanShown {
    CanShown {
        name: one.name.clone(),
        what: what(&one.roles, one.team.as_deref()),
        much: if one.places.is_all() && one.aspect == Aspect::Full {
            "Everything"
        } else {
            one.aspect.words()
        },
        places: where_they_are(one.places),
        why: of_them(one.why),
    }
}

fn opened_shown(one: &WasOpened) -> OpenedShown {
    let what = what(&one.roles, one.team.as_deref());
    OpenedShown {
        when: moment(one.at),
        who: match &one.name {
            Some(name) => format!("{name}, {what}"),
            None => what,
        },
        act: one.act.words(),
    }
}

impl AccessShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &AccessPage) -> Self {
        Self {
            layout: shell.layout("Who can see this, and why", Tab::Families),
            back: BackLink {
                content: "Back to the person".into(),
                href: format!("/strands/{}", page.strand.strand).into(),
                ..BackLink::default()
            },
            can: page.can.iter().map(can_shown).collect(),
            opened: page
                .opened
                .as_ref()
                .map(|all| all.iter().map(opened_shown).collect()),
        }
    }
}
