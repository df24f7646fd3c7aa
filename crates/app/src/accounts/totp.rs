//! One-time codes (RFC 6238): six digits, half a minute, one step either way, each good once.

use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};
use trefoil_core::chance::{Chance, random};
use trefoil_core::ids::WorkerId;
use trefoil_core::seal::Authority32;
use trefoil_store::Ring;

fn place(worker: WorkerId) -> Vec<u8> {
    format!("totp {worker}").into_bytes()
}

fn totp(secret: &Authority32, issuer: &str, email: &str) -> Option<Totp> {
    let secret = Secret::from(secret.bytes().to_vec());
    let issuer = issuer.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(issuer))
        .with_account_name(email.to_owned())
        .build()
        .ok()
}

/// A fresh secret: wrapped for the database, as an address for the worker's app, and as letters to type.
pub(super) struct Fresh {
    pub(super) wrapped: Vec<u8>,
    pub(super) uri: String,
    pub(super) letters: String,
}

/// Makes a secret for a worker; `None` where the address cannot stand in the app's link.
pub(super) fn fresh(
    ring: &Ring,
    chance: &dyn Chance,
    worker: WorkerId,
    issuer: &str,
    email: &str,
) -> Option<Fresh> {
    let secret = Authority32::new(random(chance));
    let wrapped = ring.sealing().wrap(&secret, random(chance), &place(worker));
    let letters = Secret::from(secret.bytes().to_vec()).to_base32();
    let uri = totp(&secret, issuer, email)?.to_url().ok()?;
    Some(Fresh {
        wrapped,
        uri,
        letters,
    })
}

/// A secret that was made before, to be shown once more: as an address for the worker's app, and as letters to type.
pub(super) fn again(
    ring: &Ring,
    (worker, wrapped): (WorkerId, &[u8]),
    issuer: &str,
    email: &str,
) -> Option<(String, String)> {
    let secret = ring.sealing().unwrap(wrapped, &place(worker)).ok()?;
    let letters = Secret::from(secret.bytes().to_vec()).to_base32();
    let uri = totp(&secret, issuer, email)?.to_url().ok()?;
    Some((uri, letters))
}

/// The step of the code, where it is right at this time.
pub(super) fn step_of(
    ring: &Ring,
    worker: WorkerId,
    wrapped: Option<&[u8]>,
    code: &str,
    now: Timestamp,
) -> Option<i64> {
    let secret = ring.sealing().unwrap(wrapped?, &place(worker)).ok()?;
    let time = u64::try_from(now.as_second()).ok()?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    totp(&secret, "Trefoil", "worker")?
        .check(&code, time)
        .and_then(|step| i64::try_from(step).ok())
}
