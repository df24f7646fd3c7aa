//! What the members of one household are called over their lives, by the custom of where their names are from. Papers, not slips: what
//! their own documents say. Rates are of the order that British registers show; none is measured here.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::culture::surname_for;
use crate::day::Day;
use crate::dice::Dice;
use crate::household::{Household, Kin, Member};

use super::custom::{Called, Custom, Names, naming};

/// What women are called last who have no family's name.
const WOMEN: [&str; 7] = [
    "Begum", "Begum", "Bibi", "Akhtar", "Khatun", "Kausar", "Parveen",
];
const MOHAMMED: [&str; 3] = ["Mohammed", "Muhammad", "Mohammad"];

/// One household's names are made, member by member: parents come before their children.
struct Making<'h> {
    household: &'h Household,
    until: Date,
    made: Vec<Names>,
}

/// What each member of a household is called.
pub(super) fn called(household: &Household, until: Date, dice: &mut Dice) -> Vec<Names> {
    let mut making = Making {
        household,
        until,
        made: Vec::with_capacity(household.members.len()),
    };
    let place = dice.unit();
    for member in &household.members {
        let names = making.names(member, place, dice);
        making.made.push(names);
    }
    making.made
}

impl Making<'_> {
    fn names(&self, member: &Member, chance: f64, dice: &mut Dice) -> Names {
        let naming = naming(member.culture, chance);
        let custom = naming.map_or(Custom::Family, |naming| naming.custom);
        let lists = naming.and_then(|naming| naming.lists.as_ref().map(|(lists, _)| lists));
        let letter = if member.sex == Sex::Male { "m" } else { "f" };
        let own = |section: &str, town: &str, dice: &mut Dice| match lists {
            Some(lists) => dice.frequent(lists.section(section)).to_owned(),
            None => town.to_owned(),
        };
        let maiden = member.other_surname.as_deref().unwrap_or(&member.surname);
        let kept = if custom == Custom::Family || custom == Custom::Patronymic {
            &member.surname
        } else {
            maiden
        };
        let mut first = Called {
            given: own(letter, member.given, dice),
            middle: member
                .middle
                .map(|middle| own(letter, middle, dice))
                .unwrap_or_default(),
            surname: surname_for(&own("surname", kept, dice), member.sex).to_owned(),
        };
        // Nobody calls two at home the same by chance.
        for _ in 0..12 {
            if !self.is_taken(&first.given) {
                break;
            }
            let town = member.culture.given(member.sex, member.birth, dice);
            first.given = own(letter, town, dice);
        }
        self.after_others(member, custom, &mut first, dice);
        self.by_custom(member, custom, &mut first, dice);
        let culture = naming.map(|naming| naming.culture);
        let town = member.culture.get().map_or("", |culture| culture.name);
        let mut names = Names {
            culture: culture.unwrap_or(town),
            custom,
            since: vec![(member.birth, first)],
        };
        self.changes(member, &mut names, dice);
        names
    }

    fn is_taken(&self, given: &str) -> bool {
        let mut first = self.made.iter().filter_map(|names| names.since.first());
        first.any(|(_, called)| called.given == given)
    }

    /// A member's father, or mother, by blood, with what they are called.
    fn parent(&self, member: &Member, sex: Sex) -> Option<(&Member, &Names)> {
        let kins = match member.kin {
            Kin::Child => [Kin::Parent, Kin::OtherParent],
            Kin::HalfSibling => [Kin::OtherPartner, Kin::OtherParent],
            Kin::GrownChild => [Kin::Adult, Kin::AdultPartner],
            _ => return None,
        };
        let known = self.household.members.iter().zip(&self.made);
        let mut parents = known.filter(|(of, _)| kins.contains(&of.kin));
        parents.find(|(of, _)| of.sex == sex)
    }

    fn first_of(&self, member: &Member, sex: Sex) -> Option<&Called> {
        let (_, names) = self.parent(member, sex)?;
        names.since.first().map(|(_, called)| called)
    }

    /// Sons who are called as their fathers, and twins who are called nearly alike.
    fn after_others(&self, member: &Member, custom: Custom, own: &mut Called, dice: &mut Dice) {
        let likely = if custom == Custom::Own { 0.01 } else { 0.035 };
        let father = self.first_of(member, Sex::Male);
        if let Some(father) = father.filter(|_| member.sex == Sex::Male && dice.chance(likely)) {
            own.given.clone_from(&father.given);
        }
        let born_together = self.household.members.iter().zip(&self.made);
        let mut born_together = born_together
            .filter(|(other, _)| other.birth == member.birth && other.sex == member.sex);
        if let Some((_, twin)) = born_together.next()
            && let Some((_, twin)) = twin.since.first()
        {
            let alike =
                |name: &str| name != twin.given && name.chars().next() == twin.given.chars().next();
            for _ in 0..12 {
                if own.given != twin.given && (alike(&own.given) || dice.chance(0.4)) {
                    break;
                }
                member
                    .culture
                    .given(member.sex, member.birth, dice)
                    .clone_into(&mut own.given);
            }
        }
    }

    fn by_custom(&self, member: &Member, custom: Custom, own: &mut Called, dice: &mut Dice) {
        let male = member.sex == Sex::Male;
        let father = self.first_of(member, Sex::Male);
        let mother = self.first_of(member, Sex::Female);
        let man = |dice: &mut Dice| {
            member
                .culture
                .given(Sex::Male, member.birth, dice)
                .to_owned()
        };
        match custom {
            Custom::Family => {}
            Custom::Patronymic => {
                let father = father.map_or_else(|| man(dice), |father| father.given.clone());
                own.middle = patronymic(&father, male);
            }
            Custom::Own => own_name(male, father, own, dice),
            Custom::Sikh => sikh(male, father, own, dice),
            Custom::MotherFirst | Custom::FatherFirst => {
                let passed = if custom == Custom::MotherFirst {
                    tail
                } else {
                    head
                };
                let drawn = member.culture.surname(dice);
                let of_mother = mother.map_or(drawn.as_str(), passed).to_owned();
                let of_father = father.map_or(own.surname.as_str(), passed).to_owned();
                own.surname = match custom {
                    Custom::MotherFirst => format!("{of_mother} {of_father}"),
                    _ => format!("{of_father} {of_mother}"),
                };
            }
            Custom::Chain => match father {
                Some(father) => {
                    (own.middle, own.surname) = (father.given.clone(), father.middle.clone());
                }
                None => own.middle = man(dice),
            },
            Custom::SurnameFirst => {
                if let Some(father) = father {
                    own.surname.clone_from(&father.surname);
                }
                if member.birth.year() > 1975 && dice.chance(0.45) {
                    dice.line(&ENGLISH).clone_into(&mut own.middle);
                }
            }
        }
    }

    /// A marriage, a deed, a child who takes the name of whom it lives with.
    fn changes(&self, member: &Member, names: &mut Names, dice: &mut Dice) {
        let Some((_, first)) = names.since.first().cloned() else {
            return;
        };
        let by_custom = matches!(names.custom, Custom::Family | Custom::Patronymic);
        if by_custom {
            self.marriage(member, names, dice);
        }
        let age = i64::from(member.age(self.until)) * 365;
        let mut later = |dice: &mut Dice, from: i64, surname: String, given: Option<String>| {
            let day = Day(Day::of(member.birth).0 + dice.between(from, age.max(from + 1))).date();
            let given = given.unwrap_or_else(|| first.given.clone());
            let middle = first.middle.clone();
            names.since.push((
                day,
                Called {
                    given,
                    middle,
                    surname,
                },
            ));
        };
        if age > 17 * 365 && dice.chance(0.012) {
            let surname = surname_for(&member.culture.surname(dice), member.sex).to_owned();
            let given = dice.chance(0.3).then(|| {
                member
                    .culture
                    .given(member.sex, member.birth, dice)
                    .to_owned()
            });
            later(dice, 17 * 365, surname, given);
        } else if member.kin == Kin::Child && age > 3 * 365 && dice.chance(0.04) {
            let step = self
                .household
                .place(Kin::StepParent)
                .and_then(|at| self.made.get(at));
            let mother = self.first_of(member, Sex::Female);
            let other = step
                .and_then(|step| step.since.first())
                .map(|(_, called)| called);
            if let Some(other) = other.or(mother).filter(|_| by_custom) {
                later(dice, 2 * 365, other.surname.clone(), None);
            }
        }
        names.since.sort_by_key(|(since, _)| *since);
    }

    /// The name before a marriage, from birth on, and the one since.
    fn marriage(&self, member: &Member, names: &mut Names, dice: &mut Dice) {
        let Some((_, since)) = names.since.first().cloned() else {
            return;
        };
        if let Some(maiden) = &member.other_surname {
            let from = self.married(member, dice);
            let maiden = surname_for(maiden, member.sex);
            for (_, born) in &mut names.since {
                maiden.clone_into(&mut born.surname);
            }
            names.since.push((from, since));
        }
    }

    /// When somebody married: within some years of when the eldest child came.
    fn married(&self, member: &Member, dice: &mut Dice) -> Date {
        let eldest = self
            .household
            .first(Kin::Child)
            .map(|child| Day::of(child.birth).0);
        let near = eldest.unwrap_or_else(|| Day::of(member.birth).0 + 28 * 365);
        let least = Day::of(member.birth).0 + 16 * 365;
        Day((near + dice.between(-2500, 2500)).max(least)).date()
    }
}

