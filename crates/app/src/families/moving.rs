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
        [house, code] if is_house(house) && code.shape == Shape::Postcode => {
            let place = of(PlaceKind::Address, written(house)?, written(code)?);
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
    // What stands between the two parts of an address may be a place too: a town, a ward.
    Some(Offered { place, note })
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
    let several = || {
        let words = "It holds more than one place, or one that cannot be moved by itself. Keep each under places, and take it out here.";
        Refusal::invalid("kept", words)
    };
    let offered = offered(text).ok_or_else(several)?;
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

    #[test]
    fn one_place_is_offered_and_the_note_is_without_it() {
        let check = |text: &str, expected: Option<(PlaceKind, &str, &str, &str)>| {
            let found = offered(text);
            let found = found.as_ref().map(|one| {
                let place = &one.place;
                (
                    place.kind.unwrap_or(PlaceKind::Venue),
                    place.value.as_str(),
                    place.postcode.as_str(),
                    one.note.as_str(),
                )
            });
            assert_eq!(found, expected, "{text}");
        };
        check(
            "She moved to 4 Quay Street, TR1 9ZZ on Friday.",
            Some((
                PlaceKind::Address,
                "4 Quay Street",
                "TR1 9ZZ",
                "She moved to [kept under places] on Friday.",
            )),
        );
        check(
            "Ring 07700 900 982 now.",
            Some((
                PlaceKind::Phone,
                "07700 900 982",
                "",
                "Ring [kept under places] now.",
            )),
        );
        check(
            "She is near TR1 9ZZ",
            Some((
                PlaceKind::Address,
                "",
                "TR1 9ZZ",
                "She is near [kept under places]",
            )),
        );
        check("She feels safer.", None);
        check("From 4 Quay Street to 7 Harbour Row.", None);
        check("He sent 53.81, -3.05.", None);
    }
}
