//! One-time links for signing in: in whose place they stand.

use crate::vocabulary::closed_list;

closed_list! {
    /// What a link opens. None stands in the place of both the password and the authenticator app.
    LinkOpens {
        Session = "session", "Signs in";
        Password = "password", "Sets a password, for who has the authenticator app";
        Authenticator = "authenticator", "Sets an authenticator app, for who has the password";
    }
}

closed_list! {
    /// What a worker lost.
    Lost {
        Password = "password", "The password";
        Authenticator = "authenticator", "The telephone with the authenticator app";
    }
}

impl LinkOpens {
    /// For an account that has a password, or none, whose worker lost that.
    pub fn of(has_password: bool, lost: Lost) -> Self {
        match lost {
            _ if !has_password => Self::Session,
            Lost::Password => Self::Password,
            Lost::Authenticator => Self::Authenticator,
        }
    }
}
