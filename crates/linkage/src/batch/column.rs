//! What a file may say of people, column by column.

/// What a column of a file may hold; the names are those of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named by what it holds")]
pub enum Column {
    GivenNames,
    MiddleNames,
    Surname,
    FullName,
    DateOfBirth,
    Sex,
    Address,
    StreetNumber,
    Postcode,
    Suburb,
    State,
    Phone,
    Email,
    NationalId,
    BirthPlace,
    Occupation,
    Source,
    EventYear,
}

impl Column {
    /// Every column with the name that it has in a file.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::GivenNames, "given_names"),
        (Self::MiddleNames, "middle_names"),
        (Self::Surname, "surname"),
        (Self::FullName, "full_name"),
        (Self::DateOfBirth, "date_of_birth"),
        (Self::Sex, "sex"),
        (Self::Address, "address"),
        (Self::StreetNumber, "street_number"),
        (Self::Postcode, "postcode"),
        (Self::Suburb, "suburb"),
        (Self::State, "state"),
        (Self::Phone, "phone"),
        (Self::Email, "email"),
        (Self::NationalId, "national_id"),
        (Self::BirthPlace, "birth_place"),
        (Self::Occupation, "occupation"),
        (Self::Source, "source"),
        (Self::EventYear, "event_year"),
    ];
}
