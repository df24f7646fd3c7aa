//! What was said of two must fit what was said of others, as far as whoever asks may know of it: one person cannot be somebody of whom another
//! of their records is known not to be.

use trefoil_core::ids::PersonId;
use trefoil_core::pair::{PairKnown, PairSaid};
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
use trefoil_store::pair::known_two;
use trefoil_store::{Fault, Tx};

use super::{is_custodian, same_as};
use crate::door::App;

/// Refuses what contradicts.
pub(super) async fn consistent(
    app: &App,
    tx: &mut Tx,
    (asker, permit): (&Asker, &Permit),
    [one, other]: [PersonId; 2],
    said: PairSaid,
) -> Result<(), Fault> {
    let ones = everybody(app, tx, asker, one).await?;
    let words = match said {
        PairSaid::Two if ones.contains(&other) => {
            "These two are the same person by what was said of others. Undo that first, on the page of either of them."
        }
        PairSaid::One => {
            let others = everybody(app, tx, asker, other).await?;
            let all: Vec<PersonId> = ones.iter().chain(&others).copied().collect();
            let custodian = is_custodian(app, asker);
            let apart = known_two(tx, app.authority, permit, &all).await?;
            let contradicts = apart.iter().any(|([a, b], known)| {
                let crosses = (ones.contains(a) && others.contains(b))
                    || (ones.contains(b) && others.contains(a));
                crosses && (custodian || *known == PairKnown::Both)
            });
            if !contradicts {
                return Ok(());
            }
            "Somebody said that one of these two is known not to be somebody who is the same person as the other. Undo that first."
        }
        PairSaid::Two => return Ok(()),
    };
    Err(Refusal::Conflict(words.to_owned()).into())
}

/// A person with all who are the same, as far as the asker may know.
async fn everybody(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    person: PersonId,
) -> Result<Vec<PersonId>, Fault> {
    let same = same_as(app, tx, asker, person, app.now()).await?;
    let others = same.iter().map(|one| one.believed.person);
    Ok(others.chain([person]).collect())
}
