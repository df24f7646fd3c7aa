//! Revoking a token.

use axum::extract::State as Given;
use trefoil_app::agencies::token::token_revoke;
use trefoil_core::ids::{AgencyId, TokenId};

use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, InPath, LocalPath};
use crate::shell::{Reply, see};

/// `POST /agencies/{id}/tokens/{api_token}/revoke`.
pub(super) async fn revoke(
    Given(state): Given<State>,
    InPath((agency, token)): InPath<(AgencyId, TokenId)>,
    sent: Protected<Fields>,
) -> Reply {
    token_revoke(&state.app, &sent.visit.asker, agency, token).await?;
    let path = format!("/agencies/{agency}?done=revoke");
    see(&LocalPath::or(&path, "/agencies"))
}
