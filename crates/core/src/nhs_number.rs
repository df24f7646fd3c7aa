//! NHS numbers: ten digits, the last a weighted modulus 11 check digit (NHS Data Dictionary).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An NHS number whose check digit holds. Spaces are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

/// The text is not an NHS number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnNhsNumber {
    /// Not ten digits.
    #[error("an NHS number has ten digits")]
    Shape,
    /// The check digit is wrong, or the number could never be issued.
    #[error("the NHS number fails its check digit: at least one digit is wrong")]
    CheckDigit,
}

impl FromStr for NhsNumber {
    type Err = NotAnNhsNumber;

    fn from_str(text: &str) -> Result<Self, NotAnNhsNumber> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        if values.len() != 10 || digits.len() != 10 {
            return Err(NotAnNhsNumber::Shape);
        }
        let sum: u32 = values
            .iter()
            .zip((2..=10).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        let check = match 11 - sum % 11 {
            11 => 0,
            10 => return Err(NotAnNhsNumber::CheckDigit),
            check => check,
        };
        if values.last() == Some(&check) {
            Ok(Self(digits))
        } else {
            Err(NotAnNhsNumber::CheckDigit)
        }
    }
}

impl NhsNumber {
    /// The ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NotAnNhsNumber;

    fn try_from(text: String) -> Result<Self, NotAnNhsNumber> {
        text.parse()
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.0
    }
}

impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at(3);
        let (middle, last) = rest.split_at(3);
        write!(f, "{first} {middle} {last}")
    }
}

#[cfg(test)]
mod tests;
