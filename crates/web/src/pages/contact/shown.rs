//! What the page of a contact shows, ready to be written: words, links and controls. Nothing is asked or decided here.

use askama::Template;

use super::attachments::AttachmentsShown;
use super::checks::ChecksShown;
use super::open::FormOpen;
use super::routes::RoutePart;
use super::urgency::UrgencyShown;
use crate::components::{
    BackLink, Button, ButtonStyle, Checkboxes, Details, ErrorSummary, Input, Layout,
    NotificationBanner, Radios, Select, SummaryList, Tag, Text, Textarea, WarningText,
};
use crate::pages::current::WorkerLine;
use crate::pages::follows::FollowLine;
use crate::pages::moment::MomentForm;
use crate::pages::notices::NoticeLine;
use crate::pages::telling::PersonBoxes;

/// The page of a contact.
#[derive(Template)]
#[template(path = "pages/contact.html")]
pub(crate) struct ContactShown {
    pub(super) layout: Layout,
    pub(super) back: BackLink,
    /// Where its forms go and what they carry.
    pub(super) form: FormOpen,
    /// The page's own address.
    pub(super) base: String,
    pub(super) errors: Option<ErrorSummary>,
    pub(super) notice: Option<NotificationBanner>,
    /// The past moment that is shown, in words.
    pub(super) past: Option<String>,
    /// Who else is at it, in words.
    pub(super) beside: Option<String>,
    /// The family's name, or its people's.
    pub(super) heading: String,
    pub(super) clock: ClockShown,
    pub(super) urgency: UrgencyShown,
    /// Whether something is wrong with a change of it.
    pub(super) urgency_open: bool,
    /// The parts of the page, each with where it is.
    pub(super) places: Vec<(&'static str, &'static str)>,
    pub(super) next: Next,
    pub(super) flags: Vec<String>,
    pub(super) facts: SummaryList,
    pub(super) holder: HolderShown,
    pub(super) decided: Vec<DecidedShown>,
    pub(super) offer: Option<FamilyOffer>,
    pub(super) people_title: String,
    pub(super) people: Vec<PersonShown>,
    /// Where the viewer names somebody whom the contact does not.
    pub(super) naming: Option<Naming>,
    /// What happened, paragraph by paragraph.
    pub(super) paragraphs: Vec<String>,
    pub(super) families: Vec<FamilyPart>,
    /// What follows its decision.
    pub(super) follows: Vec<FollowLine>,
    /// Files that came with it.
    pub(super) attachments: AttachmentsShown,
    /// What other agencies were asked, and answered.
    pub(super) checks: ChecksShown,
    /// What schools are told of its children.
    pub(super) schools: Vec<NoticeLine>,
    /// The way to tell a school that was not told by itself, where that is the viewer's to do.
    pub(super) tell: Option<String>,
    /// Who works with them, as known then.
    pub(super) workers: Vec<WorkerLine>,
    pub(super) history_title: String,
    pub(super) history: Vec<ContactLine>,
    pub(super) decision: Option<DecisionForm>,
    /// Judging that somebody is at high risk, and whether something is wrong with it.
    pub(super) risk: Option<(Radios, Textarea, bool)>,
    /// What was typed and has no place in the form any more.
    pub(super) kept: Option<SummaryList>,
    pub(super) at: MomentForm,
    /// Why the viewer sees it.
    pub(super) why: String,
}

/// The boxes in which somebody is named.
pub(super) struct Naming {
    pub(super) boxes: PersonBoxes,
    pub(super) open: bool,
}

/// Where the time to decide stands.
pub(super) struct ClockShown {
    pub(super) tag: Tag,
    pub(super) words: String,
    /// The rule and where it is written.
    pub(super) rule: Details,
}