/// English names that people take beside their own.
const ENGLISH: [&str; 12] = [
    "Grace", "Vivian", "Joyce", "Kelvin", "Jason", "Raymond", "Eric", "Amy", "Tony", "Peter",
    "Alice", "Kitty",
];

fn own_name(male: bool, father: Option<&Called>, own: &mut Called, dice: &mut Dice) {
    if male {
        if dice.chance(0.4) && !own.given.starts_with("Moham") && !own.given.starts_with("Muham") {
            // What he is called comes after.
            own.middle = std::mem::replace(&mut own.given, dice.line(&MOHAMMED).to_owned());
        }
        if let Some(father) = father {
            own.surname = match dice.below(10) {
                0..=5 => father.surname.clone(),
                6..=8 if !father.middle.is_empty() => father.middle.clone(),
                6..=8 => father.given.clone(),
                _ => own.surname.clone(),
            };
        }
    } else {
        own.middle.clear();
        match father.filter(|_| dice.chance(0.45)) {
            Some(father) => own.surname.clone_from(&father.surname),
            None if dice.chance(0.75) => dice.line(&WOMEN).clone_into(&mut own.surname),
            None => {}
        }
    }
}

/// The father's name as a Ukrainian's second name, in Latin letters.
fn patronymic(father: &str, male: bool) -> String {
    let stem = father
        .trim_end_matches("ii")
        .trim_end_matches(['o', 'a', 'i']);
    let ending = match (father.ends_with("ii"), male) {
        (true, true) => "iiovych",
        (true, false) => "iivna",
        (false, true) => "ovych",
        (false, false) => "ivna",
    };
    format!("{stem}{ending}")
}
/// The first of two surnames.
fn head(of: &Called) -> &str {
    of.surname.split(' ').next().unwrap_or_default()
}

/// The last of two surnames.
fn tail(of: &Called) -> &str {
    of.surname.rsplit(' ').next().unwrap_or_default()
}

fn sikh(male: bool, father: Option<&Called>, own: &mut Called, dice: &mut Dice) {
    let title = if male { "Singh" } else { "Kaur" };
    let of_father = father.map(tail).filter(|family| *family != "Singh");
    let family = of_father.unwrap_or(&own.surname).to_owned();
    own.middle.clear();
    own.surname = match dice.below(10) {
        0..=4 => title.to_owned(),
        5..=7 => format!("{title} {family}"),
        _ => {
            title.clone_into(&mut own.middle);
            family
        }
    };
}
