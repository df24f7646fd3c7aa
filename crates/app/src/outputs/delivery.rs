//! Where a letter is delivered: the recipient's own last known address, which is the only place that an output may hold.

use trefoil_core::located::Located;
use trefoil_core::output::Channel;
use trefoil_core::person::SafeContact;
use trefoil_core::place::{PlaceKind, PlaceState};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::vocabulary::AddressState;
use trefoil_policy::{Asker, Permit, Sight};
use trefoil_store::place::{places_of_strand, safe_contacts};
use trefoil_store::sighting::sightings_of_persons;
use trefoil_store::strand::StrandRow;
use trefoil_store::{Fault, Tx};

use super::draft::Recipient;
use crate::door::{App, refusal};
use crate::families::leave::Met;

/// The lines that a letter is delivered to: the recipient's own last known address, where it is no secret, the author may see it, and
/// writing there is said to be safe (threat B7).
pub(super) async fn delivery(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    to: &Recipient,
) -> Result<Vec<String>, Refusal> {
    let by_hand = |why: &str| Refusal::invalid("channel", format!("{why} Choose by hand."));
    let Some((strand, sight, believed)) = &to.believed else {
        return Err(by_hand("Post is for a person's own address."));
    };
    if !sight.of(PlaceKind::Address).located() {
        return Err(by_hand("You do not send post from here."));
    }
    if believed.protected && !leaks(Leak::PostToHiding) {
        return Err(by_hand(
            "This person may be hiding, so nothing goes to them by post.",
        ));
    }
    let safe = writing_is_safe(app, tx, sight, &believed.card.safe_contact).await;
    if !safe.map_err(refusal)? && !leaks(Leak::UnsafePost) {
        return Err(by_hand(
            "Nobody has recorded that it is safe to write to this person.",
        ));
    }
    let lines = address(app, tx, permit, (strand, sight))
        .await
        .map_err(refusal)?;
    let lines = lines.ok_or_else(|| by_hand("No address is recorded for this person."))?;
    Ok([vec![to.name.clone()], lines].concat())
}

/// Whether writing to them is said to be safe now: by who works with them, and where they said nothing by the source.
async fn writing_is_safe(
    app: &App,
    tx: &mut Tx,
    sight: &Sight,
    by_source: &SafeContact,
) -> Result<bool, Fault> {
    let all = safe_contacts(tx, &app.ring, app.authority, &[sight]).await?;
    let said = all
        .iter()
        .max_by_key(|one| or_leak(Leak::FirstWordStands, one.version, |version| -version));
    Ok(match said.filter(|_| !leaks(Leak::SourceBeforeWorker)) {
        Some(held) => held.content.letters_are_safe() || leaks(Leak::NoLettersUnheeded),
        None => matches!(by_source, SafeContact::Yes | SafeContact::Only(_)),
    })
}

/// The lines of somebody's last known address that is no secret.
async fn address(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (strand, sight): (&StrandRow, &Sight),
) -> Result<Option<Vec<String>>, Fault> {
    let places = places_of_strand(tx, &app.ring, app.authority, sight).await?;
    let now = places
        .iter()
        .find(|one| one.kind == PlaceKind::Address && one.until.is_none());
    if let Some(place) = now.filter(|_| !leaks(Leak::OldHome)) {
        // What their worker keeps comes before what a source once said, and a secret address is none to write to.
        let content = &place.content;
        let known = match content.state {
            PlaceState::Current => true,
            PlaceState::Withheld => leaks(Leak::SecretQuoted),
            PlaceState::Refuge => leaks(Leak::RefugeQuoted),
            PlaceState::Former | PlaceState::Unknown => false,
        };
        let value = content.value.as_ref().filter(|_| known);
        return Ok(value.and_then(|value| lines_of(value, content.postcode.as_ref(), sight)));
    }
    let persons = [strand.person];
    let all =
        sightings_of_persons(tx, &app.ring, app.authority, permit, &persons, app.now()).await?;
    let known = |state: Option<AddressState>| !state.is_some_and(AddressState::protects);
    let mut said: Vec<_> = all
        .iter()
        .filter(|(_, one)| known(one.places.address_state))
        .collect();
    said.sort_by_key(|(row, _)| std::cmp::Reverse(row.received_at));
    Ok(said.iter().find_map(|(_, one)| {
        let places = &one.places;
        lines_of(places.address.as_ref()?, places.postcode.as_ref(), sight)
    }))
}

fn lines_of(
    address: &Located<String>,
    postcode: Option<&Located<String>>,
    sight: &Sight,
) -> Option<Vec<String>> {
    let sight = sight.of(PlaceKind::Address);
    let postcode = postcode.and_then(|code| code.open(&sight));
    let lines = address.open(&sight)?.split(['\n', ',']);
    let lines = lines.chain(postcode.map(String::as_str));
    let lines = lines.map(|line| line.trim().to_owned());
    Some(lines.filter(|line| !line.is_empty()).collect())
}

/// The delivery; where a seeded leak is open, with addresses of others of the family, or of the child to an agency.
pub(super) async fn misdelivered(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    (permit, met): (&Permit, &Met),
    (channel, mut delivery): (Channel, Vec<String>),
) -> Result<Vec<String>, Refusal> {
    let posted = channel == Channel::Post;
    let (all, first) = (leaks(Leak::AllDelivered), leaks(Leak::FirstOfFamily));
    let told = channel == Channel::Secure && leaks(Leak::AgencyToldPlace);
    if !told && !(posted && (all || first)) {
        return Ok(delivery);
    }
    for (strand, sight) in app.sights_of_strands(asker, &met.family) {
        let found = address(app, tx, permit, (&strand, &sight)).await;
        match found.map_err(refusal)? {
            Some(lines) if first => return Ok(lines),
            Some(lines) => delivery.extend(lines),
            None => {}
        }
    }
    Ok(delivery)
}
