//! The columns of the police feed: their names, what kind of value each holds, and where a file's header puts them.
//! How a value is read is in `fields`.

use trefoil_core::flag::FlagCode;

use super::issues::Issue;
use super::records::Record;

/// Declares the columns once: variant, name in the header, words in messages, longest value in characters, located.
macro_rules! columns {
    ($($variant:ident = $name:literal, $words:literal, $longest:expr, $located:literal;)*) => {
        /// A column that the feed knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Column { $($variant,)* }

        impl Column {
            /// Every column, in the order of the contract.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As the header writes it.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// As a message says it.
            pub(super) fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// The longest value that is kept beside the raw record, in characters.
            pub(super) fn longest(self) -> usize {
                match self { $(Self::$variant => $longest,)* }
            }

            /// Whether a person could be found from the value.
            pub(super) fn located(self) -> bool {
                match self { $(Self::$variant => $located,)* }
            }
        }
    };
}

/// Names, references and codes: ten times the longest seen in practice.
const SHORT: usize = 300;
/// Texts of a line or a few.
const LINES: usize = 4_000;
/// Whole accounts (the contract's limit for the summary).
const LONG: usize = trefoil_core::contact::SUMMARY_LONGEST;

columns! {
    IncidentReference = "incident_reference", "incident reference", trefoil_core::contact::REFERENCE_LONGEST, false;
    Version = "version", "version", SHORT, false;
    ReceivedAt = "received_at", "received at", SHORT, false;
    IncidentStartedAt = "incident_started_at", "incident started at", SHORT, false;
    IncidentPlace = "incident_place", "incident place", LINES, true;
    PoliceAttended = "police_attended", "police attended", SHORT, false;
    DomesticAbuse = "domestic_abuse", "domestic abuse", SHORT, false;
    RiskInstrument = "risk_instrument", "risk instrument", SHORT, false;
    RiskGrade = "risk_grade", "risk grade", SHORT, false;
    Summary = "summary", "summary", LONG, false;
    PersonReference = "person_reference", "person reference", SHORT, false;
    Role = "role", "role", SHORT, false;
    Towards = "towards", "towards", SHORT, false;
    GivenNames = "given_names", "given names", SHORT, false;
    Surname = "surname", "surname", SHORT, false;
    DateOfBirth = "date_of_birth", "date of birth", SHORT, false;
    Sex = "sex", "sex", SHORT, false;
    Ethnicity = "ethnicity", "ethnicity", SHORT, false;
    Language = "language", "language", SHORT, false;
    InterpreterNeeded = "interpreter_needed", "interpreter needed", SHORT, false;
    Disability = "disability", "disability", LINES, false;
    NhsNumber = "nhs_number", "NHS number", SHORT, false;
    Upn = "upn", "UPN", SHORT, false;
    RelationshipToVictim = "relationship_to_victim", "relationship to victim", SHORT, false;
    AddressState = "address_state", "address state", SHORT, true;
    AddressLines = "address_lines", "address lines", LINES, true;
    Postcode = "postcode", "postcode", SHORT, true;
    Phone = "phone", "phone", SHORT, true;
    SafeToContact = "safe_to_contact", "safe to contact", LINES, false;
    ChildPresent = "child_present", "child present", SHORT, false;
    ChildSpokenTo = "child_spoken_to", "child spoken to", SHORT, false;
    ChildWords = "child_words", "child's words", LONG, false;
    SchoolName = "school_name", "school name", SHORT, true;
}

impl Column {
    /// Whether a value is a name, a reference or a code, and never goes over several lines.
    pub(super) fn one_line(self) -> bool {
        self.longest() <= SHORT
    }

    /// Columns that every file should have. Only without a reference is a file refused: nothing could be attached.
    const REQUIRED: [Self; 3] = [Self::ReceivedAt, Self::DomesticAbuse, Self::Role];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.name() == name)
    }
}

/// Where one file's header puts each column.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// Place of each known column, by its place in [`Column::ALL`].
    places: Vec<Option<usize>>,
    /// Names as the header writes them, in its order.
    pub(super) names: Vec<String>,
    /// Places in order of name: a record's content is the same in any order of columns.
    pub(super) by_name: Vec<usize>,
    /// The header as it came, to stand above raw records.
    pub(super) raw: String,
}

impl Columns {
    /// From the header record; `None` without the column `incident_reference`.
    pub(super) fn of(header: &Record) -> Option<(Self, Vec<Issue>)> {
        let names: Vec<String> = header.texts().map(|name| plain(&name)).collect();
        let mut places = vec![None; Column::ALL.len()];
        let mut issues = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let slot = Column::named(name).and_then(|column| places.get_mut(column as usize));
            match slot {
                Some(slot @ None) => *slot = Some(place),
                Some(Some(_)) => issues.push(Issue::of_header(name, FlagCode::UnknownColumn, "the column appears more than once: the first is read, the others are kept in the raw record.")),
                None => issues.push(Issue::of_header(name, FlagCode::UnknownColumn, "the feed does not know this column: it is kept in the raw record.")),
            }
        }
        let mut by_name: Vec<usize> = (0..names.len()).collect();
        by_name.sort_by_key(|place| names.get(*place));
        let columns = Self {
            places,
            names,
            by_name,
            raw: header.raw_text().trim_start_matches('\u{FEFF}').to_owned(),
        };
        columns.place(Column::IncidentReference)?;
        issues.extend(columns.absent());
        Some((columns, issues))
    }

    /// Where a column is in this file.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    fn absent(&self) -> Vec<Issue> {
        Column::REQUIRED
            .into_iter()
            .filter(|column| self.place(*column).is_none())
            .map(|column| {
                Issue::of_header(
                    column.name(),
                    FlagCode::Missing,
                    "the file does not have this column: every contact is flagged.",
                )
            })
            .collect()
    }
}

/// A header's name without what cannot be seen, in small letters.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !super::encoding::is_hidden(*c))
        .collect::<String>()
        .trim()
        .to_ascii_lowercase()
}
