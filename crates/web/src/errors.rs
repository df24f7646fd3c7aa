//! Why there is no page, in plain words. A handler returns a [`Refused`]; `dress` makes the page of it, so that what may
//! not be seen and what does not exist are the same to the byte.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::extract::{Request, State as Given};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use trefoil_core::attachment::size_words;
use trefoil_core::hidden::SHOWN_NUL;
use trefoil_core::refusal::Refusal;

use crate::State;
use crate::api::problem::{is_asked_by_a_program, problem};
use crate::components::{Layout, SummaryList, SummaryRow};
use crate::shell::{Shell, Tab, page_as};

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The door refused.
    By(Refusal),
    /// A form came without its token, or from another site; with what was typed in it.
    NotFromHere(Vec<(String, String)>),
    /// A form came after its visit had ended; with what was typed in it.
    SignedOut(Vec<(String, String)>),
    /// More was sent than this form may hold, which is so many bytes.
    TooLarge(usize),
    /// What was sent is no form.
    Unreadable,
    /// What was typed holds what no record can; with what was typed.
    Unwritable(Vec<(String, String)>),
    /// The address exists, but not to be used like this.
    WrongMethod,
    /// A fault of ours.
    Broken,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::By(refusal)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.words().status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What a refusal says.
struct Words {
    status: StatusCode,
    heading: &'static str,
    lines: Vec<String>,
    typed: Vec<(String, String)>,
}

/// A page that says why there is no page.
#[derive(Template)]
#[template(path = "pages/error.html")]
pub(crate) struct ErrorPage {
    layout: Layout,
    heading: &'static str,
    lines: Vec<String>,
    typed: Option<SummaryList>,
    /// Whether it says how to get leave: for all that is not found, whatever it was.
    leave: bool,
}

impl Refused {
    fn words(&self) -> Words {
        match self {
            Self::TooLarge(limit) => Words {
                lines: vec![
                    format!(
                        "This page takes in at most {}, and more was sent. Nothing of it was saved.",
                        size_words(*limit)
                    ),
                    TOO_LARGE.to_owned(),
                ],
                ..self.plain()
            },
            Self::By(refusal) => refusal_words(refusal),
            Self::NotFromHere(typed) | Self::SignedOut(typed) | Self::Unwritable(typed) => Words {
                typed: typed.clone(),
                ..self.plain()
            },
            _ => self.plain(),
        }
    }

    /// What is ours to say.
    fn plain(&self) -> Words {
        let (status, heading, lines): (_, _, &[&str]) = match self {
            Self::NotFromHere(_) => (StatusCode::FORBIDDEN, "Nothing was saved", NOT_FROM_HERE),
            Self::SignedOut(_) => (
                StatusCode::UNAUTHORIZED,
                "You have been signed out",
                SIGNED_OUT,
            ),
            Self::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "This is too large", &[]),
            Self::Unreadable => (
                StatusCode::BAD_REQUEST,
                "The form could not be read",
                UNREADABLE,
            ),
            Self::Unwritable(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Nothing was saved",
                UNWRITABLE,
            ),
            Self::WrongMethod => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This address cannot be used like that",
                &["Go back to the page that you came from."],
            ),
            Self::Broken | Self::By(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong here",
                BROKEN,
            ),
        };
        Words {
            status,
            heading,
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            typed: Vec::new(),
        }
    }
}

const NOT_FROM_HERE: &[&str] = &[
    "This form was not sent from a page of your present visit. It may have been open since an earlier one.",
    "Open the page again and send it once more.",
];
const SIGNED_OUT: &[&str] = &["Nothing was saved. Sign in, then send the form once more."];
const TOO_LARGE: &str = "Go back with your browser: what you typed stands there. Take the file out or choose a smaller one, and send the form again. A register or a feed that is too large can be taken in with the command line: ask your IT officer.";
const UNREADABLE: &[&str] = &["Nothing was saved. Go back and send it once more."];
const UNWRITABLE: &[&str] = &[
    "One of the boxes holds a character that cannot be kept (a NUL). It may have come with something that was pasted.",
    "Go back, type that part again, and send the form once more.",
];
const BROKEN: &[&str] = &[
    "This is a fault of the system and nothing that you did.",
    "Go back and try once more. If it happens again, tell your IT officer at what time it was.",
];

