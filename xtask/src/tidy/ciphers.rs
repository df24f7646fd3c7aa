//! Who may use cryptography, and for what: the list that docs/security/practice.md explains cannot fall behind the code.
//! A cipher in a crate that has no business with one is a secret made where nobody looks.

use super::tree::Tree;
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "ciphers",
    says: "cryptographic crates are used only by the crates that the table gives them to",
    look,
};

/// Each cryptographic crate, and those of ours that may use it. Those for tests alone are allowed anywhere in tests.
const USED_BY: &[(&str, &[&str])] = &[
    // Passwords.
    ("argon2", &["app"]),
    // Sealing.
    ("chacha20poly1305", &["core", "store"]),
    // Signed checkpoints.
    ("ed25519-dalek", &["store"]),
    // Lookups; the ledger's head and sums; a backup's seal.
    ("hmac", &["core", "store"]),
    // Signatures of an identity provider's tokens.
    ("jsonwebtoken", &["app"]),
    // A passkey that a test plays.
    ("p256", &[]),
    // Made-up towns from a seed, never a secret.
    ("rand_chacha", &["testkit", "town"]),
    // Reaching an identity provider by TLS.
    ("rustls", &["post"]),
    // Commitments, leaves, tokens at rest; digests of feeds and of files that are served.
    ("sha2", &["core", "store", "app", "interop", "web", "xtask"]),
    // Comparing in constant time.
    ("subtle", &["app", "store", "web"]),
    // The server's own TLS.
    ("tokio-rustls", &["trefoil"]),
    // One-time codes.
    ("totp-rs", &["app"]),
    // Passkeys.
    ("webauthn-rs", &["app"]),
    // Wiping.
    ("zeroize", &["core", "store", "interop"]),
];

/// Words in the name of a crate by which cryptography is told.
const TELLING: &[&str] = &[
    "aes",
    "argon2",
    "blake2",
    "blake3",
    "chacha",
    "chacha20poly1305",
    "cipher",
    "crypto",
    "dalek",
    "digest",
    "ecdsa",
    "getrandom",
    "hkdf",
    "hmac",
    "jose",
    "jsonwebtoken",
    "md5",
    "openidconnect",
    "openssl",
    "p256",
    "pbkdf2",
    "rand",
    "ring",
    "rsa",
    "rustls",
    "scrypt",
    "secrecy",
    "sha1",
    "sha2",
    "sha3",
    "signature",
    "subtle",
    "tls",
    "totp",
    "webauthn",
    "zeroize",
];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &tree.members {
        let from = member.name.strip_prefix("trefoil-").unwrap_or(&member.name);
        for dependency in &member.dependencies {
            let name = dependency.name.as_str();
            let known = USED_BY.iter().find(|(own, _)| *own == name);
            let for_tests = dependency.kind.as_deref() == Some("dev");
            let what = match known {
                Some((_, users)) if for_tests || users.contains(&from) => continue,
                Some(_) => format!("may not use `{name}` (xtask/src/tidy/ciphers.rs says who may)"),
                None if is_telling(name) => format!(
                    "`{name}` is cryptography: say in xtask/src/tidy/ciphers.rs who uses it for what, and in docs/security/practice.md"
                ),
                None => continue,
            };
            findings.push(Finding::new(&member.name, None, what));
        }
    }
    findings
}

fn is_telling(name: &str) -> bool {
    name.split(['-', '_']).any(|word| TELLING.contains(&word))
}
