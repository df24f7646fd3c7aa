//! Police feed files for tests: a row per person, with what matters to the test and nothing else.

/// One row; empty where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct FeedRow<'a> {
    /// `incident_reference`.
    pub incident: &'a str,
    /// `version`.
    pub version: &'a str,
    /// `received_at`.
    pub received_at: &'a str,
    /// `domestic_abuse`.
    pub domestic_abuse: &'a str,
    /// `risk_grade`.
    pub grade: &'a str,
    /// `person_reference`.
    pub person: &'a str,
    /// `role`.
    pub role: &'a str,
    /// `given_names`.
    pub given: &'a str,
    /// `surname`.
    pub surname: &'a str,
    /// `date_of_birth`.
    pub born: &'a str,
    /// `nhs_number`.
    pub nhs_number: &'a str,
    /// `address_state`.
    pub address_state: &'a str,
    /// `address_lines`.
    pub address: &'a str,
    /// `postcode`.
    pub postcode: &'a str,
    /// `phone`.
    pub phone: &'a str,
    /// `safe_to_contact`.
    pub safe_to_contact: &'a str,
    /// `summary`.
    pub summary: &'a str,
}

const HEADER: &str = "incident_reference,version,received_at,domestic_abuse,risk_grade,person_reference,role,given_names,surname,date_of_birth,nhs_number,address_state,address_lines,postcode,phone,safe_to_contact,summary";

/// The file of these rows.
pub fn feed(rows: &[FeedRow<'_>]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &FeedRow<'_>| {
        let cells = [
            row.incident,
            row.version,
            row.received_at,
            row.domestic_abuse,
            row.grade,
            row.person,
            row.role,
            row.given,
            row.surname,
            row.born,
            row.nhs_number,
            row.address_state,
            row.address,
            row.postcode,
            row.phone,
            row.safe_to_contact,
            row.summary,
        ];
        cells.map(quoted).join(",")
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}
