//! In what a worker, or somebody whom they declared, is like somebody of a contact. Fuzzy on purpose: it keeps a worker out only
//! until a person has looked.

use trefoil_core::interest::{Likeness, Likenesses, WorkerIdentity};
use trefoil_core::place::{PlaceContent, PlaceKind};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::Sighting;
use trefoil_linkage::{Comparisons, Evidence, Field, Level, Record, compare, evidence};
use trefoil_policy::Permit;

use super::kept::{mail_of, told};
use crate::matching::describe::sighting_record;

/// A worker's own record, those of whom they declared, and the worker's own e-mail address.
pub(crate) struct Known {
    own: Record,
    kin: Vec<Record>,
    mail: Option<String>,
}

impl Known {
    pub(crate) fn new(identity: &WorkerIdentity, permit: &Permit) -> Self {
        let kin = identity.kin.iter().filter(|_| !leaks(Leak::KinUncompared));
        Self {
            own: sighting_record(&identity.own, permit),
            kin: kin
                .map(|one| sighting_record(&one.person, permit))
                .collect(),
            mail: mail_of(identity.email.as_ref(), permit),
        }
    }

    /// The worker's own e-mail address, in its plain form.
    pub(crate) fn mail(&self) -> Option<&str> {
        self.mail.as_deref()
    }

    /// Every record, the worker's own first.
    pub(crate) fn records(&self) -> impl Iterator<Item = &Record> {
        [&self.own].into_iter().chain(&self.kin)
    }

    /// In what they are like somebody.
    pub(crate) fn likeness(&self, seen: &Sighting, permit: &Permit) -> Likenesses {
        let seen = sighting_record(seen, permit);
        let own = alike(&compare(&self.own, &seen));
        let kin = self.kin.iter().map(|one| alike(&compare(one, &seen)));
        let kin = kin.fold(Likenesses::default(), Likenesses::and);
        if kin.is_empty() {
            own
        } else {
            own.and(kin).with(Likeness::Kin)
        }
    }

    /// In what they are like somebody of whom a place is kept.
    pub(crate) fn like_kept(
        &self,
        kind: PlaceKind,
        place: &PlaceContent,
        permit: &Permit,
    ) -> Likenesses {
        let none = Likenesses::default();
        if kind == PlaceKind::Email && !leaks(Leak::MailUncompared) {
            let same = self.mail.is_some() && mail_of(place.value.as_ref(), permit) == self.mail;
            return if same {
                none.with(Likeness::Mail)
            } else {
                none
            };
        }
        told(kind, place).map_or(none, |seen| self.likeness(&seen, permit))
    }

    /// The evidence about whoever of them is most like somebody: whether that is the worker, and each field in words that never
    /// say a place.
    pub(crate) fn evidence(&self, seen: &Sighting, permit: &Permit) -> (bool, Vec<Evidence>) {
        let seen = sighting_record(seen, permit);
        let told = |one: &Record| {
            let compared = compare(one, &seen);
            (alike(&compared), evidence(one, &seen, &compared))
        };
        let own = told(&self.own);
        let kin = self.kin.iter().map(told);
        let best = kin
            .filter(|(alike, _)| !alike.is_empty())
            .max_by_key(|(alike, _)| (alike.is_strong(), alike.iter().count()));
        match best {
            Some((kin, words)) if own.0.is_empty() || (kin.is_strong() && !own.0.is_strong()) => {
                (false, words)
            }
            _ => (true, own.1),
        }
    }
}

fn alike(compared: &Comparisons) -> Likenesses {
    let level = |field| compared.level(field);
    let same = |field| level(field) == Level::Same;
    let name = names_fit(compared);
    let birth = level(Field::DateOfBirth);
    let near = matches!(
        birth,
        Level::SameAssumed | Level::OneDigitOff | Level::DayMonthSwapped | Level::WithinOneYear
    );
    let exactly = same(Field::GivenNames) && same(Field::Surname);
    let found = [
        (name && birth == Level::Same, Likeness::NameBirth),
        (name && same(Field::Phone), Likeness::NamePhone),
        (same(Field::Phone), Likeness::Phone),
        (
            same(Field::Address) && same(Field::Postcode),
            Likeness::Home,
        ),
        (name && near, Likeness::NameNear),
        (exactly && birth == Level::Missing, Likeness::NameOnly),
    ];
    let found = found.into_iter().filter(|(holds, _)| *holds);
    found.fold(Likenesses::default(), |all, (_, one)| all.with(one))
}

/// Whether two descriptions are likely of one person.
pub(crate) fn same_name_and_birth(one: &Record, other: &Record) -> bool {
    alike(&compare(one, other)).hold(Likenesses::default().with(Likeness::NameBirth))
}

/// Whether two names are likely of one person.
pub(crate) fn names_fit(compared: &Comparisons) -> bool {
    use Level::{Close, Contains, Nickname, OtherWayRound, Same, SameCommon, SoundsAlike};
    let given = compared.level(Field::GivenNames);
    let surname = compared.level(Field::Surname);
    matches!(
        given,
        Same | SameCommon | Nickname | Contains | OtherWayRound | Close
    ) && matches!(
        surname,
        Same | SameCommon | Contains | OtherWayRound | Close | SoundsAlike
    )
}
