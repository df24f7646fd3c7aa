//! What the form sent.

use trefoil_core::contact_typed::{ContactTyped, PEOPLE_MOST, PersonTyped, field_of};
use trefoil_core::vocabulary::{
    AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex, Source,
};

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
        people: (0..rows(form)).map(|at| person(form, at)).collect(),
    }
}

/// People for whom the form has boxes: three at first, three more each time that more are asked for.
pub(super) fn rows(form: &Fields) -> usize {
    const FIRST: usize = 3;
    let had: usize = form.read("rows").unwrap_or(FIRST);
    let more = if form.get("more").is_empty() { 0 } else { 3 };
    (had + more).clamp(FIRST, PEOPLE_MOST)
}

fn person(form: &Fields, at: usize) -> PersonTyped {
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
