//! What the form sent.

use trefoil_core::contact_typed::{ContactTyped, PEOPLE_MOST, PersonTyped, field_of};
use trefoil_core::vocabulary::{
    AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex, Source,
};

use super::by::By;
use crate::form::Fields;

/// The contact as typed.
pub(in crate::pages) fn typed(form: &Fields) -> ContactTyped {
    let text = |name: &str| form.raw(name).to_owned();
    ContactTyped {
        source: Source::from_code(form.get("source")),
        reference: text("reference"),
        domestic_abuse: Known::from_code(form.get("domestic_abuse")).unwrap_or_default(),
        grade: RiskGrade::from_code(form.get("grade")),
        instrument: RiskInstrument::from_code(form.get("instrument")),
        police_attended: Known::from_code(form.get("police_attended")).unwrap_or_default(),
        place: text("place"),
        summary: text("summary"),
        teller: text("teller"),
        organisation: text("organisation"),
        reached: text("reached"),
        people: (0..filled(form)).map(|at| person(form, at)).collect(),
    }
}

/// People for whom the form has boxes: a few at first, three more each time that more are asked for; none that were filled in are
/// left out.
pub(super) fn rows(by: By, form: &Fields) -> usize {
    let had: usize = form.read("rows").unwrap_or(0);
    let more = if form.get("more").is_empty() { 0 } else { 3 };
    let had = had.min(PEOPLE_MOST).max(filled(form)).max(by.first());
    (had + more).min(PEOPLE_MOST)
}

/// People of whom something was filled in, those before them counted; at most one more than a form may hold, so that more are refused
/// and not lost.
fn filled(form: &Fields) -> usize {
    let told = form.0.iter().filter(|(_, value)| !value.trim().is_empty());
    let places = told.filter_map(|(name, _)| place_of(name));
    places.max().map_or(0, |last| last.min(PEOPLE_MOST) + 1)
}

/// Of which person a field is.
fn place_of(name: &str) -> Option<usize> {
    let (place, _) = name.strip_prefix('p')?.split_once('-')?;
    place.parse().ok()
}

/// The person at a place as typed.
pub(in crate::pages) fn person(form: &Fields, at: usize) -> PersonTyped {
    let raw = |name: &str| form.raw(&field_of(at, name)).to_owned();
    PersonTyped {
        role: IncidentRole::from_code(&raw("role")),
        given: raw("given"),
        surname: raw("surname"),
        birth: raw("birth"),
        sex: Sex::from_code(&raw("sex")),
        relationship: raw("relationship"),
        address_state: AddressState::from_code(&raw("address_state")),
        address: raw("address"),
        postcode: raw("postcode"),
        phone: raw("phone"),
        school: raw("school"),
        safe: Known::from_code(&raw("safe")),
        safe_how: raw("safe_how"),
        present: Known::from_code(&raw("present")).unwrap_or_default(),
        words: raw("words"),
    }
}
