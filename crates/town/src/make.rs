//! How a household is made from its number: who belongs to it, when they were born, and what they are called.
//! The stream of culture and names is apart from the stream of shape: a family's form never follows from its culture.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::culture::{CultureId, surname_for};
use crate::day::{Day, earlier};
use crate::dice::{Dice, Purpose};
use crate::household::{Household, HouseholdId, Kin, Kind, Member, Shape};
use crate::lists::{NICKNAMES, WORDS};

/// Days in a generation: after it, the family slot is another family. The eldest child is then under 17.5.
pub(crate) const GENERATION: i64 = 14 * 365;

/// Which generation of a slot lives on a day, and the day on which it began.
pub(crate) fn generation(seed: u64, kind: Kind, index: u64, day: Day) -> (u64, Day) {
    let tag = index * 2 + u64::from(kind == Kind::Adults);
    let phase = Dice::new(seed, Purpose::Household, tag, 0).between(0, GENERATION - 1);
    // Counted from the year 1900, so that the number is never negative.
    let since = day.0 + 25_567 + phase;
    let number = since.div_euclid(GENERATION);
    let began = Day(number * GENERATION - phase - 25_567);
    (u64::try_from(number).unwrap_or(0), began)
}

/// The household that lives in a slot on a day.
pub(crate) fn household(seed: u64, kind: Kind, index: u64, day: Day) -> Household {
    let (number, began) = generation(seed, kind, index, day);
    let id = HouseholdId::of(index, number, kind);
    let mut making = Making {
        shape: Dice::new(seed, Purpose::Shape, id.0, 0),
        culture: Dice::new(seed, Purpose::Culture, id.0, 0),
        names: Dice::new(seed, Purpose::Names, id.0, 0),
        began,
        household: Household {
            id,
            index,
            shape: Shape::Together,
            members: Vec::with_capacity(9),
            married: false,
        },
    };
    making.household.married = making.shape.chance(0.52);
    match kind {
        Kind::Family => making.family(),
        Kind::Adults => making.adults(),
    }
    making.household
}

struct Making {
    shape: Dice,
    culture: Dice,
    names: Dice,
    began: Day,
    household: Household,
}

impl Making {
    fn family(&mut self) {
        let shape = self.shape.weighted(&[
            (Shape::Together, 39),
            (Shape::Separated, 31),
            (Shape::Step, 14),
            (Shape::Lone, 12),
            (Shape::GrandparentCare, 4),
        ]);
        let shape = shape.unwrap_or(Shape::Together);
        self.household.shape = shape;
        let eldest = Day(self.began.0 - self.shape.between(-150, 1150)).date();
        let (sex, other_sex) = self.couple_sexes(0.07);
        let age = self.shape.between(17, 37) * 365 + self.shape.between(0, 364);
        let culture = CultureId::draw(&mut self.culture);
        let parent_home = u8::from(shape == Shape::GrandparentCare);
        self.add(
            0,
            Kin::Parent,
            sex,
            earlier(eldest, age),
            culture,
            parent_home,
        );
        let other = culture.partner(&mut self.culture);
        let other_age = (age + self.shape.between(-1400, 2600)).max(17 * 365);
        let other_home = if shape == Shape::Together {
            0
        } else {
            2 - u8::from(shape != Shape::GrandparentCare)
        };
        self.add(
            1,
            Kin::OtherParent,
            other_sex,
            earlier(eldest, other_age),
            other,
            other_home,
        );
        self.marry();
        self.children(eldest);
        self.new_partners(culture, other, eldest);
        if shape == Shape::GrandparentCare {
            self.grandparents(culture);
        }
        self.relatives(other);
    }

    /// The sexes of a couple: opposite, or in one of about forty-five the same.
    fn couple_sexes(&mut self, man_first: f64) -> (Sex, Sex) {
        let first = if self.shape.chance(man_first) {
            Sex::Male
        } else {
            Sex::Female
        };
        let same = self
            .shape
            .chance(if first == Sex::Male { 0.09 } else { 0.016 });
        (first, if same { first } else { opposite(first) })
    }

