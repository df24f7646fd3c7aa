//! What a load takes for a contact.

use super::contacts_of;

#[test]
fn the_form_by_which_a_contact_is_recorded_is_none() {
    let (one, other) = (
        "01890a5d-ac96-774b-bcce-b302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a8058",
    );
    let page = format!(
        r#"<a href="/contacts/new" accesskey="n">Record a contact</a>
        <a href="/contacts/{other}?from=queue">B</a> <a href="/contacts/{one}">A</a>
        <a href="/contacts/{one}#people">A</a>"#
    );
    let found = contacts_of(&page);
    assert_eq!(found, [one, other].map(|id| format!("/contacts/{id}")));
}
