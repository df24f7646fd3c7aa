//! Flags: what a reader of a contact must know about how it came in. A flag never stops a contact.

use serde::{Deserialize, Serialize};

use crate::vocabulary::closed_list;

closed_list! {
    /// Why a value or a contact needs a second look.
    FlagCode {
        InvalidDate = "invalid_date", "A date could not be read";
        InvalidTime = "invalid_time", "A time could not be read";
        InvalidValue = "invalid_value", "A value is not one of those the feed allows";
        InvalidNhsNumber = "invalid_nhs_number", "An NHS number fails its check digit";
        InvalidUpn = "invalid_upn", "A UPN fails its check letter";
        TooLong = "too_long", "A value is longer than the feed allows";
        BirthDateFuture = "birth_date_future", "A birth date is in the future";
        BirthDateEarly = "birth_date_early", "A birth date is before 1910, or looks like a stand-in date";
        ChildOlderThanParent = "child_older_than_parent", "A child is older than a parent";
        AdultInChildRole = "adult_in_child_role", "Somebody over 18 is in the role of child";
        UnderEighteen = "under_18", "Somebody under 18 is not in the role of child";
        RowsDisagree = "rows_disagree", "The rows of this incident do not agree";
        VersionConflict = "version_conflict", "The same reference and version came with other content";
        Superseded = "superseded", "A later version replaced what was first sent";
        LateVersion = "late_version", "An older version came late; it is kept as history";
        UnknownColumn = "unknown_column", "A column that the feed does not know";
        UnknownPerson = "unknown_person", "A role points at a person who is not in the incident";
        Formula = "formula", "A value begins like a spreadsheet formula";
        HiddenCharacters = "hidden_characters", "A value holds characters that cannot be seen";
        InvalidEncoding = "invalid_encoding", "A value holds bytes that are not UTF-8 text";
        UnevenRow = "uneven_row", "A row has more or fewer values than the header";
        LineBreak = "line_break", "A value goes over several lines where it should not";
        SwallowedRows = "swallowed_rows", "A row seems to hide other rows of the file";
        TooManyRows = "too_many_rows", "An incident has more rows than is likely";
        Missing = "missing", "A required value is missing";
        Unreadable = "unreadable", "A row could not be read";
        Stopped = "stopped", "The file could not be read to its end";
        Rerouted = "rerouted", "The custodian gave this to another worker";
    }
}

/// A flag on a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What is the matter.
    pub code: FlagCode,
    /// The column, where one is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Plain words; holds no located value.
    pub message: String,
}
