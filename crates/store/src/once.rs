//! What is good once: answers and logout tokens of a provider, questions to passkeys. Kept by their hashes alone.

use jiff::Timestamp;
use trefoil_core::ids::AuthorityId;

use crate::db::{Tx, statement};
use crate::fault::Fault;

statement! {
    USED = "INSERT INTO provider_used (authority_id, what, used_at) VALUES ($1, $2, $3) ON CONFLICT (authority_id, what) DO NOTHING";
    USED_FORGET = "DELETE FROM provider_used WHERE authority_id = $1 AND used_at < $2";
}

/// Uses something up that is good once, by its hash; `false` where it was used before. What is older than `forget` is forgotten.
pub async fn once_use(
    tx: &mut Tx,
    authority: AuthorityId,
    what: &[u8],
    now: Timestamp,
    forget: Timestamp,
) -> Result<bool, Fault> {
    tx.run(&USED_FORGET, &[authority.into(), forget.into()])
        .await?;
    let values = [authority.into(), what.to_vec().into(), now.into()];
    Ok(tx.run(&USED, &values).await? > 0)
}
