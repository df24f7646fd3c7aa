//! A place out of a note: who may keep places is offered to keep it where it is protected, and the note without it. Both are kept in one
//! transaction, so that no copy of the place is left behind in free words (breach B1: a new address that stood in notes alone).

use trefoil_core::act::Act;
use trefoil_core::ids::StrandId;
use trefoil_core::note::NoteContent;
use trefoil_core::place::{PlaceKind, PlaceTyped};
use trefoil_core::refusal::Refusal;
use trefoil_interop::guard::{Shape, Spotted, spot};
use trefoil_policy::Asker;

use super::leave::leave_on_strand;
use super::places::{PlacesPage, keep, places_view};
use super::writing::{Typed, asked};
use crate::door::{App, subject_of};

/// What stands in a note where a place stood.
const INSTEAD: &str = "[kept under places]";

/// A place as it stood in a note, and the note without it.
#[derive(Clone)]
pub struct Offered {
    /// The place, as a form would hold it. Of an address it is still to be said what is known of it.
    pub place: PlaceTyped,
    /// The note.
    pub note: String,
}

/// The one place that a text holds; `None` where it holds none, several, or one of a shape that is not kept.
pub fn offered(text: &str) -> Option<Offered> {
    let found = spot(text);
    let written = |one: &Spotted| text.get(one.at.clone()).map(str::to_owned);
    let (place, whole) = match found.as_slice() {
        [house, code] if is_house(house) && near(text, house, code) => {
            // What stands between its two parts is of the address too: a district, a town.
            let lines = text.get(house.at.start..code.at.start)?;
            let lines = lines.trim_end_matches([' ', ',', '\n', '\r']).to_owned();
            let place = of(PlaceKind::Address, lines, written(code)?);
            (place, house.at.start..code.at.end)
        }
        [one] => {
            let (kind, postcode) = match one.shape {
                Shape::House | Shape::Street => (PlaceKind::Address, false),
                Shape::Postcode => (PlaceKind::Address, true),
                Shape::Phone => (PlaceKind::Phone, false),
                Shape::Email => (PlaceKind::Email, false),
                _ => return None,
            };
            let text = written(one)?;
            let place = if postcode {
                of(kind, String::new(), text)
            } else {
                of(kind, text, String::new())
            };
            (place, one.at.clone())
        }
        _ => return None,
    };
    let (before, after) = (text.get(..whole.start)?, text.get(whole.end..)?);
    let note = format!("{before}{INSTEAD}{after}");
    Some(Offered { place, note })
}

/// Whether a postcode ends the address that a house begins: a few words later, in the same sentence.
fn near(text: &str, house: &Spotted, code: &Spotted) -> bool {
    const BETWEEN: usize = 60;
    let between = text.get(house.at.end..code.at.start).unwrap_or_default();
    code.shape == Shape::Postcode && between.len() <= BETWEEN && !between.contains(['.', ';', ':'])
}

fn is_house(one: &Spotted) -> bool {
    matches!(one.shape, Shape::House | Shape::Street)
}

fn of(kind: PlaceKind, value: String, postcode: String) -> PlaceTyped {
    PlaceTyped {
        kind: Some(kind),
        state: None,
        value,
        postcode,
    }
}

/// The page of places with what a note would leave there.
///
/// # Errors
/// `Invalid` on `kept` where the note holds no one place that can be moved; otherwise as the page of places.
pub async fn place_offered(
    app: &App,
    asker: &Asker,
    id: StrandId,
    text: &str,
) -> Result<(PlacesPage, Offered), Refusal> {
    let act = Act::StrandView;
    let (_permit, met) = leave_on_strand(app, asker, act, id).await?;
    let keeps = app
        .policy
        .permit(asker, Act::PlaceWrite, Some(&met.standing));
    if let Err(refusal) = keeps {
        let on = subject_of(met.standing.subject);
        app.refused(asker, act, on).await?;
        return Err(refusal);
    }
    let not_one = || {
        let words = if spot(text).is_empty() {
            "It holds nothing that looks like a place now. Keep the note."
        } else {
            "It holds more than one place, or one that cannot be moved by itself. Keep each under places, and take it out here."
        };
        Refusal::invalid("kept", words)
    };
    let offered = offered(text).ok_or_else(not_one)?;
    let page = places_view(app, asker, id).await?;
    Ok((page, offered))
}

/// Keeps the place and the note without it.
///
/// # Errors
/// `Invalid` naming each field that will not do, of the place or of the note; `Conflict` where the strand is closed.
pub async fn place_move(
    app: &App,
    asker: &Asker,
    id: StrandId,
    place: &PlaceTyped,
    note: &str,
) -> Result<(), Refusal> {
    let (permit, _) = leave_on_strand(app, asker, Act::NoteWrite, id).await?;
    let content = NoteContent::new(note)?;
    let typed = Typed {
        text: note,
        kept: "",
    };
    asked(typed, true)?;
    keep(app, asker, id, place, Some((permit, content))).await
}

#[cfg(test)]
mod tests {
    use super::{PlaceKind, offered};

    type Found<'a> = (PlaceKind, &'a str, &'a str, &'a str);

    fn check(text: &str, expected: Option<Found<'_>>) {
        let found = offered(text);
        let found = found.as_ref().map(|one| {
            let place = &one.place;
            let kind = place.kind.unwrap_or(PlaceKind::Venue);
            (kind, &*place.value, &*place.postcode, &*one.note)
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_place_is_offered_and_the_note_is_without_it() {
        use PlaceKind::{Address, Phone};
        let moved = "She moved to [kept under places] on Friday.";
        check(
            "She moved to 4 Quay Street, TR1 9ZZ on Friday.",
            Some((Address, "4 Quay Street", "TR1 9ZZ", moved)),
        );
        let lives = "She lives at [kept under places] and feels safe.";
        check(
            "She lives at 14 Larch Close, Marramsea, ZZ3 4AB and feels safe.",
            Some((Address, "14 Larch Close, Marramsea", "ZZ3 4AB", lives)),
        );
        let ring = "Ring [kept under places] now.";
        check(
            "Ring 07700 900 982 now.",
            Some((Phone, "07700 900 982", "", ring)),
        );
        let near = "She is near [kept under places]";
        check("She is near TR1 9ZZ", Some((Address, "", "TR1 9ZZ", near)));
        check("He was at 4 Quay Street. She is near TR1 9ZZ.", None);
        check("She feels safer.", None);
        check("From 4 Quay Street to 7 Harbour Row.", None);
        check("He sent 53.81, -3.05.", None);
    }
}
