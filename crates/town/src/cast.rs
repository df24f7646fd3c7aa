//! Who does what to whom: the abuse that a household knows, and one incident of it. Drawn from a stream of chance of
//! its own, from shape, age and sex alone: culture is never looked at.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::dice::{Dice, Purpose};
use crate::household::{Household, Kin};

use possible::{Possible, possible};

mod possible;

/// The form of abuse in one incident. The names are those of the sections of openings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Pattern {
    Partner,
    Ex,
    ChildToParent,
    Several,
    Both,
    Elder,
}

impl Pattern {
    /// The section of openings.
    pub(crate) fn section(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Ex => "ex",
            Self::ChildToParent => "child to parent",
            Self::Several => "family",
            Self::Both => "both",
            Self::Elder => "elder",
        }
    }
}

/// Who is in which role, as places in the household's members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cast {
    pub(crate) pattern: Pattern,
    pub(crate) victim: usize,
    pub(crate) perpetrators: Vec<usize>,
    /// The home in which it happens.
    pub(crate) home: u8,
}

/// In couples of a woman and a man, how many victims are women (police recorded crime, England and Wales: about 3 in 4).
const WOMEN_HURT: f64 = 0.76;

/// The youngest age at which a child is recorded as harming a parent.
const ADOLESCENT: i16 = 11;

/// One incident: most often of the form that this household knows, sometimes of another.
pub(crate) fn cast(seed: u64, household: &Household, day: Date, dice: &mut Dice) -> Option<Cast> {
    let mut own = Dice::new(seed, Purpose::Roles, household.id.0, 0);
    let usual = own.unit();
    let turned = own.unit();
    if dice.chance(0.82) {
        choose(household, day, usual, turned, dice)
    } else {
        choose(household, day, dice.unit(), turned, dice)
    }
}

/// The form that a household knows best, for counting.
#[cfg(test)]
pub(crate) fn usual(seed: u64, household: &Household, day: Date) -> Option<Cast> {
    let mut own = Dice::new(seed, Purpose::Roles, household.id.0, 0);
    let (which, turned) = (own.unit(), own.unit());
    choose(household, day, which, turned, &mut own)
}

fn choose(
    household: &Household,
    day: Date,
    which: f64,
    turned: f64,
    dice: &mut Dice,
) -> Option<Cast> {
    let open: Vec<(&Possible, usize, usize)> = possible(household.shape)
        .iter()
        .filter_map(|option| {
            let victim = household.place(option.1)?;
            let perpetrator = match option.2 {
                Kin::Child => adolescent(household, day)?,
                kin => household.place(kin)?,
            };
            Some((option, victim, perpetrator))
        })
        .collect();
    let total: u32 = open.iter().map(|(option, _, _)| option.3).sum();
    let mut left = which * f64::from(total);
    let (option, victim, perpetrator) = open.into_iter().find(|(option, _, _)| {
        left -= f64::from(option.3);
        left < 0.0
    })?;
    let (victim, perpetrator) = match option.0 {
        Pattern::Partner | Pattern::Ex | Pattern::Both => {
            orient(household, victim, perpetrator, turned)
        }
        _ => (victim, perpetrator),
    };
    let mut perpetrators = vec![perpetrator];
    if option.0 == Pattern::Several {
        let relatives = household.members.iter().enumerate();
        let mut relatives = relatives
            .filter(|(_, m)| m.kin == Kin::Relative)
            .map(|(at, _)| at);
        perpetrators.extend(relatives.next());
        perpetrators.extend(relatives.next().filter(|_| dice.chance(0.5)));
    }
    let home = household
        .members
        .get(victim)
        .map_or(0, |member| member.home);
    Some(Cast {
        pattern: option.0,
        victim,
        perpetrators,
        home,
    })
}

fn adolescent(household: &Household, day: Date) -> Option<usize> {
    household
        .children(day)
        .find(|(_, child)| child.kin == Kin::Child && child.age(day) >= ADOLESCENT)
        .map(|(place, _)| place)
}

/// Which of a couple is hurt: by sex where they differ, else by chance; settled per household.
fn orient(household: &Household, first: usize, second: usize, turned: f64) -> (usize, usize) {
    let sex = |place: usize| household.members.get(place).map(|member| member.sex);
    let keep = match (sex(first), sex(second)) {
        (Some(Sex::Female), Some(Sex::Male)) => turned < WOMEN_HURT,
        (Some(Sex::Male), Some(Sex::Female)) => turned >= WOMEN_HURT,
        _ => turned < 0.5,
    };
    if keep {
        (first, second)
    } else {
        (second, first)
    }
}
