//! The secret of an authenticator app, as letters to type and as a link: on the one page that shows it.

use crate::components::{SummaryList, SummaryRow};

/// Both.
pub(super) fn secret_list(letters: String, uri: String) -> SummaryList {
    SummaryList {
        classes: "govuk-!-text-break-word".into(),
        ..SummaryList::new(vec![
            SummaryRow::new("Secret", letters),
            SummaryRow::new("The same as a link", uri),
        ])
    }
}
