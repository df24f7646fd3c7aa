//! Who asks. Facts alone: they are loaded with the request, and nothing here decides.

use trefoil_core::principal::{Principal, WorkerFacts};

/// A principal with what is known of them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Who acts.
    pub principal: Principal,
    /// The worker's roles and team: `Some` exactly when the principal is that worker. Facts that are missing, or another
    /// worker's, mean that nothing is allowed: unknown is no.
    pub worker: Option<WorkerFacts>,
}

impl Asker {
    /// A worker.
    pub fn worker(facts: WorkerFacts) -> Self {
        Self {
            principal: Principal::Worker(facts.worker),
            worker: Some(facts),
        }
    }

    /// The same, as they would be once they had shown again who they are: for what they can come to see and do.
    #[must_use]
    pub fn shown_again(&self) -> Self {
        let mut asker = self.clone();
        if let Some(facts) = &mut asker.worker {
            facts.stepped_up = true;
        }
        asker
    }

    /// A feed, a job or the console: a principal that is nobody's login.
    pub fn machine(principal: Principal) -> Self {
        Self {
            principal,
            worker: None,
        }
    }
}
