//! The cultures of a northern English town, in about true proportions, with their names, codes and languages.
//! Nothing here knows of abuse: the roles in an incident are drawn from another stream of chance, and a test proves it.

use std::sync::LazyLock;

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::dice::Dice;
use crate::lists::{COMPOUNDS, Lists, names};

/// One culture: share of the town, codes, language.
pub(crate) struct Culture {
    /// The name, for tests and reports.
    pub(crate) name: &'static str,
    per_mille: u32,
    /// The police self-defined code.
    pub(crate) police: &'static str,
    /// The school census code.
    pub(crate) census: &'static str,
    /// Languages beside English, empty where there is none to record.
    pub(crate) language: &'static str,
    /// How many of its adults need an interpreter.
    pub(crate) interpreter: f64,
    lists: Lists,
}

macro_rules! cultures {
    ($($file:literal $share:literal $police:literal $census:literal $language:literal $interpreter:literal;)*) => {
        vec![$(Culture {
            name: $file, per_mille: $share, police: $police, census: $census, language: $language,
            interpreter: $interpreter,
            lists: names(include_str!(concat!("../data/names/", $file, ".txt"))),
        },)*]
    };
}

static CULTURES: LazyLock<Vec<Culture>> = LazyLock::new(|| {
    cultures! {
        "british" 836 "W1" "WBRI" "" 0.0;
        "irish" 10 "W2" "WIRI" "" 0.0;
        "welsh" 7 "W1" "WBRI" "Welsh" 0.0;
        "polish" 22 "W9" "WOTH" "Polish" 0.18;
        "romanian" 12 "W9" "WOTH" "Romanian" 0.25;
        "roma" 5 "W4" "WROM" "Romani" 0.25;
        "traveller" 4 "W3" "WIRT" "" 0.0;
        "pakistani" 28 "A2" "APKN" "Urdu" 0.12;
        "indian" 14 "A1" "AIND" "Gujarati" 0.08;
        "bangladeshi" 8 "A3" "ABAN" "Bengali" 0.15;
        "nigerian" 9 "B2" "BAFR" "Yoruba" 0.02;
        "ghanaian" 4 "B2" "BAFR" "Twi" 0.02;
        "caribbean" 6 "B1" "BCRB" "" 0.0;
        "chinese" 7 "O1" "CHNE" "Cantonese" 0.2;
        "portuguese" 6 "W9" "WOTH" "Portuguese" 0.2;
        "turkish" 5 "O9" "OOTH" "Turkish" 0.2;
        "arabic" 10 "O2" "OOTH" "Arabic" 0.25;
        "ukrainian" 7 "W9" "WOTH" "Ukrainian" 0.3;
    }
});

/// Which culture, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct CultureId(usize);

impl CultureId {
    /// One of the town's, as frequent as it is.
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        let mut left = dice.below(CULTURES.iter().map(|c| u64::from(c.per_mille)).sum());
        for (place, culture) in CULTURES.iter().enumerate() {
            let share = u64::from(culture.per_mille);
            if left < share {
                return Self(place);
            }
            left -= share;
        }
        Self(0)
    }

    /// Any of the town's, each as likely.
    pub(crate) fn any(dice: &mut Dice) -> Self {
        Self(dice.place(CULTURES.len()))
    }

    /// The partner of somebody of this culture: most often the same.
    pub(crate) fn partner(self, dice: &mut Dice) -> Self {
        if dice.chance(0.8) {
            self
        } else {
            Self::draw(dice)
        }
    }

    /// What is known of it.
    pub(crate) fn get(self) -> Option<&'static Culture> {
        CULTURES.get(self.0)
    }

    /// A given name usual for this sex and birth date.
    pub(crate) fn given(self, sex: Sex, birth: Date, dice: &mut Dice) -> &'static str {
        let Some(culture) = self.get() else { return "" };
        let letter = if sex == Sex::Male { "m" } else { "f" };
        let era = [2013, 2003, 1990, 1978, 1975, 1965, 1946, 1900]
            .into_iter()
            .filter(|from| *from <= birth.year())
            .map(|from| culture.lists.section(&format!("{letter} {from}")))
            .find(|list| !list.is_empty());
        dice.frequent(era.unwrap_or_else(|| culture.lists.section(letter)))
    }

    /// A surname, with its feminine form after a slash where it has one.
    pub(crate) fn surname(self, dice: &mut Dice) -> String {
        let Some(culture) = self.get() else {
            return String::new();
        };
        if culture.name == "british" && dice.chance(0.42) {
            let first = dice.line(COMPOUNDS.section("first"));
            return format!("{first}{}", dice.line(COMPOUNDS.section("second")));
        }
        dice.frequent(culture.lists.section("surname")).to_owned()
    }
}

/// The form of a surname that somebody of this sex bears.
pub(crate) fn surname_for(surname: &str, sex: Sex) -> &str {
    match surname.split_once('/') {
        Some((_, feminine)) if sex == Sex::Female => feminine,
        Some((masculine, _)) => masculine,
        None => surname,
    }
}
