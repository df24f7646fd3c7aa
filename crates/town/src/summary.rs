//! The account in a contact: an opening by form of abuse and source, and circumstances. Plain, short, and about what
//! happened; nothing here dwells on harm, and nothing mentions culture.

use trefoil_core::vocabulary::{Sex, Source};

use crate::dice::Dice;
use crate::lists::{CIRCUMSTANCES, OPENINGS, OPENINGS_OTHER};

/// Who the account is about, as the source calls them.
#[derive(Default)]
pub(crate) struct Told<'a> {
    pub(crate) victim: &'a str,
    pub(crate) victim_sex: Option<Sex>,
    pub(crate) perpetrator: &'a str,
    pub(crate) perpetrator_sex: Option<Sex>,
    pub(crate) children: usize,
    pub(crate) unborn: bool,
}

/// The account of police; `section` is the form of abuse, or "concern".
pub(crate) fn police(told: &Told<'_>, section: &str, present: bool, dice: &mut Dice) -> String {
    let mut text = filled(dice.line(OPENINGS.section(section)), told);
    let abuse = !section.contains("concern");
    if abuse {
        let more = CIRCUMSTANCES.section(if section == "child to parent" {
            section
        } else {
            "police"
        });
        let first = dice.line(more);
        add(&mut text, first, told);
        let second = dice.line(more);
        if second != first && dice.chance(0.6) {
            add(&mut text, second, told);
        }
    }
    if told.children > 0 {
        let where_from = if present || !abuse {
            "children present"
        } else {
            "children absent"
        };
        if abuse {
            add(
                &mut text,
                dice.line(CIRCUMSTANCES.section(where_from)),
                told,
            );
        }
        if section == "ex" && dice.chance(0.2) {
            add(&mut text, dice.line(CIRCUMSTANCES.section("court")), told);
        }
    }
    if told.unborn && abuse && told.victim_sex == Some(Sex::Female) {
        add(
            &mut text,
            "{V} is pregnant and was advised to speak to the midwife.",
            told,
        );
    }
    text
}

/// The account of any other source.
pub(crate) fn other(told: &Told<'_>, source: Source, abuse: bool, dice: &mut Dice) -> String {
    let about = match (abuse, source, told.children) {
        (true, _, _) => " da",
        (false, Source::Health, 0) => " unborn",
        _ => "",
    };
    let section = format!("{}{about}", source.code());
    let mut text = filled(dice.line(OPENINGS_OTHER.section(&section)), told);
    if source != Source::Public {
        let more = CIRCUMSTANCES.section("other");
        let first = dice.line(more);
        add(&mut text, first, told);
        let second = dice.line(more);
        if second != first && dice.chance(0.4) {
            add(&mut text, second, told);
        }
    }
    text
}

fn add(text: &mut String, sentence: &str, told: &Told<'_>) {
    text.push(' ');
    text.push_str(&filled(sentence, told));
}

/// Puts names and pronouns in their places and begins with a capital.
fn filled(sentence: &str, told: &Told<'_>) -> String {
    let mut text = String::with_capacity(sentence.len() + 24);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(word(mark, told));
        rest = after;
    }
    text.push_str(rest);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

fn word<'a>(mark: &str, told: &Told<'a>) -> &'a str {
    let by_sex =
        |sex: Option<Sex>, she: &'static str, he: &'static str, they: &'static str| match sex {
            Some(Sex::Female) => she,
            Some(Sex::Male) => he,
            _ => they,
        };
    match mark {
        "V" => told.victim,
        "P" => told.perpetrator,
        "Vs" => by_sex(told.victim_sex, "she", "he", "they"),
        "Vo" => by_sex(told.victim_sex, "her", "him", "them"),
        "Vp" => by_sex(told.victim_sex, "her", "his", "their"),
        "Ps" => by_sex(told.perpetrator_sex, "she", "he", "they"),
        "Po" => by_sex(told.perpetrator_sex, "her", "him", "them"),
        "Pp" => by_sex(told.perpetrator_sex, "her", "his", "their"),
        "C" if told.children == 1 => "the child",
        "C" => "the children",
        "were" if told.children == 1 => "was",
        "were" => "were",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
