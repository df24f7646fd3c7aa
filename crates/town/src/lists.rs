//! The word lists of `data/`, parsed once. Sections are `[name]`; names are parted by commas, sentences by lines.
//! What the words are used for is decided elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A file of sections.
pub(crate) struct Lists(HashMap<&'static str, Vec<&'static str>>);

impl Lists {
    fn parse(text: &'static str, by_comma: bool) -> Self {
        let mut sections: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        let mut name = "";
        for line in text.lines().map(str::trim) {
            if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                name = head;
            } else if !line.is_empty() && !line.starts_with('#') {
                let section = sections.entry(name).or_default();
                if by_comma {
                    section.extend(line.split(',').map(str::trim).filter(|w| !w.is_empty()));
                } else {
                    section.push(line);
                }
            }
        }
        Self(sections)
    }

    /// The lines or words of a section; empty where there is none.
    pub(crate) fn section(&self, name: &str) -> &[&'static str] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal, $by_comma:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Lists> =
            LazyLock::new(|| Lists::parse(include_str!(concat!("../data/", $file)), $by_comma));)*
    };
}

lists! {
    /// Streets, districts and schools.
    PLACES = "places.txt", true;
    /// English place-surnames in two parts.
    COMPOUNDS = "names/compounds.txt", true;
    /// Services and teams.
    AGENCIES = "agencies.txt", true;
    /// How accounts of police open.
    OPENINGS = "openings.txt", false;
    /// How accounts of other sources open.
    OPENINGS_OTHER = "openings-other.txt", false;
    /// What else an account says.
    CIRCUMSTANCES = "circumstances.txt", false;
    /// Children's words, safe-contact rules, disabilities.
    WORDS = "words.txt", false;
    /// Why the hub decided as it did.
    REASONS = "reasons.txt", false;
}

/// What people are called, by the name in their papers.
pub(crate) static NICKNAMES: LazyLock<HashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| {
        include_str!("../data/nicknames.txt")
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, called)| (name, called.split(", ").collect()))
            .collect()
    });

/// Spellings that stand for one another, by each spelling.
pub(crate) static SPELLINGS: LazyLock<HashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| {
        let mut by_spelling: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        for line in include_str!("../data/spellings.txt").lines() {
            let group: Vec<&'static str> = line.split(", ").collect();
            if line.starts_with('#') || group.len() < 2 {
                continue;
            }
            for spelling in &group {
                let others = group.iter().copied().filter(|other| other != spelling);
                by_spelling.entry(spelling).or_default().extend(others);
            }
        }
        by_spelling
    });

/// Parses one culture's file of names.
pub(crate) fn names(text: &'static str) -> Lists {
    Lists::parse(text, true)
}
