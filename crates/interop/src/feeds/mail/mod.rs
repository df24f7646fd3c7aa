//! Mail: the bytes of one message (RFC 5322, MIME) in; a contact that is about nobody yet out, with its files. Who wrote it is what the
//! message says, which proves nothing. A message inside it is read with it; what cannot be read is said, and nothing is thrown away.

mod story;

use jiff::{SignedDuration, Timestamp};
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use sha2::{Digest, Sha256};
use trefoil_core::attachment::MOST_FILES;
use trefoil_core::contact::{CameBy, ContactDraft, Referrer, SUMMARY_LONGEST};
use trefoil_core::flag::{Flag, FlagCode};
use trefoil_core::hex::hex;
use trefoil_core::hidden::hides_something;
use trefoil_core::located::Located;
use trefoil_core::vocabulary::{Known, RiskGrade, RiskInstrument, Source};

use super::Feed;
use crate::kinds::is_message;

/// The entry of `feeds::ALL`.
pub const FEED: Feed = Feed {
    code: "mail",
    words: "E-mail messages",
};

/// The largest message, in bytes: twice what the files of a contact may be, because they are written in letters.
pub const LARGEST: usize = 64 << 20;
/// Messages inside messages that are read; what lies deeper stays one file.
const DEPTH: usize = 4;
/// Bytes at the start of a file in which headers are looked for.
const HEAD: usize = 64 << 10;
/// What arrived longer ago was not received then: its date is made up, or its file was found again.
const LONG_AGO: SignedDuration = SignedDuration::from_hours(24 * 366);

/// A message, read.
pub struct Mail {
    /// What it tells.
    pub draft: ContactDraft,
    /// Hash of its bytes.
    pub digest: [u8; 32],
    /// Its files, in its order.
    pub files: Vec<MailFile>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFile {
    /// What it is called there; empty where it is not.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a file is no contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMail {
    /// It does not begin as a message does.
    #[error("This is no e-mail message. Nothing of it was taken in.")]
    Unknown,
    /// It is too large.
    #[error(
        "This message is larger than 64 MB. Nothing of it was taken in: ask whoever sent it for less at once."
    )]
    Large,
}

/// Whether a file begins as a message does.
pub fn is(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    is_message(&String::from_utf8_lossy(head))
}

/// Reads one message. `now` is when it was found: nothing is received later.
///
/// # Errors
/// Why it is none.
pub fn read(bytes: &[u8], now: Timestamp) -> Result<Mail, NotMail> {
    if bytes.len() > LARGEST {
        return Err(NotMail::Large);
    }
    let message = MessageParser::default().parse(bytes);
    let message = message.filter(|_| is(bytes)).ok_or(NotMail::Unknown)?;
    let mut told = Told::default();
    told.gather(&message, 0);
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let (received_at, dated) = received(&message, now);
    let summary = told.summary();
    Ok(Mail {
        draft: ContactDraft {
            source: source(&message),
            reference: Some(reference(&message, digest)),
            version: 1,
            received_at,
            incident_started_at: None,
            place: None,
            police_attended: Known::Unknown,
            domestic_abuse: Known::Unknown,
            instrument: RiskInstrument::None,
            grade: RiskGrade::Unknown,
            flags: told.flags(summary.as_deref(), dated),
            summary,
            people: Vec::new(),
            referrer: Some(referrer(&message)),
            came_by: Some(CameBy::Mail),
            raw: raw(&message),
        },
        digest,
        files: told.files,
    })
}

/// What a message and those inside it tell.
#[derive(Default)]
struct Told {
    /// Its words, message by message.
    words: Vec<String>,
    files: Vec<MailFile>,
    /// Whether somebody wrote more than a subject.
    written: bool,
    /// Whether letters were lost.
    unread: bool,
}

impl Told {
    fn gather(&mut self, message: &Message<'_>, depth: usize) {
        self.words.extend(story::of(message, depth));
        let bodies = 0..message.text_body_count();
        self.written |= bodies
            .filter_map(|at| message.body_text(at))
            .any(|text| !text.trim().is_empty());
        let mut bodies = message.text_bodies();
        self.unread |= bodies.any(|part| part.is_encoding_problem);
        for part in message.attachments() {
            match part.message().filter(|_| depth < DEPTH) {
                Some(inner) => self.gather(inner, depth + 1),
                None => self.files.push(MailFile {
                    name: part.attachment_name().unwrap_or_default().to_owned(),
                    bytes: part.contents().to_vec(),
                }),
            }
        }
    }

