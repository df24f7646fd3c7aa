//! What does not fit between the people of one contact: ages against roles, children against parents. Nothing here refuses or changes
//! anything; it says what to look at again, whatever the channel.

use jiff::civil::Date;

use crate::flag::FlagCode;
use crate::sighting::Described;
use crate::vocabulary::IncidentRole;

/// Something that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Of which person, by place in the contact.
    pub person: usize,
    /// What is the matter.
    pub code: FlagCode,
    /// In plain words.
    pub words: &'static str,
}

/// Everything that does not fit, on the day on which the hub was told.
pub fn doubts<'a>(people: impl IntoIterator<Item = &'a Described>, today: Date) -> Vec<Doubt> {
    let people: Vec<&Described> = people.into_iter().collect();
    let parents = Parents::of(&people, today);
    let mut doubts = Vec::new();
    for (person, described) in people.iter().enumerate() {
        let found = [
            birth_date(described, today),
            age_and_role(described, today),
            parents.older_than_a_parent(described),
        ];
        doubts.extend(found.into_iter().flatten().map(|(code, words)| Doubt {
            person,
            code,
            words,
        }));
    }
    doubts
}

type Found = Option<(FlagCode, &'static str)>;

/// Nobody in a case is over 115, and 1900-01-01 is what systems write for "not known".
const EARLIEST: Date = jiff::civil::date(1910, 1, 1);

fn birth_date(described: &Described, today: Date) -> Found {
    let born = described.birth.born()?;
    if born > today {
        Some((
            FlagCode::BirthDateFuture,
            "the birth date is later than the day on which the hub was told. It is kept as written.",
        ))
    } else if born < EARLIEST {
        Some((
            FlagCode::BirthDateEarly,
            "the birth date is before 1910, and may stand for a date that is not known. It is kept as written.",
        ))
    } else {
        None
    }
}

fn age_and_role(described: &Described, today: Date) -> Found {
    let age = described.birth.age_on(today)?;
    match (described.is_child(), age < 18) {
        (true, false) => Some((
            FlagCode::AdultInChildRole,
            "the person is 18 or over but has the role of child. They count as a child.",
        )),
        (false, true) => Some((
            FlagCode::UnderEighteen,
            "the person is under 18 but does not have the role of child.",
        )),
        _ => None,
    }
}

/// Birth dates of those who are parents, as far as the words of the rows tell.
struct Parents {
    /// The youngest who is called mother, father or parent.
    named: Option<Date>,
    /// Adult victims, the youngest and the oldest: a child's relationship is to the victim.
    youngest_victim: Option<Date>,
    oldest_victim: Option<Date>,
}

impl Parents {
    fn of(people: &[&Described], today: Date) -> Self {
        let adults = || {
            let people = people.iter().copied();
            people.filter(|described| !described.is_child())
        };
        let victims = || {
            adults()
                .filter(|described| {
                    described
                        .roles
                        .iter()
                        .any(|held| held.role == IncidentRole::Victim)
                })
                .filter(|described| described.birth.age_on(today).is_some_and(|age| age >= 18))
                .filter_map(|described| described.birth.born())
        };
        let named = adults().filter(|described| says(described, &PARENT));
        Self {
            named: named.filter_map(|described| described.birth.born()).max(),
            youngest_victim: victims().max(),
            oldest_victim: victims().min(),
        }
    }

    fn older_than_a_parent(&self, described: &Described) -> Found {
        let born = described.birth.born().filter(|_| described.is_child())?;
        let of_victim = if says(described, &CHILD) {
            self.youngest_victim
        } else if described.relationship_to_victim.is_none() {
            // Whose child it is, nobody said: only one who is older than every victim is certainly wrong.
            self.oldest_victim
        } else {
            None
        };
        let older = |parent: Option<Date>| parent.is_some_and(|parent| born <= parent);
        (older(of_victim) || older(self.named)).then_some((
            FlagCode::ChildOlderThanParent,
            "the child is not younger than a parent: one of the birth dates is wrong, or somebody is not who they seem.",
        ))
    }
}

const PARENT: [&str; 8] = [
    "mother", "father", "mum", "dad", "mam", "mom", "parent", "parents",
];
const CHILD: [&str; 6] = ["child", "son", "daughter", "baby", "infant", "kid"];
/// Words that make a parent or child one by marriage, care or another generation.
const BUT: [&str; 6] = ["step", "foster", "grand", "great", "law", "god"];

fn says(described: &Described, wanted: &[&str]) -> bool {
    let text = described
        .relationship_to_victim
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    let words = || text.split(|c: char| !c.is_alphabetic());
    words().any(|word| wanted.contains(&word)) && !words().any(|word| BUT.contains(&word))
}
