//! Words by which somebody is found without an address: where they went, where they work, which school, which car. For what crosses to the
//! side of who harms, where no second person reads it first. It depends on nothing but what was typed.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

use super::patterns::spot;

/// What a text seems to tell, and how that is written.
static TOLD: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let texts = [
        (
            "that somebody is in a refuge",
            r"(?i)\b(?:refuge|safe house|hostel|women.?s shelter|emergency accommodation|temporary accommodation)s?\b",
        ),
        (
            "where somebody went to live",
            r"(?i)\b(?:moved|moving|moves|relocated|relocating|fled|gone|went|going)\s+(?:back\s+|away\s+|up\s+|down\s+|over\s+)?(?:to\s+live\s+|to\s+stay\s+)?(?:to|in|into|with)\s+(?-i:\p{Lu}|her\b|his\b|their\b)",
        ),
        (
            "where somebody lives",
            r"(?i)\b(?:lives?|living|staying|stays|stayed|housed|rehoused|lodging)\s+(?:at|in|near|round|with\s+(?:her|his)\s+(?:mum|mother|dad|father|parents?)|with\s+(?:her|his|their)\s+(?:sister|brother|aunt|uncle|nan|gran|friend|cousin)|close\s+to|opposite|behind|next\s+to)\b",
        ),
        (
            "where somebody lives",
            r"(?i)\b(?:round\s+the\s+corner|just\s+off|across\s+the\s+road|down\s+the\s+road|two\s+streets)\b|\b(?:has|have)\s+taken\s+(?:her|him|them)\s+in\b",
        ),
        (
            "which school or nursery a child goes to",
            r"\b(?:\p{Lu}[\p{L}'’.]*\s+){1,4}(?i:school|academy|primary|infants?|juniors?|nursery|preschool|college|sixth form|high school)\b|(?i:\b(?:starts?|started|starting|goes|go|going|attends?|attending|enrolled|transferred)\s+(?:at|to)\s+)(?-i:\p{Lu})",
        ),
        (
            "where somebody works",
            r"(?i)\b(?:works?|working|worked|job|employed|shifts?)\s+(?:at|for|in|with)\s+(?:the\s+|a\s+)?(?-i:\p{Lu})",
        ),
        (
            "a car's number",
            r"(?i)\b[a-z]{2}[0-9]{2}\s?[a-z]{3}\b|\b[a-z][0-9]{1,3}\s?[a-z]{3}\b",
        ),
        (
            "how to find somebody on the internet",
            r"(?i)(?:^|\s)@[a-z0-9_.]{3,}|\b(?:facebook|instagram|snapchat|tiktok|whatsapp|telegram|tinder|linkedin)\b",
        ),
        (
            "a what3words place",
            r"(?i)\b(?:what\s?3\s?words|w3w)\b|\b[a-z]{4,}\.[a-z]{4,}\.[a-z]{4,}\b",
        ),
    ];
    let read =
        |(what, text): (&'static str, &str)| Regex::new(text).ok().map(|regex| (what, regex));
    texts.into_iter().filter_map(read).collect()
});

/// Single letters and digits with something between them.
static SPELT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:[[:alnum:]][ ._\-–·/]{1,3}){3,}[[:alnum:]]\b").ok());

/// What a text seems to tell of where somebody is, as words to go after "This seems to give away"; `None` where it tells nothing. A shape is found
/// in any width of letters, and where it was spelt.
pub fn whereabouts(text: &str) -> Option<&'static str> {
    let plain: String = text.nfkc().collect();
    let spelt = SPELT.as_ref().map_or_else(
        || plain.clone(),
        |spelt| {
            let joined = |found: &regex::Captures<'_>| -> String {
                let all = found.iter().next().flatten();
                let letters = all.map(|all| all.as_str()).unwrap_or_default();
                letters.chars().filter(|c| c.is_alphanumeric()).collect()
            };
            spelt.replace_all(&plain, joined).into_owned()
        },
    );
    let shape = [plain.as_str(), spelt.as_str()]
        .into_iter()
        .find_map(|text| spot(text).first().map(|one| one.shape.words()));
    let told = || {
        let mut told = TOLD.iter();
        told.find_map(|(what, regex)| regex.is_match(&plain).then_some(*what))
    };
    shape.or_else(told)
}

#[cfg(test)]
mod tests {
    use super::whereabouts;

    #[test]
    fn what_leads_to_somebody_without_an_address_is_told() {
        for text in [
            "They are in a refuge in Preston.",
            "She moved to Blackpool.",
            "She went to live in Leeds with her sister.",
            "She is living with her mother.",
            "Jack started at St Marys last week.",
            "The children go to Saint Cuthberts Catholic Academy now.",
            "She works at the Royal Oak on Fridays.",
            "It is round the corner from the Asda in Bispham.",
            "Her mother, Jean Ellis, has taken them in.",
            "Her new car is AB12 CDE.",
            "what3words filled.count.soap",
            "Find her on facebook as LucyM88.",
            "Write to @lucym88.",
            "The code is ＦＹ１ １ＡＤ.",
            "The code is F Y 1 1 A D.",
            "The code is F.Y.1.1.A.D.",
            "Ring 0.7.7.0.0.9.0.0.3.6.5.",
            "Ring 07700 900365.",
        ] {
            assert!(whereabouts(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_a_worker_of_his_needs_goes_through() {
        for text in [
            "He has been told that the order lasts until 3 June.",
            "The court said that he may not go near the children or their school.",
            "The children are well and want to see him when it is safe.",
            "He is to see Ali on Tuesdays at 2 pm, in the group on the first floor.",
            "She has said that she does not want to be contacted by him, by anybody for him, or at work.",
            "Charges were dropped. He was released on bail with conditions on 12 May.",
            "The children live with their mother, and contact is at a centre that the court names.",
            "He missed two sessions of the programme: 5 and 12 March.",
            "A. said that he had changed. I do not think so.",
        ] {
            assert_eq!(whereabouts(text), None, "{text}");
        }
    }
}
