//! What stands around every page and who it is shown to: navigation by role, banner, sign-out, footer; and how a template
//! becomes an answer. Pages fill it; nothing about a family lives here.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use trefoil_core::principal::{Role, WorkerFacts};

use crate::State;
use crate::components::{
    Content, Layout, NavigationItem, NavigationSlots, PhaseBanner, Place, ServiceNavigation,
};
use crate::csrf::FormToken;
use crate::errors::Refused;
use crate::form::LocalPath;

pub use tabs::Tab;
use tabs::{Link, TABS, links};

/// What a handler gives back: a page, or why there is none.
pub type Reply = Result<Response, Refused>;

/// A page, as it is.
pub fn page(template: &impl Template) -> Reply {
    page_as(StatusCode::OK, template)
}

/// A page with another status: `UNPROCESSABLE_ENTITY` where a form is shown again with its errors.
pub fn page_as(status: StatusCode, template: &impl Template) -> Reply {
    let html = template.render().map_err(|_| Refused::Broken)?;
    Ok((status, Html(upright(html))).into_response())
}

/// The page without what turns the direction of text around it: a name that came with such a sign would show what stands beside it, an age
/// or a warning, back to front. What was told is kept as it came; letters of every script run their own way without them.
fn upright(html: String) -> String {
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // The same signs as bytes, which are looked through sooner: hardly a page has one.
    let turned =
        |three: &[u8]| matches!(three, [0xE2, 0x80, 0xAA..=0xAE] | [0xE2, 0x81, 0xA6..=0xA9]);
    if html.as_bytes().windows(3).any(turned) {
        html.replace(turns, "")
    } else {
        html
    }
}

/// To a page after a form was sent, so that loading it again does not send the form again.
pub fn see(path: &LocalPath) -> Reply {
    Ok(Redirect::to(path.as_str()).into_response())
}

/// Who is looking, and where.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The authority's name.
    pub authority: String,
    /// Whether every person here is made up.
    pub demo: bool,
    /// Who is signed in; nobody on the pages before sign-in.
    pub viewer: Option<Viewer>,
}

/// Who is signed in, as far as a page's frame needs to know.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Their name.
    pub name: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// What their team is to the hub.
    pub team: TeamPlace,
    /// Whether places are closed to them until they show again who they are.
    pub places_closed: bool,
    /// What every form of theirs carries.
    pub token: FormToken,
}

/// Roles to which places open only after step-up (access model, rows 3, 10, 11 and 15).
const STEP_UP: &[Role] = &[
    Role::EmergencyDuty,
    Role::TeamManager,
    Role::MeetingChair,
    Role::Custodian,
];

/// Whether the frame should say that places are closed. A convenience: what opens is the policy's to say.
pub(crate) fn places_closed(facts: &WorkerFacts) -> bool {
    !facts.stepped_up && STEP_UP.iter().any(|role| facts.holds(*role))
}

/// What a worker's team is to the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamPlace {
    /// They are in no team.
    None,
    /// It works the hub's queue.
    Hub,
    /// It works beside the hub.
    Beside,
}

impl From<&WorkerFacts> for TeamPlace {
    fn from(facts: &WorkerFacts) -> Self {
        match facts.team {
            _ if facts.hub_team => Self::Hub,
            Some(_) => Self::Beside,
            None => Self::None,
        }
    }
}

impl Shell {
    /// The frame of a page that nobody is signed in to.
    pub(crate) fn before_sign_in(state: &State) -> Self {
        Self {
            authority: state.app.authority_name().to_owned(),
            demo: state.demo,
            viewer: None,
        }
    }

    /// The frame of a page. The title stands in the browser's history, so it names no person.
    pub fn layout(&self, title: &str, here: Tab) -> Layout {
        Layout {
            authority: self.authority.clone().into(),
            account: self
                .viewer
                .as_ref()
                .map(Viewer::account)
                .unwrap_or_default(),
            navigation: self.viewer.as_ref().map(|viewer| viewer.navigation(here)),
            banner: self.demo.then(PhaseBanner::demo),
            footer: Content::part(Footer),
            ..Layout::new(title)
        }
    }

    /// What a form of this viewer carries.
    pub fn token(&self) -> FormToken {
        self.viewer
            .as_ref()
            .map(|viewer| viewer.token.clone())
            .unwrap_or_default()
    }
}

impl Viewer {
    fn navigation(&self, here: Tab) -> ServiceNavigation {
        let (in_sight, behind) = links(self);
        let item = |(tab, words, href): &Link| {
            let place = if *tab == here {
                Place::Within
            } else {
                Place::Elsewhere
            };
            NavigationItem::new(*words, *href, place)
        };
        ServiceNavigation {
            items: in_sight.iter().map(item).collect(),
            slots: NavigationSlots {
                navigation_end: More::of(&behind, here),
                ..NavigationSlots::default()
            },
            ..ServiceNavigation::default()
        }
    }

    /// Beside the authority's name: the links have their lines to themselves.
    fn account(&self) -> Content {
        Content::part(SignOut {
            name: self.name.clone(),
            places_closed: self.places_closed,
            token: self.token.clone(),
        })
    }

    /// Whether the link to this part is theirs.
    pub fn has(&self, tab: Tab) -> bool {
        TABS.iter()
            .any(|(known, .., theirs)| *known == tab && theirs(self))
    }

    /// Whether they hold any of these roles.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }

    /// Where their work starts.
    pub fn start(&self) -> &'static str {
        let first = TABS.iter().find(|(.., theirs)| theirs(self));
        first.map_or("/account", |(_, _, href, _)| href)
    }
}

/// The links that are used least.
#[derive(Template)]
#[template(path = "pages/more.html")]
struct More {
    /// Words, address, and whether the page shown is there or below it.
    links: Vec<(&'static str, &'static str, bool)>,
    here: bool,
}

impl More {
    fn of(links: &[Link], here: Tab) -> Content {
        if links.is_empty() {
            return Content::default();
        }
        Content::part(Self {
            here: links.iter().any(|(tab, ..)| *tab == here),
            links: links
                .iter()
                .map(|(tab, words, href)| (*words, *href, *tab == here))
                .collect(),
        })
    }
}

/// Who is signed in, and the way out.
#[derive(Template)]
#[template(path = "pages/sign_out.html")]
struct SignOut {
    name: String,
    places_closed: bool,
    token: FormToken,
}

/// The links at the foot of every page.
#[derive(Template)]
#[template(path = "pages/footer.html")]
struct Footer;

#[cfg(test)]
pub(crate) mod sample;
mod tabs;
#[cfg(test)]
mod tests;
