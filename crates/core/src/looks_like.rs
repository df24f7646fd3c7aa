//! Whether a text holds something that looks like a place or a way to reach somebody, by its pattern alone: nothing here knows, or
//! could tell, whether it is anybody's.

/// What a text seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// A postcode.
    Postcode,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A house and its street.
    Street,
}

impl Trace {
    /// What people read: "a postcode".
    pub fn words(self) -> &'static str {
        match self {
            Self::Postcode => "a postcode",
            Self::Phone => "a phone number",
            Self::Email => "an e-mail address",
            Self::Street => "an address",
        }
    }
}

/// The first of these that the text seems to hold.
pub fn trace(text: &str) -> Option<Trace> {
    let found = [
        (Trace::Email, has_email(text)),
        (Trace::Postcode, has_postcode(text)),
        (Trace::Phone, has_phone(text)),
        (Trace::Street, has_street(text)),
    ];
    found.into_iter().find(|(_, has)| *has).map(|(one, _)| one)
}

fn words(text: &str) -> Vec<String> {
    let apart = |sign: char| !sign.is_alphanumeric();
    let words = text.split(apart).filter(|word| !word.is_empty());
    words.map(str::to_uppercase).collect()
}

/// A postcode in any case, with its blank or without: the shape that all in the United Kingdom have.
pub fn postcode(text: &str) -> Option<String> {
    let joined: String = words(text).concat();
    is_postcode(&joined).then_some(joined)
}

fn is_postcode(word: &str) -> bool {
    let Some((outward, inward)) = word
        .len()
        .checked_sub(3)
        .and_then(|at| word.split_at_checked(at))
    else {
        return false;
    };
    is_outward(outward) && is_inward(inward)
}

fn is_inward(word: &str) -> bool {
    let mut signs = word.chars();
    let digit = signs.next().is_some_and(|sign| sign.is_ascii_digit());
    let letters: Vec<char> = signs.collect();
    digit && letters.len() == 2 && letters.iter().all(char::is_ascii_uppercase)
}

/// One or two letters, a digit, and one more of either or none.
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let rest: Vec<char> = word.chars().skip(letters).collect();
    let tail = match rest.as_slice() {
        [first] => first.is_ascii_digit(),
        [first, second] => first.is_ascii_digit() && second.is_ascii_alphanumeric(),
        _ => false,
    };
    (1..=2).contains(&letters) && tail
}

fn has_postcode(text: &str) -> bool {
    let words = words(text);
    let alone = words.iter().any(|word| is_postcode(word));
    let mut pairs = words.iter().zip(words.iter().skip(1));
    alone || pairs.any(|(outward, inward)| is_outward(outward) && is_inward(inward))
}

/// The digits of what is written as numbers are: digits, and the signs that stand between them.
pub fn dialled(text: &str) -> Option<String> {
    let signs = |sign: char| sign.is_ascii_digit() || " +-().".contains(sign);
    let digits = text.chars().filter(char::is_ascii_digit).collect();
    text.chars().all(signs).then_some(digits)
}

/// A phone number as it is dialled in the United Kingdom, digits alone; `None` where it has too few or too many.
pub fn phone(text: &str) -> Option<String> {
    let digits = dialled(text)?;
    let abroad = text.trim_start().starts_with('+') || digits.starts_with("00");
    let bare = digits.trim_start_matches("00");
    let national = match bare.strip_prefix("44") {
        Some(rest) if abroad => format!("0{}", rest.trim_start_matches('0')),
        _ if abroad => return (8..=15).contains(&bare.len()).then(|| format!("+{bare}")),
        _ => digits,
    };
    let fits = national.starts_with('0') && (10..=11).contains(&national.len());
    fits.then_some(national)
}

/// Nine digits or more in a run that blanks, dashes and brackets may part: a date or a case number has fewer.
fn has_phone(text: &str) -> bool {
    let mut run = 0;
    for sign in text.chars() {
        match sign {
            '0'..='9' => run += 1,
            ' ' | '-' | '(' | ')' | '+' | '.' => {}
            _ => run = 0,
        }
        if run >= 9 {
            return true;
        }
    }
    false
}

/// An e-mail address: something, an at, something with a dot.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let (name, host) = text.split_once('@')?;
    let good = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';']);
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    (good(name) && good(host) && dotted).then(|| text.to_lowercase())
}

fn has_email(text: &str) -> bool {
    let apart = |sign: char| sign.is_whitespace() || "<>()[],;:\"".contains(sign);
    let mut parts = text.split(apart);
    parts.any(|part| email(part.trim_end_matches('.')).is_some())
}

/// What streets are called, in full and as people shorten them. Not "court" or "place": an order is made on 3 March at court.
const STREETS: &[&str] = &[
    "STREET",
    "ST",
    "ROAD",
    "RD",
    "AVENUE",
    "AVE",
    "LANE",
    "LN",
    "CLOSE",
    "DRIVE",
    "CRESCENT",
    "TERRACE",
    "GROVE",
    "GARDENS",
    "SQUARE",
    "MEWS",
    "PARADE",
    "PROMENADE",
    "QUAY",
];

/// A number, and within three words of it what streets are called: "4 Quay Street", "flat 2b, 17 St Anne's Rd".
fn has_street(text: &str) -> bool {
    let words = words(text);
    let numbered = |word: &String| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=4).contains(&digits) && word.len() <= digits + 1
    };
    words.iter().enumerate().any(|(place, word)| {
        let mut after = words.iter().skip(place + 1).take(4).skip(1);
        numbered(word) && after.any(|next| STREETS.contains(&next.as_str()))
    })
}

#[cfg(test)]
mod tests;
