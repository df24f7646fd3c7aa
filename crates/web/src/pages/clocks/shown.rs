//! What the page of the authority's own clocks shows.

use askama::Template;
use jiff::Timestamp;
use trefoil_app::clock_rules::ClockRules;
use trefoil_core::date_words::moment;
use trefoil_core::rag::{Rag, RagRule};
use trefoil_core::refusal::Problem;

use crate::components::{Button, ErrorSummary, Input, Layout, NotificationBanner};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary_of, titled};
use crate::shell::{Shell, Tab};

/// The page.
#[derive(Template)]
#[template(path = "pages/clocks.html")]
pub(super) struct ClocksShown {
    layout: Layout,
    errors: Option<ErrorSummary>,
    done: Option<NotificationBanner>,
    token: FormToken,
    inputs: Vec<Input>,
    button: Button,
    risks: Vec<Input>,
    risk_button: Button,
    history: Vec<HistoryLine>,
}

struct HistoryLine {
    when: String,
    by: String,
    rules: Vec<String>,
}

const INPUTS: &[(&str, &str, &str)] = &[
    ("opens", "The hub works from", "For example, 9:00"),
    ("closes", "Until", "For example, 17:00"),
    ("red", "Hours for red", "By the clock, day and night"),
    ("amber", "Hours for amber", "In which the hub works"),
    ("green", "Hours for green", "In which the hub works"),
];

const RISKS: &[(&str, &str, &str)] = &[
    (
        "repeats",
        "Contacts that put somebody on",
        "About domestic abuse, in which they were harmed. Commonly 3",
    ),
    ("months", "Within how many months", "Commonly 12"),
    ("meets", "The daily meeting begins at", "For example, 9:15"),
];

/// The rules as the forms hold them.
pub(super) fn fields_of(rules: &ClockRules) -> Fields {
    let (rule, risk) = (&rules.rule, &rules.risk);
    let time = |time: jiff::civil::Time| time.strftime("%-H:%M").to_string();
    let values = [
        ("repeats", risk.repeats.to_string()),
        ("months", risk.months.to_string()),
        ("meets", time(risk.meets)),
        ("opens", time(rule.hours.opens)),
        ("closes", time(rule.hours.closes)),
        ("red", rule.red.to_string()),
        ("amber", rule.amber.to_string()),
        ("green", rule.green.to_string()),
    ];
    let values = values.into_iter();
    Fields(
        values
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

impl ClocksShown {
    pub(super) fn new(
        shell: &Shell,
        rules: &ClockRules,
        typed: &Fields,
        problems: &[Problem],
        done: bool,
    ) -> Self {
        let title = titled("The authority’s own clocks", problems);
        let input = |(name, label, hint): &(&'static str, &'static str, &'static str)| {
            let mut input = Input {
                value: Some(typed.get(name).to_owned().into()),
                ..Input::new(*name, *label)
            };
            input.field.hint = (*hint).into();
            input.field.classes = "govuk-input--width-5".into();
            input.field.error = error_at(problems, name);
            input
        };
        let words = |rule: &RagRule| Rag::ALL.iter().map(|level| rule.words(*level)).collect();
        let history = rules.history.iter();
        let history = history.map(|(rule, at, by)| (*at, by.clone(), words(rule)));
        let risks = rules.risk_history.iter();
        let risks = risks.map(|(rule, at, by)| (*at, by.clone(), vec![rule.words()]));
        let mut history: Vec<(Timestamp, String, Vec<String>)> = history.chain(risks).collect();
        history.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        Self {
            layout: shell.layout(&title, Tab::Clocks),
            errors: summary_of(problems, |field| Some(field.to_owned().into())),
            done: done.then(|| NotificationBanner::success("It is set, from now on.")),
            token: shell.token(),
            inputs: INPUTS.iter().map(input).collect(),
            button: Button::new("Set the clocks"),
            risks: RISKS.iter().map(input).collect(),
            risk_button: Button::new("Set who is at high risk"),
            history: history
                .into_iter()
                .map(|(at, by, rules)| HistoryLine {
                    when: moment(at),
                    by,
                    rules,
                })
                .collect(),
        }
    }
}