    fn children(&mut self, eldest: Date) {
        let many = self
            .shape
            .weighted(&[(1_u8, 26), (2, 37), (3, 23), (4, 9), (5, 5)]);
        let last = Day(self.began.0 + 3600);
        let mut birth = Day::of(eldest);
        let mut slot = 2;
        for _ in 0..many.unwrap_or(1) {
            if birth > last || slot > 7 {
                break;
            }
            self.child(slot, Kin::Child, birth.date(), 0);
            slot += 1;
            if slot < 7 && self.shape.chance(0.016) {
                self.child(slot, Kin::Child, birth.date(), 1);
                slot += 1;
            }
            birth = Day(birth.0 + self.shape.between(440, 1500));
        }
    }

    fn child(&mut self, slot: u8, kin: Kin, birth: Date, serial: u8) {
        let sex = if self.shape.chance(0.512) {
            Sex::Male
        } else {
            Sex::Female
        };
        let parents = match kin {
            Kin::HalfSibling => (Kin::OtherPartner, Kin::OtherParent),
            _ => (Kin::Parent, Kin::OtherParent),
        };
        let of = |kin| {
            let member = self.household.first(kin)?;
            Some((member.culture, member.surname.clone()))
        };
        let (Some(first), Some(second)) = (of(parents.0), of(parents.1)) else {
            return;
        };
        let way = self.names.unit();
        let surname = if way < 0.68 || first.1 == second.1 {
            second.1
        } else if way < 0.92 {
            first.1
        } else {
            format!(
                "{}-{}",
                surname_for(&first.1, sex),
                surname_for(&second.1, sex)
            )
        };
        let named = if self.names.chance(0.5) {
            first.0
        } else {
            second.0
        };
        let home = u8::from(kin == Kin::HalfSibling);
        self.add(slot, kin, sex, birth, named, home);
        if let Some(child) = self.household.members.last_mut() {
            child.surname = surname;
            child.serial = serial;
            child.second_culture = Some(if named == first.0 { second.0 } else { first.0 });
        }
    }

    fn new_partners(&mut self, culture: CultureId, other: CultureId, eldest: Date) {
        let parent_sex = self
            .household
            .first(Kin::Parent)
            .map_or(Sex::Female, |m| m.sex);
        let other_sex = self
            .household
            .first(Kin::OtherParent)
            .map_or(Sex::Male, |m| m.sex);
        let age = self.shape.between(20 * 365, 38 * 365);
        if self.household.shape == Shape::Step {
            let theirs = culture.partner(&mut self.culture);
            self.add(
                8,
                Kin::StepParent,
                opposite(parent_sex),
                earlier(eldest, age),
                theirs,
                0,
            );
        }
        let apart = matches!(self.household.shape, Shape::Separated | Shape::Step);
        if apart && self.shape.chance(0.4) {
            let theirs = other.partner(&mut self.culture);
            self.add(
                9,
                Kin::OtherPartner,
                opposite(other_sex),
                earlier(eldest, age),
                theirs,
                1,
            );
            let mut birth = Day(Day::of(eldest).0 + self.shape.between(900, 2600));
            for slot in 10..12 {
                if self.shape.chance(0.45) {
                    self.child(slot, Kin::HalfSibling, birth.date(), 2);
                }
                birth = Day(birth.0 + self.shape.between(480, 1200));
            }
        }
    }

    fn grandparents(&mut self, culture: CultureId) {
        let Some(parent) = self.household.first(Kin::Parent) else {
            return;
        };
        let (birth, surname) = (parent.birth, parent.surname.clone());
        let both = self.shape.chance(0.5);
        for (slot, sex) in [(12, Sex::Female), (13, Sex::Male)] {
            if slot == 12 || both {
                let age = self.shape.between(19 * 365, 34 * 365);
                self.add(slot, Kin::Grandparent, sex, earlier(birth, age), culture, 0);
                if let Some(added) = self.household.members.last_mut() {
                    added.surname.clone_from(&surname);
                }
            }
        }
    }

