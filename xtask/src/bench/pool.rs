//! What a load asks for: contacts that wait, pages of the queue, people to find. Gathered from the pages themselves, before
//! anything is timed.

use super::http::Client;
use anyhow::{Context as _, ensure};

/// The pages of the queue that contacts are taken from.
const LEAFED: std::ops::RangeInclusive<u32> = 1..=200;
const EVERY: usize = 8;

/// Page 1 with each filter.
const FIRST: &[&str] = &[
    "/queue",
    "/queue?source=police",
    "/queue?risk=high",
    "/queue?domestic_abuse=yes",
    "/queue?clock=overdue&sort=risk",
    "/queue?worker=nobody&sort=-time",
    "/queue?sort=source",
];
/// Page 200, with filters that leave as many.
const FAR: &[&str] = &[
    "/queue?page=200",
    "/queue?source=police&page=200",
    "/queue?clock=overdue&page=200",
    "/queue?worker=nobody&sort=risk&page=200",
    "/queue?source=police&clock=overdue&sort=-time&page=200",
];

/// Addresses by kind.
pub(super) struct Pool {
    pub(super) contacts: Vec<String>,
    pub(super) first: Vec<String>,
    pub(super) far: Vec<String>,
    pub(super) searches: Vec<String>,
}

impl Pool {
    pub(super) fn gather(client: &mut Client, searches: &[String]) -> anyhow::Result<Self> {
        let mut contacts = Vec::new();
        for page in LEAFED.step_by(EVERY) {
            let answer = client.get(&format!("/queue?page={page}"))?;
            contacts.extend(contacts_of(&answer.body));
        }
        for address in FAR {
            let answer = client.get(address)?;
            let rows = contacts_of(&answer.body).len();
            ensure!(rows > 0, "{address} is empty: too few contacts wait");
        }
        ensure!(!searches.is_empty(), "the feed names nobody to search for");
        let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Ok(Self {
            contacts,
            first: texts(FIRST),
            far: texts(FAR),
            searches: searches.to_vec(),
        })
    }
}

/// The contacts that a page links to, each once: not the form by which one is recorded, which nobody can take.
fn contacts_of(page: &str) -> Vec<String> {
    const START: &str = "href=\"/contacts/";
    let mut found: Vec<String> = page
        .split(START)
        .skip(1)
        .filter_map(|rest| rest.split(['"', '/', '?', '#']).next())
        .filter(|id| is_id(id))
        .map(|id| format!("/contacts/{id}"))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn is_id(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    text.len() == 36 && text.bytes().all(digit)
}

/// The token that every form of a session carries.
pub(super) fn token_of(page: &str) -> anyhow::Result<String> {
    let behind = page.split("name=\"csrf\" value=\"").nth(1);
    let token = behind.and_then(|rest| rest.split('"').next());
    Ok(token.context("the page has no form")?.to_owned())
}

#[cfg(test)]
mod tests;
