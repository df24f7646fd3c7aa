//! Text as it is compared: folded, lower-case, split into words. Any script survives; nothing here knows what a name is.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest input read, in characters: a hostile 10 MB field costs no more than a long name.
const MAX_CHARS: usize = 160;
/// Words kept of one field.
const MAX_WORDS: usize = 10;
/// Characters kept of one word.
const MAX_WORD: usize = 40;

/// The words of a text, folded: NFKD, lower case, without accents, apostrophes and invisible characters.
///
/// Everything that is not a letter, digit or a vowel sign separates words. At most ten words of forty characters.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .map(|word| word.chars().take(MAX_WORD).collect())
        .collect()
}

/// A text as a person may be shown it: trimmed, at most sixty characters, without characters that hide or reorder text.
pub(crate) fn shown(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .take(60)
        .collect();
    visible.trim().to_owned()
}

/// The letters and digits of an identifier, upper-case; `None` when none is left.
pub(crate) fn identifier(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .take(MAX_CHARS)
        .nfkc()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    (!kept.is_empty()).then_some(kept)
}

fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_CHARS * 2));
    let plain = text
        .chars()
        .take(MAX_CHARS)
        .filter(|c| !is_invisible(*c) && !is_apostrophe(*c))
        .nfkd()
        .filter(|c| !is_accent(*c) && !is_apostrophe(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase);
    for c in plain {
        push_letter(&mut out, c);
    }
    out
}

fn push_letter(out: &mut String, c: char) {
    match respelled(c) {
        Some(latin) => out.push_str(latin),
        None if c.is_alphanumeric() || is_combining_mark(c) => out.push(c),
        None => out.push(' '),
    }
}

/// Zero-width, bidirectional and control characters, variation selectors and tags: a name pasted with one is the same name.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{0640}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e01ef}')
}

/// O'Brien, O’Brien and `OBrien` are one name; so are the marks that stand for hamza and ayn.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{00b4}'
            | '\u{02b9}'..='\u{02bf}'
            | '\u{02c8}'
            | '\u{2018}'..='\u{201b}'
            | '\u{2032}'
            | '\u{ff07}'
    )
}

/// Marks that may be left out of a name. Vowel signs of Indian scripts are marks too, and must stay:
/// without them different names become one.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}'..='\u{05c2}'
        | '\u{05c4}'..='\u{05c5}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06dc}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that do not decompose, and Cyrillic as it is commonly spelled in British records.
const RESPELLED: &[(char, &str)] = &[
    ('ł', "l"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('ә', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ŋ', "ng"),
    ('ς', "σ"),
    // Arabic, Persian and Urdu keyboards write one letter in several ways.
    ('ى', "ي"),
    ('ی', "ي"),
    ('ک', "ك"),
    ('ة', "ه"),
    ('ہ', "ه"),
    ('ھ', "ه"),
    ('ٱ', "ا"),
    ('а', "a"),
    ('ə', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('э', "e"),
    ('є', "ye"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('й', "y"),
    ('ј', "y"),
    ('ы', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ь', ""),
    ('ю', "yu"),
    ('я', "ya"),
];

fn respelled(c: char) -> Option<&'static str> {
    let found = || RESPELLED.iter().find(|(letter, _)| *letter == c);
    if c.is_ascii() {
        None
    } else {
        found().map(|(_, latin)| *latin)
    }
}

#[cfg(test)]
mod tests;