    fn relatives(&mut self, culture: CultureId) {
        let Some(other) = self.household.first(Kin::OtherParent) else {
            return;
        };
        let (birth, surname) = (other.birth, other.surname.clone());
        for slot in 14..16 {
            let years = self.shape.between(-1600, 1600);
            let sex = if self.shape.chance(0.75) {
                Sex::Male
            } else {
                Sex::Female
            };
            self.add(slot, Kin::Relative, sex, earlier(birth, years), culture, 3);
            if let Some(added) = self.household.members.last_mut() {
                added.surname.clone_from(&surname);
            }
        }
    }

    fn adults(&mut self) {
        let shape = self.shape.weighted(&[
            (Shape::Couple, 46),
            (Shape::FormerCouple, 32),
            (Shape::Older, 22),
        ]);
        self.household.shape = shape.unwrap_or(Shape::Couple);
        let older = self.household.shape == Shape::Older;
        let years = if older {
            self.shape.between(64, 86)
        } else {
            self.shape.between(18, 58)
        };
        let (sex, other_sex) = self.couple_sexes(0.22);
        let birth = earlier(self.began.date(), years * 365 + self.shape.between(0, 364));
        let culture = CultureId::draw(&mut self.culture);
        self.add(0, Kin::Adult, sex, birth, culture, 0);
        let partner = culture.partner(&mut self.culture);
        let difference = self.shape.between(-1500, if older { 1500 } else { 400 });
        let apart = u8::from(self.household.shape == Shape::FormerCouple);
        self.add(
            1,
            Kin::AdultPartner,
            other_sex,
            earlier(birth, difference),
            partner,
            apart,
        );
        self.marry();
        if older {
            let grown = earlier(birth, -self.shape.between(20 * 365, 36 * 365));
            let sex = if self.shape.chance(0.6) {
                Sex::Male
            } else {
                Sex::Female
            };
            self.add(2, Kin::GrownChild, sex, grown, culture, 0);
            let surname = self.household.members.first().map(|m| m.surname.clone());
            if let (Some(child), Some(surname)) = (self.household.members.last_mut(), surname) {
                child.surname = surname;
            }
        }
    }

    /// Whoever marries may take the other's name; the old one stays known to somebody.
    fn marry(&mut self) {
        let takes = self.names.chance(0.62) && self.household.married;
        if let (true, [first, second, ..]) = (takes, self.household.members.as_mut_slice()) {
            let old = std::mem::replace(&mut first.surname, second.surname.clone());
            first.other_surname = Some(old);
        }
    }

    fn add(&mut self, slot: u8, kin: Kin, sex: Sex, birth: Date, culture: CultureId, home: u8) {
        let given = culture.given(sex, birth, &mut self.names);
        let middle = self
            .names
            .chance(0.55)
            .then(|| culture.given(sex, birth, &mut self.names));
        let surname = culture.surname(&mut self.names);
        let called = NICKNAMES
            .get(given)
            .filter(|_| self.names.chance(0.3))
            .map(|called| self.names.line(called));
        let disability = self
            .shape
            .chance(0.09)
            .then(|| self.shape.line(WORDS.section("disability")));
        let interpreter = culture.get().map_or(0.0, |culture| culture.interpreter);
        let interpreter = self.culture.chance(interpreter);
        self.household.members.push(Member {
            slot,
            kin,
            sex,
            birth,
            culture,
            second_culture: None,
            given,
            middle: middle.filter(|middle| *middle != given),
            surname,
            other_surname: None,
            called,
            home,
            serial: 0,
            disability,
            interpreter,
        });
    }
}

fn opposite(sex: Sex) -> Sex {
    if sex == Sex::Male {
        Sex::Female
    } else {
        Sex::Male
    }
}
