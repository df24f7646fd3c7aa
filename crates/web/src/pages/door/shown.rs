//! What the page of a strand's door shows.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::families::door::{DoorPage, Release, Share};
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{day, moment};
use trefoil_core::place::PlaceKinds;
use trefoil_core::refusal::Problem;
use trefoil_core::strand::Aspect;

use super::forms::{ReleaseForm, ShareForm, release_form, share_form};
use crate::components::{Button, ButtonStyle, ErrorSummary, Input, Layout, NotificationBanner};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::shell::{Shell, Tab};

/// What came of the request that the page answers, and what was typed.
#[derive(Default)]
pub(super) struct Typed {
    notice: Option<&'static str>,
    pub(super) form: Fields,
    pub(super) problems: Vec<Problem>,
}

impl Typed {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "released" => Some("The other side's workers can see it from now on."),
            "recalled" => {
                Some("It is taken back. The other side's workers do not see it any more.")
            }
            "shared" => Some("The worker can see it from now on, until the day that you chose."),
            "unshared" => Some("It is taken back. The worker does not see it any more."),
            _ => None,
        };
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was typed and could not be kept.
    pub(super) fn refused(form: &Fields, problems: Vec<Problem>) -> Self {
        Self {
            form: form.clone(),
            problems,
            notice: None,
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/door.html")]
pub(super) struct DoorShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    base: String,
    name: String,
    releases: Vec<ReleaseShown>,
    release: Option<ReleaseForm>,
    shares: Vec<ShareShown>,
    share: Option<ShareForm>,
}

struct ReleaseShown {
    what: &'static str,
    text: String,
    made: String,
    reason: String,
    review: Option<(String, bool)>,
    recalled: Option<String>,
    act: Option<(String, Input, Button)>,
}

struct ShareShown {
    to: String,
    what: String,
    places: String,
    law: &'static str,
    made: String,
    until: String,
    act: Option<(String, Button)>,
}

impl DoorShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &DoorPage, typed: &Typed, now: Timestamp) -> Self {
        let title = titled("What others may see", &typed.problems);
        let may = |act| page.acts.contains(&act);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary(&typed.problems),
            notice: typed.notice.map(NotificationBanner::success),
            base: format!("/strands/{}", page.strand),
            name: page.name.clone(),
            releases: page
                .releases
                .iter()
                .map(|one| release_shown(page, one, typed, now))
                .collect(),
            release: may(Act::ReleaseMake).then(|| release_form(page, typed)),
            shares: page
                .shares
                .iter()
                .map(|one| share_shown(page, one, now))
                .collect(),
            share: may(Act::ShareMake).then(|| share_form(page, typed)),
        }
    }
}

fn release_shown(page: &DoorPage, one: &Release, typed: &Typed, now: Timestamp) -> ReleaseShown {
    let live = one.recalled.is_none();
    let act = || {
        let id = format!("recall-{}", one.release);
        let mut why = Input::new("why", "Why is it taken back?");
        why.field.error = error_at(&typed.problems, &id);
        why.field.id = Some(id.into());
        let action = format!("/strands/{}/releases/{}/recall", page.strand, one.release);
        let button = Button::new("Take it back").styled(ButtonStyle::Secondary);
        (action, why, button)
    };
    ReleaseShown {
        what: one.kind.words(),
        text: one.content.text.clone(),
        made: format!("Let through {} by {}", moment(one.at), one.by),
        reason: one.content.reason.clone(),
        review: live.then(|| (day(local_date(one.review_at)), one.review_at <= now)),
        recalled: one.recalled.as_ref().map(|(at, by)| {
            let why = one.content.recalled.as_deref().unwrap_or_default();
            format!("Taken back {} by {by}: {why}", moment(*at))
        }),
        act: (live && page.acts.contains(&Act::ReleaseRecall)).then(act),
    }
}

fn share_shown(page: &DoorPage, one: &Share, now: Timestamp) -> ShareShown {
    let live = one.recalled.is_none() && one.expires_at > now;
    let act = || {
        let action = format!("/strands/{}/shares/{}/recall", page.strand, one.share);
        let button = Button::new("Take it back").styled(ButtonStyle::Secondary);
        (action, button)
    };
    ShareShown {
        to: one.to.clone(),
        what: format!("{}. {}", one.aspect.words(), one.purpose.words()),
        places: places(one.places),
        law: one.basis.words(),
        made: format!("Shared {} by {}", moment(one.at), one.by),
        until: match &one.recalled {
            Some((at, by)) => format!("Taken back {} by {by}", moment(*at)),
            None if live => format!("Until {}", moment(one.expires_at)),
            None => format!("Ended {}", moment(one.expires_at)),
        },
        act: (live && page.acts.contains(&Act::ShareRecall)).then(act),
    }
}

/// Of which kinds a share gives places, in words that say of the others that they are not given.
fn places(kinds: PlaceKinds) -> String {
    if kinds.is_none() {
        return "No places".to_owned();
    }
    if kinds.is_all() {
        return "Every kind of place".to_owned();
    }
    format!("These kinds of place: {}. No other kind", kinds.words())
}

/// How much of a strand a share gives, in words.
pub(super) fn aspects(most: Aspect) -> impl Iterator<Item = Aspect> {
    let all = trefoil_core::share::SHARED_ASPECTS.into_iter();
    all.filter(move |one| *one <= most)
}
