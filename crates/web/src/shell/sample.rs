//! Frames for samples and tests.

use trefoil_core::principal::Role;

use super::{Shell, TeamPlace, Viewer};
use crate::csrf::FormToken;

/// The frame of somebody with this role.
pub(crate) fn shell(role: Role) -> Shell {
    Shell {
        authority: "Ashcombe".to_owned(),
        demo: true,
        viewer: Some(Viewer {
            name: "Farah Lomas".to_owned(),
            roles: vec![role],
            team: TeamPlace::Hub,
            places_closed: role == Role::Custodian,
            token: FormToken::new("5eed".to_owned()),
        }),
    }
}

/// The frame before sign-in.
pub(crate) fn nobody() -> Shell {
    Shell {
        viewer: None,
        ..shell(Role::Triage)
    }
}
