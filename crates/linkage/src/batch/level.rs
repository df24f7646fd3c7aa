//! What is compared, and the ordered levels of each. A pair of records is one level of each field: its pattern.

/// What is compared. Fields that agree together are one field: where somebody lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named by what it compares")]
pub enum BatchField {
    Given,
    Middle,
    Surname,
    Born,
    Sex,
    Place,
    State,
    Phone,
    Email,
    National,
    BirthPlace,
    Occupation,
    /// When a birth is due. No file has it: see [`crate::Description`].
    Due,
    /// A school. No file has it either.
    School,
}

pub(crate) const FIELDS: usize = 14;

/// A level of each field.
pub(crate) type Pattern = [u8; FIELDS];

/// Levels of given names, and of surnames where they are alike. The first three are the same name, by how many people have it.
pub(super) mod given {
    pub(crate) const MISSING: u8 = 0;
    pub(crate) const SAME_RARE: u8 = 1;
    pub(crate) const SAME: u8 = 2;
    pub(crate) const SAME_COMMON: u8 = 3;
    pub(crate) const NICKNAME: u8 = 4;
    pub(crate) const SAME_SPELLING: u8 = 4;
    pub(crate) const CONTAINS: u8 = 5;
    pub(crate) const CLOSE: u8 = 6;
    pub(crate) const SOUNDS: u8 = 7;
    pub(crate) const INITIAL: u8 = 8;
    pub(crate) const SHARED: u8 = 9;
    pub(crate) const LOOSE: u8 = 10;
    pub(crate) const SWAPPED: u8 = 11;
    pub(crate) const MIDDLE: u8 = 12;
    pub(crate) const DIFFERENT: u8 = 13;
}

/// Levels of other names.
pub(super) mod middle {
    pub(crate) const MISSING: u8 = 0;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const ALIKE: u8 = 2;
    pub(crate) const INITIAL: u8 = 3;
    pub(crate) const DIFFERENT: u8 = 4;
}

/// Levels of birth dates.
pub(super) mod born {
    pub(crate) const MISSING: u8 = 0;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const ASSUMED: u8 = 2;
    pub(crate) const SWAPPED: u8 = 3;
    pub(crate) const ONE_DIGIT: u8 = 4;
    pub(crate) const TWO_DIGITS: u8 = 5;
    pub(crate) const SAME_YEAR: u8 = 6;
    pub(crate) const WITHIN_YEAR: u8 = 7;
    pub(crate) const DIFFERENT: u8 = 8;
}

/// Levels of sex. The sex of two who have one given name is hardly news, so it is another level.
pub(super) mod sex {
    pub(crate) const MISSING: u8 = 0;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const DIFFERENT: u8 = 2;
    pub(crate) const SAME_BY_NAME: u8 = 3;
    pub(crate) const DIFFERENT_BY_NAME: u8 = 4;
}

/// Levels of house and street, of postcode and of suburb, which together are the levels of a place.
pub(super) mod place {
    pub(crate) const STREETS: u8 = 7;
    pub(crate) const POSTCODES: u8 = 5;
    pub(crate) const SUBURBS: u8 = 4;
    pub(crate) const ALL: u8 = STREETS * POSTCODES * SUBURBS;

    pub(crate) fn of(street: u8, postcode: u8, suburb: u8) -> u8 {
        (street * POSTCODES + postcode) * SUBURBS + suburb
    }

    pub(crate) fn parts(level: u8) -> (u8, u8, u8) {
        let (rest, suburb) = (level / SUBURBS, level % SUBURBS);
        (rest / POSTCODES, rest % POSTCODES, suburb)
    }
}

/// Levels of what is compared letter by letter: number, telephone, postcode.
pub(super) mod mark {
    pub(crate) const MISSING: u8 = 0;
    pub(crate) const SAME: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const NEARISH: u8 = 3;
    pub(crate) const DIFFERENT: u8 = 4;
}

/// Levels of a due date and another, or a birth date.
pub(super) mod due {
    pub(crate) const FITS: u8 = 1;
    pub(crate) const DIFFERENT: u8 = 2;
}

/// Says nothing: another field's level says it already.
pub(super) const SAID: u8 = 15;

impl BatchField {
    /// Every field, in the order of a pattern.
    pub const ALL: [(Self, &'static str); FIELDS] = [
        (Self::Given, "given_names"),
        (Self::Middle, "middle_names"),
        (Self::Surname, "surname"),
        (Self::Born, "date_of_birth"),
        (Self::Sex, "sex"),
        (Self::Place, "place"),
        (Self::State, "state"),
        (Self::Phone, "phone"),
        (Self::Email, "email"),
        (Self::National, "national_id"),
        (Self::BirthPlace, "birth_place"),
        (Self::Occupation, "occupation"),
        (Self::Due, "due_date"),
        (Self::School, "school"),
    ];

    /// What its levels are called; an empty name is no level of it.
    pub(super) fn level_names(self) -> Vec<String> {
        let names: &[&str] = match self {
            Self::Given => &GIVEN_NAMES,
            Self::Surname => &SURNAMES,
            Self::Middle => &["missing", "same", "alike", "initial", "different"],
            Self::Born => &BIRTH_DATES,
            Self::Sex => &SEXES,
            Self::Place => return place_names(),
            Self::Due => &["missing", "fits", "different"],
            Self::State
            | Self::Phone
            | Self::Email
            | Self::National
            | Self::BirthPlace
            | Self::Occupation
            | Self::School => &["missing", "same", "one slip", "alike", "different"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }
}

const GIVEN_NAMES: [&str; 14] = [
    "missing",
    "same, rare",
    "same",
    "same, common",
    "other form",
    "contains",
    "close",
    "sounds alike",
    "initial",
    "some shared",
    "somewhat alike",
    "changed places",
    "is the other's middle name",
    "different",
];
const SURNAMES: [&str; 14] = [
    "missing",
    "same, rare",
    "same",
    "same, common",
    "other spelling",
    "contains",
    "close",
    "sounds alike",
    "initial",
    "some shared",
    "somewhat alike",
    "",
    "",
    "different",
];
const BIRTH_DATES: [&str; 9] = [
    "missing",
    "same",
    "same, 1 January",
    "day and month swapped",
    "one slip",
    "two digits differ",
    "same year",
    "within a year",
    "different",
];
const SEXES: [&str; 5] = [
    "missing",
    "same",
    "different",
    "same, as the name says",
    "different in spite of one name",
];

fn place_names() -> Vec<String> {
    const STREET: [&str; 7] = [
        "not said",
        "same",
        "house same, street close",
        "street same",
        "street close",
        "house number same",
        "different",
    ];
    const POSTCODE: [&str; 5] = ["not said", "same", "one slip", "district same", "different"];
    const SUBURB: [&str; 4] = ["not said", "same", "close", "different"];
    (0..place::ALL)
        .map(|level| {
            let (street, postcode, suburb) = place::parts(level);
            format!(
                "address {}; postcode {}; suburb {}",
                STREET[street as usize], POSTCODE[postcode as usize], SUBURB[suburb as usize]
            )
        })
        .collect()
}

/// Of a place: something of it is the same, and nothing else was looked at. Of any field: not the same, and not looked at.
pub(super) const SHARED: u8 = 254;
pub(super) const UNSEEN: u8 = 255;
