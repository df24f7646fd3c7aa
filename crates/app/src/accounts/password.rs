//! Passwords: argon2id, its cost as the library's defaults (19 MiB, two passes), off the async threads.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use trefoil_core::refusal::Refusal;

/// What a password that nobody has is checked against, so that an unknown address takes as long as a known one.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$dHJlZm9pbC1ub2JvZHlzLXNhbHQ$HYkpq3N5eWPd8wyNqyDKgGkWCqRVBXGWVDCpuNnh8rw";

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
