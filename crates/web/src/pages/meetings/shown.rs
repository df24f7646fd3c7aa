//! What the page of meetings shows.

use askama::Template;
use jiff::SignedDuration;
use trefoil_app::meetings::list::{Meeting, MeetingsPage, MyMeeting};
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::day as day_words;
use trefoil_core::meeting::MeetingKind;
use trefoil_core::refusal::Problem;

use crate::components::{
    Button, Checkboxes, Choice, Content, DateInput, ErrorSummary, Layout, NotificationBanner,
    Radios,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::day;
use crate::pages::high_risk::at_risk_name;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The meetings and, for a chair, the form for another.
#[derive(Template)]
#[template(path = "pages/meetings.html")]
pub(super) struct MeetingsShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    token: FormToken,
    meetings: Vec<MeetingShown>,
    form: Option<MeetingForm>,
}

struct MeetingShown {
    what: String,
    who: String,
    until: String,
    instead: Option<String>,
    families: Vec<(String, String, &'static str)>,
    at_risk: Vec<(String, String)>,
}

struct MeetingForm {
    kind: Radios,
    day: DateInput,
    members: Option<Checkboxes>,
    button: Button,
}

fn meeting_shown(one: &MyMeeting) -> MeetingShown {
    let meeting = &one.meeting;
    let families = one.families.iter().map(|family| {
        let name = family.name.clone().unwrap_or_else(|| "A family".to_owned());
        let href = format!("/families/{}", family.family);
        (href, name, family.reason.words())
    });
    let who = if one.members.is_empty() {
        format!("Chair: {}.", meeting.chair)
    } else {
        let members = one.members.join(", ");
        format!("Chair: {}. With {members}.", meeting.chair)
    };
    MeetingShown {
        what: format!(
            "{}, {}",
            meeting.kind.words(),
            day_words(local_date(meeting.held_at))
        ),
        who,
        until: last_day(meeting),
        instead: one.instead.map(day_words),
        families: families.collect(),
        at_risk: one
            .at_risk
            .iter()
            .map(|one| (format!("/high-risk/{}", one.root), at_risk_name(one)))
            .collect(),
    }
}

/// The last day on which a meeting's families are open to its chair, in words.
pub(in crate::pages) fn last_day(meeting: &Meeting) -> String {
    // The instant itself is the next day's midnight, which reads as either day's.
    let last = meeting.ends_at.saturating_sub(SignedDuration::from_secs(1));
    let last = last.unwrap_or(meeting.ends_at);
    format!("the end of {}", day_words(local_date(last)))
}

impl MeetingsShown {
    /// The page.
    pub(super) fn new(
        shell: &Shell,
        page: &MeetingsPage,
        typed: &Fields,
        problems: &[Problem],
        done: &str,
    ) -> Self {
        let title = titled("Your meetings", problems);
        let made =
            (done == "made").then_some("The meeting is arranged. Families can be listed for it.");
        Self {
            layout: shell.layout(&title, Tab::Meetings),
            errors: summary_of(problems, |field| {
                let control = if field == "day" { "day-day" } else { field };
                Some(control.to_owned().into())
            }),
            notice: made.map(NotificationBanner::success),
            token: shell.token(),
            meetings: page.meetings.iter().map(meeting_shown).collect(),
            form: form(page, typed, problems),
        }
    }
}

/// The form, where it is the viewer's to arrange one.
fn form(page: &MeetingsPage, typed: &Fields, problems: &[Problem]) -> Option<MeetingForm> {
    let could = page.could_take_part.as_ref()?;
    let kinds = MeetingKind::ALL.iter();
    let kinds = kinds.map(|one| Choice::new(one.code(), one.words()));
    let mut kind = Radios::new("kind", "What kind of meeting is it?", kinds.collect());
    kind.value = Some(typed.get("kind").to_owned().into());
    kind.group.error = error_at(problems, "kind");
    let values = day::typed(typed, "day").map(|value| Some(value.into()));
    let mut on = DateInput::new("day", "On which day?", values);
    on.group.error = error_at(problems, "day");
    let members = could.iter();
    let members: Vec<Choice> = members
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()))
        .collect();
    let members = (!members.is_empty()).then(|| {
        let mut boxes = Checkboxes::new("members", "Who takes part?", members);
        boxes.group.hint = Content::from(
            "Of the listed families they see what has been let through to everybody, and nothing more.",
        );
        boxes.values = typed.all("members").map(|one| one.to_owned().into()).collect();
        boxes.group.error = error_at(problems, "members");
        boxes
    });
    Some(MeetingForm {
        kind,
        day: on,
        members,
        button: Button::new("Arrange the meeting"),
    })
}
