//! Unique pupil numbers: a check letter, then twelve characters, the last of which may be a letter on a temporary number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A UPN whose check letter holds, in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Upn(String);

/// The text is not a UPN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAUpn {
    /// Not a letter, eleven digits and a digit or letter.
    #[error("a UPN is a letter followed by twelve digits, of which the last may be a letter")]
    Shape,
    /// The check letter is wrong.
    #[error("the UPN fails its check letter: at least one character is wrong")]
    CheckLetter,
}

/// The letters that stand for a remainder and for the last place of a temporary number: no I, O or S.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

fn value(byte: u8, last: bool) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        _ if last => LETTERS.iter().position(|letter| *letter == byte),
        _ => None,
    }
}

impl FromStr for Upn {
    type Err = NotAUpn;

    fn from_str(text: &str) -> Result<Self, NotAUpn> {
        let upn = text.trim().to_ascii_uppercase();
        let (Some(letter), 13) = (upn.bytes().next(), upn.len()) else {
            return Err(NotAUpn::Shape);
        };
        let mut sum = 0;
        for (place, byte) in (2..=13).zip(upn.bytes().skip(1)) {
            sum += place * value(byte, place == 13).ok_or(NotAUpn::Shape)?;
        }
        if !letter.is_ascii_uppercase() {
            return Err(NotAUpn::Shape);
        }
        if LETTERS.get(sum % 23) == Some(&letter) {
            Ok(Self(upn))
        } else {
            Err(NotAUpn::CheckLetter)
        }
    }
}

impl Upn {
    /// The thirteen characters.
    pub fn characters(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Upn {
    type Error = NotAUpn;

    fn try_from(text: String) -> Result<Self, NotAUpn> {
        text.parse()
    }
}

impl From<Upn> for String {
    fn from(upn: Upn) -> Self {
        upn.0
    }
}

impl fmt::Display for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests;
