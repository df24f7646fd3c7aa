//! A refusal is a value: a code for programs and plain words for the person who asked.

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What may not be seen and what does not exist are the same, to the byte.
    #[error("We cannot find that page")]
    NotFound,
    /// The viewer may know that there is something, and is told how to get leave.
    #[error("{0}")]
    NotAllowed(String),
    /// The act does not fit the state of the record.
    #[error("{0}")]
    Conflict(String),
    /// What was given cannot be used; each problem names its field.
    #[error("{}", Problem::list(.0))]
    Invalid(Vec<Problem>),
    /// A budget is used up: the words say which, and until when.
    #[error("{0}")]
    TooMany(String),
    /// Nobody is signed in.
    #[error("Sign in to continue")]
    SignInNeeded,
    /// The disk is nearly full: reads go on, writes wait.
    #[error(
        "The disk is nearly full, so nothing new can be saved. What was saved before is safe, and you can go on reading. Tell your IT officer."
    )]
    NoSpace,
    /// The database does not answer.
    #[error(
        "The records cannot be reached just now. Nothing that you saved is lost. The page will work again by itself when they are back."
    )]
    Unavailable,
}

/// One thing wrong with what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's name in the form, or the column.
    pub field: String,
    /// Plain words: what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem with a field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }

    fn list(problems: &[Self]) -> String {
        let messages: Vec<&str> = problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        messages.join(" ")
    }
}

impl Refusal {
    /// One problem with one field.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Problem::new(field, message)])
    }
}
