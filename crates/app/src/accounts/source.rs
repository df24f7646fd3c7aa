//! From where somebody comes, and how often tries to sign in went wrong there of late. The network address is kept as its keyed hash.

use std::net::IpAddr;

use trefoil_core::budget::Budget;
use trefoil_core::refusal::Refusal;
use trefoil_store::budget::{Purse, Whose, budget_give_back};
use trefoil_store::ledger::Entry;
use trefoil_store::{Fault, Tx, Written};

use super::sign_in::refused_entry;
use crate::budgets::spend::spend;
use crate::door::App;

const WAIT: &str = "Too many wrong tries to sign in came from your network. Wait a quarter of an hour, then try again. If you did not try so often, tell your IT officer: somebody else there may have.";

/// The network address that a request came from; `None` where none is known, which is never so behind a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Source(pub Option<IpAddr>);

impl Source {
    /// As it is counted: of IPv6 the network alone, because whoever has one address has all of them.
    fn counted(self) -> Option<String> {
        self.0.map(|address| match address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}")
            }
        })
    }

    /// The same as its keyed hash, in which alone it is kept.
    pub(crate) fn counted_in(self, app: &App) -> Option<i64> {
        let index = app.ring.index();
        self.counted()
            .map(|counted| index.hash("sign-in source", &counted))
    }

    fn purse(self, app: &App) -> Option<Purse> {
        let hash = self.counted_in(app)?;
        Some(purse(app, Budget::TriesFromSource, hash))
    }
}

fn purse(app: &App, budget: Budget, hash: i64) -> Purse {
    Purse {
        budget,
        whose: Whose::Hash(hash),
        now: app.now(),
    }
}

/// Counts a try, before it is checked, alike for an account that is there and one that is not; whether the account was not tried
/// too often, of which nobody is told.
///
/// # Errors
/// `TooMany` after too many wrong tries from there; that leaves its entry.
pub(crate) async fn try_spend(
    app: &App,
    source: Source,
    email: Option<&str>,
) -> Result<bool, Refusal> {
    let email = email.map(|email| app.ring.index().hash("sign-in account", email));
    let (door, from) = (app.clone(), source.purse(app));
    let at = email.map(|hash| purse(app, Budget::TriesAtAccount, hash));
    let refused = Entry {
        purpose: Budget::TriesFromSource.code().to_owned(),
        ..refused_entry(app, None)
    };
    let spent = app.write(move |tx| {
        Box::pin(async move {
            let wait = spend_some(&door, tx, from).await?;
            let tried_out = spend_some(&door, tx, at).await?;
            Ok(Written {
                value: (wait, !tried_out),
                entries: wait.then_some(refused).into_iter().collect(),
            })
        })
    });
    let (wait, free) = spent.await?;
    if wait {
        Err(Refusal::TooMany(WAIT.to_owned()))
    } else {
        Ok(free)
    }
}

async fn spend_some(app: &App, tx: &mut Tx, purse: Option<Purse>) -> Result<bool, Fault> {
    match purse {
        Some(purse) => spend(app, tx, purse).await,
        None => Ok(false),
    }
}

/// Gives the try back to its source: it was right.
pub(crate) async fn try_give_back(app: &App, tx: &mut Tx, source: Source) -> Result<(), Fault> {
    match source.purse(app) {
        Some(purse) => budget_give_back(tx, app.authority, purse).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_counted_by_its_network() {
        let check = |address: &str, counted: &str| {
            let source = Source(address.parse().ok());
            assert_eq!(source.counted().as_deref(), Some(counted), "{address}");
        };
        check("192.0.2.7", "192.0.2.7");
        check("::ffff:192.0.2.7", "192.0.2.7");
        check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2");
        check("2001:db8:1:2::1", "2001:db8:1:2");
        assert_eq!(Source(None).counted(), None);
    }
}
