//! Breaking the glass: who is looked for, why, and for how long one strand is open. And the review of that, and of every other use of
//! a right that reaches all families.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::date_typed::birth_wrong;
use crate::located::Located;
use crate::name::PersonName;
use crate::nhs_number::NhsNumber;
use crate::person::BirthDate;
use crate::refusal::{Problem, Refusal};
use crate::sighting::{Described, Places, Sighting};
use crate::vocabulary::closed_list;

/// For how long a broken glass opens one strand. Fixed at the start.
pub const GLASS_OPEN: SignedDuration = SignedDuration::from_hours(4);

closed_list! {
    /// Why the glass is broken.
    GlassReason {
        Danger = "danger", "Somebody is in danger now";
        Missing = "missing", "Somebody is missing";
        Treatment = "treatment", "Somebody is being treated and cannot say who they are with";
        Court = "court", "A court or the police must have an answer today";
        Worker = "worker", "The worker cannot be reached and it cannot wait";
    }
}

closed_list! {
    /// What a broken glass met.
    GlassFound {
        Open = "open", "It opened a record";
        Nothing = "nothing", "Nobody fits";
        Several = "several", "Several people fit, so nothing opened";
        Closed = "closed", "Somebody fits whose record is closed to the worker";
    }
}

closed_list! {
    /// What is reviewed.
    ReviewKind {
        Glass = "glass", "Broken glass";
        EmergencyDuty = "emergency_duty", "Emergency duty";
        Custodian = "custodian", "Caldicott guardian";
        Located = "located", "Places opened beyond their own work";
        Passkey = "passkey", "Passkey that may have been copied";
    }
}

closed_list! {
    /// What the review says.
    ReviewOutcome {
        InOrder = "in_order", "In order";
        NotInOrder = "not_in_order", "Not in order";
    }
}

/// What somebody typed to break the glass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlassAsked {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth date.
    pub birth: Option<Date>,
    /// NHS number, as typed.
    pub number: String,
    /// Address lines.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Why, from the list.
    pub reason: Option<GlassReason>,
    /// Why, in their words.
    pub text: String,
}

impl GlassAsked {
    /// Who is looked for, as if somebody had described them, and why.
    ///
    /// # Errors
    /// A problem for each thing that is missing: two identifiers, the reason, the words; or cannot be.
    pub fn read(&self, today: Date) -> Result<(Sighting, GlassReason), Refusal> {
        let mut problems = Vec::new();
        let typed = self.number.trim();
        let number: Option<NhsNumber> = typed.parse().ok();
        if !typed.is_empty() && number.is_none() {
            let words = "This is not a valid NHS number. Check each digit.";
            problems.push(Problem::new("number", words));
        }
        let unborn = self.birth.and_then(|birth| birth_wrong(birth, today));
        problems.extend(unborn.map(|words| Problem::new("birth", words)));
        let name = !self.given.trim().is_empty() && !self.surname.trim().is_empty();
        let home = !self.address.trim().is_empty() && !self.postcode.trim().is_empty();
        let dated = self.birth.is_some() && (name || number.is_some());
        if problems.is_empty() && !dated && !(name && home) {
            let words = "Give two things that say who it is: their name and birth date, or their NHS number and birth date, or their name and address with its postcode.";
            problems.push(Problem::new("surname", words));
        }
        if self.reason.is_none() {
            problems.push(Problem::new("reason", "Choose why it cannot wait."));
        }
        if self.text.trim().is_empty() {
            problems.push(Problem::new(
                "text",
                "Say in your own words what has happened.",
            ));
        } else if self.text.chars().count() > TEXT_LONGEST {
            let words = format!("Say it in {TEXT_LONGEST} characters or fewer.");
            problems.push(Problem::new("text", words));
        }
        match self.reason.filter(|_| problems.is_empty()) {
            Some(reason) => Ok((self.sought(number), reason)),
            None => Err(Refusal::Invalid(problems)),
        }
    }

    fn sought(&self, number: Option<NhsNumber>) -> Sighting {
        let located = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| Located::new(text.to_owned()))
        };
        Sighting {
            described: Described {
                name: PersonName::new(self.given.trim(), self.surname.trim()),
                birth: self.birth.map_or(BirthDate::Missing, BirthDate::On),
                nhs_number: number,
                ..Described::default()
            },
            places: Places {
                address: located(&self.address),
                postcode: located(&self.postcode),
                ..Places::default()
            },
        }
    }
}

/// Characters of the worker's own words.
const TEXT_LONGEST: usize = 2_000;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{GlassAsked, GlassReason};

    fn name(asked: &mut GlassAsked) {
        "Kelly".clone_into(&mut asked.given);
        "Ashdown".clone_into(&mut asked.surname);
    }

    fn birth(asked: &mut GlassAsked) {
        asked.birth = Some(date(1990, 1, 2));
    }

    fn number(asked: &mut GlassAsked) {
        "943 476 5919".clone_into(&mut asked.number);
    }

    fn wrong_number(asked: &mut GlassAsked) {
        "943 476 5910".clone_into(&mut asked.number);
    }

    fn home(asked: &mut GlassAsked) {
        "4 Quay Street".clone_into(&mut asked.address);
        "ZZ1 1ZZ".clone_into(&mut asked.postcode);
    }

    fn no_reason(asked: &mut GlassAsked) {
        asked.reason = None;
    }

    fn no_words(asked: &mut GlassAsked) {
        asked.text = " ".to_owned();
    }

    #[test]
    fn two_things_say_who_it_is_and_a_reason_why() {
        let check = |given: &[fn(&mut GlassAsked)], enough: bool| {
            let mut asked = GlassAsked {
                reason: Some(GlassReason::Danger),
                text: "A neighbour rang.".to_owned(),
                ..GlassAsked::default()
            };
            for give in given {
                give(&mut asked);
            }
            let today = date(2026, 3, 20);
            assert_eq!(asked.read(today).is_ok(), enough, "{asked:?}");
            asked.birth = asked.birth.map(|_| date(2026, 3, 21));
            let to_come = asked.birth.is_some() && asked.read(today).is_ok();
            assert!(!to_come, "nobody is born tomorrow: {asked:?}");
        };
        check(&[], false);
        check(&[name], false);
        check(&[birth], false);
        check(&[number], false);
        check(&[home], false);
        check(&[birth, home], false);
        check(&[name, birth], true);
        check(&[number, birth], true);
        check(&[name, home], true);
        check(&[wrong_number, birth], false);
        check(&[wrong_number, name, birth], false);
        check(&[name, birth, no_reason], false);
        check(&[name, birth, no_words], false);
    }
}
