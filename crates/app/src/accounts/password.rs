//! Passwords: which will do, and how they are kept: argon2id, its cost as the library's defaults (19 MiB, two passes), off the async threads.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use trefoil_core::refusal::Refusal;
use zxcvbn::{Score, zxcvbn};

/// What a password that nobody has is checked against, so that an unknown address takes as long as a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$dHJlZm9pbC1ub2JvZHlzLXNhbHQ$HYkpq3N5eWPd8wyNqyDKgGkWCqRVBXGWVDCpuNnh8rw";

/// The shortest password: long enough to be three words.
const SHORTEST: usize = 12;
/// What everybody here thinks of first.
const OF_THE_PLACE: [&str; 12] = [
    "trefoil",
    "council",
    "safeguarding",
    "children",
    "families",
    "family",
    "hub",
    "social",
    "worker",
    "police",
    "welcome",
    "password",
];
const EASY: &str = "This password is easy to guess: it is one that many people use, or is made of names, dates or keys that stand side by side. Take three or four words that do not belong together.";

/// Why a password will not do: ten thousand million guesses would find it. Nothing where it will. `about` is what belongs to the
/// account and its authority: names, an address.
/// Common passwords, words and names, dates, repeated letters and rows of the keyboard count as the few guesses that they are.
pub(super) fn objection(password: &str, about: &[&str]) -> Option<String> {
    if password.chars().count() < SHORTEST {
        let words =
            format!("The password must have at least {SHORTEST} characters: three words will do.");
        return Some(words);
    }
    let apart = |text: &&str| !text.is_empty();
    let words = about
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()))
        .filter(apart);
    let known: Vec<&str> = words.chain(OF_THE_PLACE).collect();
    (zxcvbn(password, &known).score() < Score::Four).then(|| EASY.to_owned())
}

/// The hash of a password.
pub(super) async fn hash(password: String, salt: [u8; 16]) -> Result<String, Refusal> {
    let hashing = move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).ok()
    };
    tokio::task::spawn_blocking(hashing)
        .await
        .ok()
        .flatten()
        .ok_or(Refusal::Unavailable)
}

/// Whether the password is the one that was hashed; never true for nobody's.
pub(super) async fn fits(password: String, hash: Option<String>) -> bool {
    let somebodys = hash.is_some();
    let checking = move || {
        let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    };
    tokio::task::spawn_blocking(checking)
        .await
        .is_ok_and(|fits| fits && somebodys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_what_somebody_would_try() {
        let about = [
            "Robin Hale",
            "robin.hale@blackpool.gov.uk",
            "Blackpool Council",
        ];
        let check = |password: &str, will: bool| {
            let objection = objection(password, &about);
            assert_eq!(objection.is_none(), will, "{password}: {objection:?}");
        };
        check("copper kettle umbrella", true);
        check("seven quiet lanterns", true);
        check("\u{e9}t\u{e9} mauve tracteur", true);
        check("q8;Xv2#rTz!m", true);
        check("eleven char", false);
        for common in [
            "password1234",
            "Password2026!",
            "123456789012",
            "qwertyuiop123",
            "1q2w3e4r5t6y",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "letmeinletmein",
            "iloveyou1234",
            "Welcome12345",
        ] {
            check(common, false);
        }
        for of_the_place in [
            "trefoiltrefoil",
            "Blackpool2026",
            "RobinHale1984",
            "robin.hale.1",
            "safeguarding1",
            "Council12345",
        ] {
            check(of_the_place, false);
        }
    }
}
