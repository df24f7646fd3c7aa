//! What the form shows by which a school is told though police did not attend.

use askama::Template;
use trefoil_app::contacts::view::ContactPage;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::output::disclosure::Gateway;
use trefoil_core::refusal::Problem;

use crate::components::{BackLink, Button, Choice, ErrorSummary, Layout, Radios, Textarea};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The powers by which a school may be told of a child.
const POWERS: [Gateway; 3] = [
    Gateway::ChildrenAct11,
    Gateway::ChildrenAct16E,
    Gateway::ChildrenAct47,
];

/// The form.
#[derive(Template)]
#[template(path = "pages/notice_tell.html")]
pub(super) struct TellShown {
    layout: Layout,
    back: BackLink,
    errors: Option<ErrorSummary>,
    token: FormToken,
    action: String,
    child: Option<Radios>,
    gateway: Radios,
    reason: Textarea,
    button: Button,
}

impl TellShown {
    /// The form; again with what was typed where it did not go.
    pub(super) fn new(
        shell: &Shell,
        page: &ContactPage,
        typed: &Fields,
        problems: &[Problem],
    ) -> Self {
        let told = |root| page.notices.iter().any(|one| one.row.child == root);
        let children = page
            .people
            .iter()
            .filter(|one| one.row.child && !told(one.row.root));
        let children = children.map(|one| (one.row.root, one.seen.described.name.words()));
        Self::of(
            shell,
            page.head.contact,
            children.collect(),
            (typed, problems),
        )
    }

    pub(super) fn of(
        shell: &Shell,
        contact: ContactId,
        children: Vec<(SightingId, String)>,
        (typed, problems): (&Fields, &[Problem]),
    ) -> Self {
        let title = titled("Tell a school", problems);
        let children = children.into_iter();
        let children: Vec<Choice> = children
            .map(|(child, name)| Choice::new(child.to_string(), name))
            .collect();
        let radios = |name: &'static str, legend: &'static str, items: Vec<Choice>| {
            let mut radios = Radios::new(name, legend, items);
            radios.value = Some(typed.get(name).to_owned().into());
            radios.group.error = error_at(problems, name);
            radios
        };
        let powers = POWERS
            .iter()
            .map(|one| Choice::new(one.code(), one.words()));
        let mut reason = Textarea::new("reason", "Why does the school need to know?");
        reason.value = typed.get("reason").to_owned().into();
        reason.field.error = error_at(problems, "reason");
        Self {
            layout: shell.layout(&title, Tab::Queue),
            back: BackLink {
                content: "Back to the contact".into(),
                href: format!("/contacts/{contact}").into(),
                ..BackLink::default()
            },
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            token: shell.token(),
            action: format!("/contacts/{contact}/school"),
            child: (!children.is_empty()).then(|| radios("child", "About which child?", children)),
            gateway: radios(
                "gateway",
                "By which power may the school be told?",
                powers.collect(),
            ),
            reason,
            button: Button::new("Prepare the notice"),
        }
    }
}
