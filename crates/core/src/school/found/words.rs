//! A school's name as words that can be compared: what tells schools apart, and what merely says what kind they are.

use std::collections::BTreeSet;

/// Words that say what kind of school, in the one form that each is compared in; an empty form is left out.
const KINDS: &[(&str, &str)] = &[
    ("school", ""),
    ("sch", ""),
    ("schools", ""),
    ("the", ""),
    ("of", ""),
    ("and", ""),
    ("for", ""),
    ("a", ""),
    ("at", ""),
    ("in", ""),
    ("primary", "primary"),
    ("prim", "primary"),
    ("pri", "primary"),
    ("junior", "junior"),
    ("jnr", "junior"),
    ("jun", "junior"),
    ("infant", "infant"),
    ("infants", "infant"),
    ("inf", "infant"),
    ("juniors", "junior"),
    ("nursery", "nursery"),
    ("secondary", "secondary"),
    ("high", "high"),
    ("comprehensive", "comprehensive"),
    ("comp", "comprehensive"),
    ("grammar", "grammar"),
    ("college", "college"),
    ("coll", "college"),
    ("sixth", "sixth"),
    ("form", "sixth"),
    ("academy", "academy"),
    ("acad", "academy"),
    ("catholic", "catholic"),
    ("rc", "catholic"),
    ("roman", "catholic"),
    ("church", "church"),
    ("england", "church"),
    ("ce", "church"),
    ("cofe", "church"),
    ("voluntary", "aided"),
    ("aided", "aided"),
    ("va", "aided"),
    ("vc", "controlled"),
    ("controlled", "controlled"),
    ("special", "special"),
    ("pru", "unit"),
    ("unit", "unit"),
    ("referral", "unit"),
    ("pupil", "unit"),
    ("community", "community"),
    ("free", "free"),
    ("boys", "boys"),
    ("girls", "girls"),
];

/// Words for the same thing in names.
const SAME: &[(&str, &str)] = &[
    ("st", "saint"),
    ("ss", "saint"),
    ("saints", "saint"),
    ("mt", "mount"),
    ("pk", "park"),
];

/// A name in words.
pub(super) struct Said {
    /// What tells schools apart.
    pub(super) base: BTreeSet<String>,
    /// What kind of school is said.
    pub(super) kinds: BTreeSet<&'static str>,
}

impl Said {
    pub(super) fn new(text: &str) -> Self {
        let (mut base, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        for word in words(text) {
            match KINDS.iter().find(|(known, _)| *known == word) {
                Some((_, kind)) => {
                    kinds.extend((!kind.is_empty()).then_some(*kind));
                }
                None => {
                    base.insert(stem(&word));
                }
            }
        }
        Self { base, kinds }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.base.is_empty() && self.kinds.is_empty()
    }

    /// Whether every word but for a slip of the pen is in the other.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let has = |word: &String| {
            other
                .base
                .iter()
                .any(|known| known == word || slip(known, word))
        };
        !self.base.is_empty() && self.base.iter().all(has)
    }
}

/// By what a school is looked up: the first letters of each word that tells schools apart. Words with a slip after them still meet.
pub fn keys(text: &str) -> BTreeSet<String> {
    let said = Said::new(text);
    said.base
        .iter()
        .map(|word| word.chars().take(3).collect())
        .collect()
}

/// Small plain words. "C of E" is one word, and so is what stands before an apostrophe's s.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.to_lowercase().chars().map(plain).collect();
    let joined = plain.replace(['\'', '.'], "");
    let joined = joined
        .replace("c of e", "cofe")
        .replace("c o e", "cofe")
        .replace("c/e", "ce");
    let parts = joined.split(|sign: char| !sign.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn plain(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{2018}' | '`' => '\'',
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ŵ' => 'w',
        'ŷ' => 'y',
        other => other,
    }
}

/// One form for "John's" and "John", "Saint" and "St".
fn stem(word: &str) -> String {
    if let Some((_, same)) = SAME.iter().find(|(known, _)| *known == word) {
        return (*same).to_owned();
    }
    let bare = word
        .strip_suffix('s')
        .filter(|bare| bare.chars().count() > 3);
    bare.unwrap_or(word).to_owned()
}

/// Whether two words of five letters or more differ by one letter: put in, left out, another, or two changed about.
fn slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    if short.len() < 5 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short
        .iter()
        .zip(long.iter())
        .take_while(|(a, b)| a == b)
        .count();
    let (short, long) = (
        short.get(same..).unwrap_or_default(),
        long.get(same..).unwrap_or_default(),
    );
    match (short, long) {
        ([], _) => true,
        _ if short.len() < long.len() => long.get(1..) == Some(short),
        ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c => rest == others,
        ([_, rest @ ..], [_, others @ ..]) => rest == others,
        _ => false,
    }
}

/// What officers write where there is no school.
const NOWHERE: &[&str] = &[
    "home educated",
    "home education",
    "home schooled",
    "home school",
    "homeschooled",
    "home taught",
    "educated at home",
    "elective home education",
    "electively home educated",
    "ehe",
    "not in school",
    "not in education",
    "no school",
    "no school place",
    "not at school",
    "not enrolled",
    "child missing education",
    "missing from education",
    "cme",
];

/// Whether the words say that there is no school.
pub(super) fn says_nowhere(text: &str) -> bool {
    let said = words(text).join(" ");
    NOWHERE.contains(&said.as_str())
}
