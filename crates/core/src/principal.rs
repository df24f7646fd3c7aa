//! Who acts. Every act names one principal: a worker, a feed, a job with its purpose, or the operator at the console.

use serde::{Deserialize, Serialize};

use crate::ids::{TeamId, WorkerId};
use crate::vocabulary::closed_list;

closed_list! {
    /// The roles of the access model, by its numbers.
    Role {
        Triage = "triage", "Hub triage worker";
        HubPartner = "hub_partner", "Partner in the hub";
        EmergencyDuty = "emergency_duty", "Emergency duty worker";
        SocialWorker = "social_worker", "Child's social worker";
        ChildAdviser = "cidva", "Child's adviser (CIDVA)";
        VictimAdviser = "idva", "Victim's adviser (IDVA)";
        PerpetratorWorker = "perpetrator_worker", "Perpetrator's worker";
        EarlyHelp = "early_help", "Early help worker";
        Facilitator = "facilitator", "Programme facilitator";
        TeamManager = "team_manager", "Team manager";
        MeetingChair = "meeting_chair", "Meeting chair";
        MeetingMember = "meeting_member", "Meeting member";
        KeyAdult = "key_adult", "School key adult";
        ReturnsOfficer = "returns_officer", "Returns officer";
        Custodian = "custodian", "Caldicott guardian";
        Administrator = "administrator", "Administrator";
    }
}

impl Role {
    /// Roles that are allocated to families' strands (rows 4 to 9).
    pub const FAMILIES: [Self; 6] = [
        Self::SocialWorker,
        Self::ChildAdviser,
        Self::VictimAdviser,
        Self::PerpetratorWorker,
        Self::EarlyHelp,
        Self::Facilitator,
    ];
}

closed_list! {
    /// Work that the system does by itself, each with one purpose.
    Job {
        AutoLink = "auto_link", "Linking sightings that are certain and safe";
        Outbox = "outbox", "Handing over what a commit left to be done";
        Interests = "interests", "Comparing workers with the people of families";
        Town = "town", "Making a fictional authority";
        SignIn = "sign_in", "Checking a sign-in";
        Warning = "warning", "Warning those whom what was written may put at risk";
        Guard = "guard", "Looking for places in what is written and sent";
        Notices = "notices", "Preparing and sending what schools are told";
        HighRisk = "high_risk", "Putting people on the list of high risk";
        Custody = "custody", "Looking at what was done under a cut sight";
    }
}

closed_list! {
    /// A stream of facts from another body: its system, or its people without an account.
    Feed {
        Police = "police", "Police feed";
        PartnerForm = "partner_form", "Partners' form";
        MailDrop = "mail_drop", "Mail drop";
        PartnerApi = "partner_api", "Partners' systems";
    }
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Principal {
    /// A person with a login.
    Worker(WorkerId),
    /// A feed.
    Feed(Feed),
    /// A job.
    Job(Job),
    /// The operator at the console: imports, aggregates, statutory returns, backup; never a family's page.
    Console,
}

impl Principal {
    /// The kind, as the ledger stores it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Worker(_) => "worker",
            Self::Feed(_) => "feed",
            Self::Job(_) => "job",
            Self::Console => "console",
        }
    }

    /// Which one of the kind, as the ledger stores it.
    pub fn name(&self) -> String {
        match self {
            Self::Worker(worker) => worker.to_string(),
            Self::Feed(feed) => feed.code().to_owned(),
            Self::Job(job) => job.code().to_owned(),
            Self::Console => String::new(),
        }
    }
}

/// A worker as the policy needs to know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerFacts {
    /// The worker.
    pub worker: WorkerId,
    /// What they may be called on pages.
    pub name: String,
    /// Every role they hold now.
    pub roles: Vec<Role>,
    /// Their team.
    pub team: Option<TeamId>,
    /// Whether that team works the hub's queue.
    pub hub_team: bool,
    /// Whether they have shown who they are again within the time that places may be opened for (step-up).
    pub stepped_up: bool,
}

impl WorkerFacts {
    /// Whether they hold the role.
    pub fn holds(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