/// The one obvious next act.
pub(super) enum Next {
    /// Take it, here and now.
    Take,
    /// Go to the part of the page where it is done.
    Go { words: String, href: &'static str },
    /// Nothing is asked of the viewer.
    Nothing,
}

/// Who has it, and what the viewer may do about that.
#[derive(Default)]
pub(super) struct HolderShown {
    pub(super) name: Option<String>,
    pub(super) colleagues: Option<Select>,
    pub(super) release: bool,
}

/// A decision as it was made.
pub(super) struct DecidedShown {
    pub(super) about: String,
    pub(super) outcome: &'static str,
    pub(super) timing: Tag,
    pub(super) reason: String,
    pub(super) service: Option<String>,
    /// Which agencies had answered then, and which not.
    pub(super) checks: Option<String>,
    pub(super) by: String,
    pub(super) when: String,
}

/// The whole family that may be confirmed in one act.
pub(super) struct FamilyOffer {
    pub(super) family: String,
    pub(super) title: String,
    pub(super) button: String,
    /// What it will do, person by person.
    pub(super) lines: Vec<String>,
}

/// One person of the contact.
pub(super) struct PersonShown {
    /// The id of their part of the page.
    pub(super) anchor: String,
    pub(super) sighting: String,
    pub(super) title: String,
    pub(super) mark: Option<Tag>,
    pub(super) safe: String,
    pub(super) safe_class: &'static str,
    /// That they are on the list of high risk.
    pub(super) at_risk: Option<String>,
    /// That they are known on both sides.
    pub(super) in_doubt: Option<&'static str>,
    pub(super) facts: SummaryList,
    pub(super) child_words: Option<String>,
    pub(super) link: LinkState,
    /// Other waiting contacts that seem to be about the same child.
    pub(super) alike: Vec<ContactLine>,
    pub(super) earlier_title: String,
    pub(super) earlier: Vec<ContactLine>,
}

/// Whether it is decided who a person is.
pub(super) enum LinkState {
    Known(LinkPart),
    Open(OpenPart),
}

/// Who somebody is held to be.
pub(super) struct LinkPart {
    pub(super) name: String,
    /// Their page, where the viewer may see it.
    pub(super) href: Option<String>,
    pub(super) how: &'static str,
    pub(super) by: String,
    pub(super) since: String,
    pub(super) matched: String,
    pub(super) may_undo: bool,
    pub(super) undo_hidden: String,
}

/// Who somebody may be.
#[derive(Default)]
pub(super) struct OpenPart {
    pub(super) candidates: Vec<CandidateShown>,
    /// What is said where there is no candidate.
    pub(super) nobody: &'static str,
    pub(super) may: bool,
    /// Whether they were named at the hub, and can be taken out.
    pub(super) take_out: bool,
    pub(super) new_hidden: String,
}

/// Somebody known who may be the same.
pub(super) struct CandidateShown {
    pub(super) person: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) name: String,
    pub(super) mark: Option<Tag>,
    pub(super) likely: &'static str,
    pub(super) in_100: String,
    pub(super) evidence: Vec<EvidenceLine>,
    pub(super) custodian: Option<&'static str>,
    pub(super) may_confirm: bool,
    pub(super) may_refuse: bool,
    pub(super) same_hidden: String,
}

/// One field's evidence.
pub(super) struct EvidenceLine {
    pub(super) leaning: &'static str,
    pub(super) words: String,
}

/// A family that the contact is held to be about.
pub(super) struct FamilyPart {
    pub(super) family: String,
    pub(super) name: String,
    pub(super) others: Vec<PersonLine>,
    /// Which of them the viewer may add to the contact.
    pub(super) add: Option<Checkboxes>,
}

/// Somebody of the family who is not in the contact.
pub(super) struct PersonLine {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) age: String,
    pub(super) mark: Option<Tag>,
}

/// Another contact in a list.
pub(super) struct ContactLine {
    pub(super) href: Option<String>,
    pub(super) title: String,
    pub(super) facts: String,
}

/// The form with which the contact is decided.
pub(super) struct DecisionForm {
    pub(super) unmatched: Option<WarningText>,
    pub(super) outstanding: Option<WarningText>,
    pub(super) parts: Vec<DecisionPart>,
    /// For each adult.
    pub(super) routes: Vec<RoutePart>,
    /// Where nothing is done for somebody at high risk: that the worker knows.
    pub(super) sure: Option<Checkboxes>,
}

/// The answer about one child, about all of them, or about a contact without a child.
pub(super) struct DecisionPart {
    pub(super) anchor: String,
    pub(super) child_name: String,
    /// The child; empty for a contact without one; `None` for the part that is about all.
    pub(super) child: Option<String>,
    /// The line that opens it, where it stands folded.
    pub(super) folded: Option<String>,
    pub(super) open: bool,
    pub(super) outcome: Radios,
    pub(super) reason: Textarea,
    pub(super) service: Input,
}

impl ContactShown {
    #[expect(
        clippy::unused_self,
        reason = "templates call methods of their own struct only"
    )]
    fn ask(&self, words: &str) -> Button {
        Button::new(words.to_owned()).styled(ButtonStyle::Secondary)
    }

    #[expect(
        clippy::unused_self,
        reason = "templates call methods of their own struct only"
    )]
    fn link_button(&self, words: &str, href: &str) -> Button {
        Button::link(words.to_owned(), Text::from(href.to_owned()))
    }
}
