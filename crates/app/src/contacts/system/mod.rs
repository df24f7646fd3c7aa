//! What an agency's own system tells the hub, by a token of its agency. It takes new contacts in and asks for receipts of what its
//! agency sent, and nothing else: no fact about a family leaves by it.

use trefoil_core::ids::{AgencyId, TokenId};
use trefoil_core::principal::{Feed, Principal};
use trefoil_policy::Asker;

pub mod meet;
pub mod receipt;
pub mod tell;

/// A system that showed a token that is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct System {
    token: TokenId,
    agency: AgencyId,
    agency_name: String,
}

/// Who acts, whichever system it is.
const PRINCIPAL: Principal = Principal::Feed(Feed::PartnerApi);

impl System {
    /// Which one it is, as the ledger says it beside the act.
    fn purpose(&self) -> String {
        format!("token {}", self.token)
    }
}

fn asker() -> Asker {
    Asker::machine(PRINCIPAL)
}