fn refusal_words(refusal: &Refusal) -> Words {
    let (status, heading, line) = match refusal {
        Refusal::NotFound => (
            StatusCode::NOT_FOUND,
            "We cannot find that page",
            "Check the address. It may be about something that is not your work, or that is not here.".to_owned(),
        ),
        Refusal::NotAllowed(words) => (StatusCode::FORBIDDEN, "You cannot do this", words.clone()),
        Refusal::Conflict(words) => (StatusCode::CONFLICT, "Something has changed", words.clone()),
        Refusal::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Nothing was saved", refusal.to_string()),
        Refusal::TooMany(words) => (StatusCode::TOO_MANY_REQUESTS, "You have to wait", words.clone()),
        Refusal::SignInNeeded => (
            StatusCode::UNAUTHORIZED,
            "Sign in to continue",
            "Nothing was saved, because nobody is signed in. Sign in, then send the form once more.".to_owned(),
        ),
        Refusal::NoSpace => (StatusCode::INSUFFICIENT_STORAGE, "Nothing new can be saved just now", refusal.to_string()),
        Refusal::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "The records cannot be reached", refusal.to_string()),
    };
    Words {
        status,
        heading,
        lines: vec![line],
        typed: Vec::new(),
    }
}

/// What the form of a request held, kept until it is answered: what could not be saved is not lost with the form.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<Vec<(String, String)>>>);

impl Kept {
    /// Keeps what was typed.
    pub(crate) fn keep(&self, typed: Vec<(String, String)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = typed;
    }

    /// What was typed, where this refusal has nothing to do with it, and would lose it.
    fn lost_by(&self, refused: &Refused) -> Vec<(String, String)> {
        match refused {
            // What is gone may have been a colleague's to end: whoever typed for it is shown what they sent, and nothing else.
            Refused::By(
                Refusal::NoSpace
                | Refusal::Unavailable
                | Refusal::TooMany(_)
                | Refusal::NotFound
                | Refusal::Conflict(_),
            )
            | Refused::Broken
            | Refused::TooLarge(_) => {
                std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
            }
            _ => Vec::new(),
        }
    }
}

impl ErrorPage {
    /// The page of this refusal, with nobody's navigation: it must not tell two viewers, or two reasons, apart.
    pub(crate) fn of(refused: &Refused, shell: &Shell, lost: Vec<(String, String)>) -> Self {
        let words = refused.words();
        let leave = words.status == StatusCode::NOT_FOUND;
        let rows = words
            .typed
            .into_iter()
            .chain(lost)
            .map(|(_, value)| SummaryRow::new("You typed", shown(&value)));
        let rows: Vec<SummaryRow> = rows.collect();
        Self {
            layout: shell.layout(words.heading, Tab::Elsewhere),
            heading: words.heading,
            lines: words.lines,
            typed: (!rows.is_empty()).then(|| SummaryList::new(rows)),
            leave,
        }
    }
}

/// What was typed, as a page can show it: whoever must type it anew sees where it stands.
fn shown(value: &str) -> String {
    let seen = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c.is_control() => SHOWN_NUL,
        c => c,
    };
    value.chars().map(seen).collect()
}

/// Makes pages of refusals; a reader who is not signed in is sent to sign in, and back.
pub(crate) async fn dress(
    Given(state): Given<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let kept = Kept::default();
    request.extensions_mut().insert(kept.clone());
    let mut response = next.run(request).await;
    let Some(refused) = response.extensions_mut().remove::<Refused>() else {
        return response;
    };
    if is_asked_by_a_program(uri.path()) {
        return problem(&refused, response.status(), response.headers());
    }
    if refused == Refused::By(Refusal::SignInNeeded) && method == Method::GET {
        return Redirect::to(&sign_in_and_back(&uri)).into_response();
    }
    let status = response.status();
    let shell = Shell::before_sign_in(&state);
    let page = page_as(
        status,
        &ErrorPage::of(&refused, &shell, kept.lost_by(&refused)),
    );
    page.unwrap_or_else(|_| status.into_response())
}

fn sign_in_and_back(uri: &Uri) -> String {
    let back = uri.path_and_query().map_or("/", |path| path.as_str());
    if back == "/" {
        "/sign-in".to_owned()
    } else {
        format!(
            "/sign-in?next={}",
            utf8_percent_encode(back, NON_ALPHANUMERIC)
        )
    }
}

/// No such address.
pub(crate) async fn nowhere() -> Refused {
    Refusal::NotFound.into()
}

/// A question for headers alone reads, publishes or signs in as the whole would, and shows nobody what was done: it is answered
/// only where nothing is recorded. A mail scanner that asks so burns no sign-in link.
pub(crate) async fn no_head(request: Request, next: Next) -> Response {
    let plain = ["/healthz", "/readyz", "/assets/"];
    let harmless = plain
        .iter()
        .any(|one| request.uri().path().starts_with(one));
    if request.method() == Method::HEAD && !harmless {
        return Refused::WrongMethod.into_response();
    }
    next.run(request).await
}

/// An address used in a way that it is not for.
pub(crate) async fn wrong_method() -> Refused {
    Refused::WrongMethod
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
