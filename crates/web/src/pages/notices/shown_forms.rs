//! The forms of one notice: what it says, and what was done.

use trefoil_app::notices::one::NoticePage;
use trefoil_core::notice::{Circumstance, MaySpeak, NoticeStep, WhyNot, notice_next};
use trefoil_core::refusal::Problem;
use trefoil_core::school::Urn;

use super::deal::STEPS;
use crate::components::{
    Button, Checkboxes, Choice, Input, Radios, Select, SelectItem, Text, Textarea,
};
use crate::form::Fields;
use crate::pages::moment::{Asking, MomentForm};
use crate::pages::problems::error_at;

/// What a notice says.
pub(super) struct WriteForm {
    pub(super) school: Option<Radios>,
    pub(super) number: Input,
    pub(super) words: Textarea,
    pub(super) circumstances: Checkboxes,
    pub(super) parents: Radios,
    pub(super) collects: Textarea,
    pub(super) not_ring: Textarea,
    pub(super) button: Button,
}

/// What was done.
pub(super) struct DealForm {
    pub(super) step: Radios,
    pub(super) at: MomentForm,
    pub(super) why: Select,
    pub(super) note: Textarea,
    pub(super) button: Button,
}

const NUMBER: &str = "Leave it empty to keep the school. Find numbers in the register of schools; 0 is the officer for children in no school";

/// What was typed in the form of what a notice says, where that form was sent.
struct Typed<'a> {
    form: &'a Fields,
    was: bool,
    problems: &'a [Problem],
}

impl Typed<'_> {
    fn value(&self, name: &str, known: &str) -> String {
        if self.was { self.form.get(name) } else { known }.to_owned()
    }

    fn area(&self, name: &'static str, label: &'static str, known: &str) -> Textarea {
        let mut area = Textarea::new(name, label);
        area.rows = 3;
        area.value = self.value(name, known).into();
        area.field.error = error_at(self.problems, name);
        area
    }

    fn school(&self, page: &NoticePage) -> Option<Radios> {
        let one = |number: String, name: String| Choice::new(number, name);
        let schools = page.possible.iter();
        let schools = schools.map(|school| {
            let number = school.urn.to_string();
            one(number.clone(), format!("{} ({number})", school.name))
        });
        let mut schools: Vec<Choice> = schools.collect();
        if schools.is_empty() {
            return None;
        }
        let none = "In no school: tell the authority\u{2019}s officer";
        schools.push(one(Urn::OFFICER.to_string(), none.to_owned()));
        let mut radios = Radios::new("school", "Which school is it?", schools);
        radios.value = Some(self.form.get("school").to_owned().into());
        Some(radios)
    }

    fn number(&self) -> Input {
        let label = "Another school, by its reference number (URN)";
        let mut number = Input::new("school-number", label);
        number.value = Some(self.value("school-number", "").into());
        number.field.hint = NUMBER.into();
        number.field.classes = "govuk-input--width-10".into();
        number.field.error = error_at(self.problems, "school");
        number
    }

    fn circumstances(&self, known: &[Circumstance]) -> Checkboxes {
        let items = Circumstance::ALL.iter();
        let items = items.map(|one| Choice::new(one.code(), one.words()));
        let mut boxes = Checkboxes::new("circumstances", "What happened?", items.collect());
        let owned = |code: &str| Text::from(code.to_owned());
        boxes.values = if self.was {
            self.form.all("circumstances").map(owned).collect()
        } else {
            known.iter().map(|one| owned(one.code())).collect()
        };
        boxes
    }

    fn parents(&self, known: MaySpeak) -> Radios {
        let items = MaySpeak::ALL.iter();
        let items = items.map(|one| Choice::new(one.code(), one.words()));
        let legend = "May the school speak to the parents about it?";
        let mut parents = Radios::new("parents", legend, items.collect());
        parents.value = Some(self.value("parents", known.code()).into());
        parents
    }
}

/// The form of what a notice says.
pub(super) fn write_form(page: &NoticePage, typed: &Fields, problems: &[Problem]) -> WriteForm {
    let one = &page.content;
    let typed = Typed {
        was: !typed.0.is_empty() && typed.get("step").is_empty(),
        form: typed,
        problems,
    };
    let words = "What the child said, in the child\u{2019}s words";
    WriteForm {
        school: typed.school(page),
        number: typed.number(),
        words: typed.area("words", words, &one.words),
        circumstances: typed.circumstances(&one.circumstances),
        parents: typed.parents(one.parents),
        collects: typed.area("collects", "Who may collect the child?", &one.collects),
        not_ring: typed.area("not_ring", "Whom must the school not ring?", &one.not_ring),
        button: Button::new("Save what the school is told"),
    }
}

/// The form of what was done.
pub(super) fn deal_form(page: &NoticePage, typed: &Fields, problems: &[Problem]) -> DealForm {
    let fits = |code: &&(&str, NoticeStep, &str)| notice_next(page.row.state, code.1).is_ok();
    let items = STEPS
        .iter()
        .filter(fits)
        .map(|(code, _, words)| Choice::new(*code, *words));
    let mut step = Radios::new("step", "What was done?", items.collect());
    step.value = Some(typed.get("step").to_owned().into());
    step.group.error = error_at(problems, "step");
    let reasons = WhyNot::ALL
        .iter()
        .map(|one| SelectItem::new(one.code(), one.words()));
    let none = std::iter::once(SelectItem::new("", "Choose a reason"));
    let mut why = Select::new(
        "why",
        "Where the school is not told: why?",
        none.chain(reasons).collect(),
    );
    why.value = Some(typed.get("why").to_owned().into());
    why.field.error = error_at(problems, "why");
    let mut note = Textarea::new("note", "Whom did you speak to, or how do you know?");
    note.rows = 2;
    note.value = typed.get("note").to_owned().into();
    note.field.error = error_at(problems, "note");
    let mut at = Asking::read(typed, page.now).form("this", None);
    if let Some(set) = &mut at.day.group.fieldset {
        set.legend.content = "When was the school told?".into();
    }
    at.time.field.hint = "For example, 8:12am or 14:30. Leave both empty for now".into();
    DealForm {
        step,
        at,
        why,
        note,
        button: Button::new("Record it"),
    }
}