    /// The story. What is longer than a story may be goes on as a file beside it.
    fn summary(&mut self) -> Option<String> {
        let all = self.words.join("\n\n").replace('\0', "\u{2400}");
        let all = all.trim();
        if all.chars().count() <= SUMMARY_LONGEST {
            return (!all.is_empty()).then(|| all.to_owned());
        }
        let whole = MailFile {
            name: "The whole message.txt".to_owned(),
            bytes: all.as_bytes().to_vec(),
        };
        self.files.insert(0, whole);
        Some(all.chars().take(SUMMARY_LONGEST).collect())
    }

    fn flags(&self, summary: Option<&str>, dated: bool) -> Vec<Flag> {
        let more = self.files.len().saturating_sub(MOST_FILES);
        let hidden = summary.is_some_and(hides_something);
        let each = [
            (
                !self.written,
                FlagCode::Missing,
                "The message has no words of its own.".to_owned(),
            ),
            (
                self.unread,
                FlagCode::InvalidEncoding,
                "Some letters of the message could not be read. Ask whoever sent it what it says."
                    .to_owned(),
            ),
            (
                self.words.iter().map(|one| one.chars().count()).sum::<usize>() > SUMMARY_LONGEST,
                FlagCode::TooLong,
                "The message is very long. All of it is in the file “The whole message.txt”."
                    .to_owned(),
            ),
            (
                hidden,
                FlagCode::HiddenCharacters,
                "The message holds characters that cannot be seen or that turn the direction of the text. It is kept as written.".to_owned(),
            ),
            (
                !dated,
                FlagCode::InvalidTime,
                "The message does not say when it came, so the time at which it was found counts."
                    .to_owned(),
            ),
            (
                more > 0,
                FlagCode::TooManyRows,
                format!("{more} more files came with the message and are not kept. Ask whoever sent it for fewer at once."),
            ),
        ];
        let wrong = each.into_iter().filter(|(wrong, ..)| *wrong);
        let flag = |(_, code, message)| Flag {
            code,
            column: None,
            message,
        };
        wrong.map(flag).collect()
    }
}

/// When it came, as the last server on its way wrote; else when it says that it was sent; and whether either can be believed.
fn received(message: &Message<'_>, now: Timestamp) -> (Timestamp, bool) {
    let last = message.received().and_then(mail_parser::Received::date);
    let dates = last.into_iter().chain(message.date().copied());
    let read = dates.filter_map(|date| Timestamp::from_second(date.to_timestamp()).ok());
    let long_ago = now.checked_sub(LONG_AGO).unwrap_or(now);
    let mut fits = read.filter(|at| *at <= now && *at >= long_ago);
    fits.next().map_or((now, false), |at| (at, true))
}

/// The address that it says it is from.
fn address<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    message.from()?.first()?.address()
}

/// What kind of body an address says that it is of; everybody else may be anybody.
const BODIES: &[(&str, Source)] = &[
    (".police.uk", Source::Police),
    (".sch.uk", Source::School),
    (".nhs.uk", Source::Health),
    ("nhs.net", Source::Health),
];

fn source(message: &Message<'_>) -> Source {
    let address = address(message).unwrap_or_default().to_lowercase();
    let host = address.rsplit('@').next().unwrap_or_default();
    let of = |(ending, _): &&(&str, Source)| {
        let whole = ending.trim_start_matches('.');
        host == whole
            || host
                .strip_suffix(whole)
                .is_some_and(|rest| rest.ends_with('.'))
    };
    let found = BODIES.iter().find(of);
    found.map_or(Source::Public, |(_, source)| *source)
}

fn referrer(message: &Message<'_>) -> Referrer {
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|one| one.name()).map(str::trim);
    Referrer {
        name: name.filter(|name| !name.is_empty()).map(str::to_owned),
        reached: address(message).map(|one| Located::new(one.to_owned())),
        ..Referrer::default()
    }
}

/// What names the message for ever: its own name and its bytes. Another message under the same name is another contact.
fn reference(message: &Message<'_>, digest: [u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(message.message_id().unwrap_or_default());
    hash.update(digest);
    let hash: [u8; 32] = hash.finalize().into();
    let short = hash.first_chunk::<8>().copied().unwrap_or_default();
    format!("mail {}", hex(&short))
}

/// The headers and the words as they came, byte for byte: each stands for itself as a letter. Files are kept by themselves.
fn raw(message: &Message<'_>) -> Located<String> {
    let whole = message.raw_message();
    let part = |from: u32, to: u32| {
        let (from, to) = (usize::try_from(from), usize::try_from(to));
        let range = from.ok().zip(to.ok());
        range.and_then(|(from, to)| message.raw_message.get(from..to))
    };
    let body = message.root_part().offset_body;
    let head = part(0, body).unwrap_or(whole);
    let bodies = message.text_bodies();
    let bodies = bodies.filter_map(|one| part(one.offset_body, one.offset_end));
    let all = [head].into_iter().chain(bodies).flatten();
    Located::new(all.map(|byte| char::from(*byte)).collect())
}

#[cfg(test)]
mod tests;
