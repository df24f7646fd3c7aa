//! The embedded rules: read, checked against the schema, and indexed by their `@id`. Which rule applies is Cedar's to say.

use std::collections::BTreeMap;
use std::str::FromStr;

use cedar_policy::{PolicyId, PolicySet, Schema};
#[cfg(test)]
use cedar_policy::{ValidationMode, Validator};

/// What the rules may speak of.
pub(crate) const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// Every file of rules, by its name. A test compares this list with the folder.
pub(crate) const FILES: &[(&str, &str)] = &[
    (
        "administrators.cedar",
        include_str!("../policies/administrators.cedar"),
    ),
    ("after.cedar", include_str!("../policies/after.cedar")),
    ("cidva.cedar", include_str!("../policies/cidva.cedar")),
    (
        "console_feeds_jobs.cedar",
        include_str!("../policies/console_feeds_jobs.cedar"),
    ),
    (
        "custodian.cedar",
        include_str!("../policies/custodian.cedar"),
    ),
    (
        "early_help.cedar",
        include_str!("../policies/early_help.cedar"),
    ),
    (
        "emergency_duty.cedar",
        include_str!("../policies/emergency_duty.cedar"),
    ),
    (
        "everybody.cedar",
        include_str!("../policies/everybody.cedar"),
    ),
    (
        "facilitator.cedar",
        include_str!("../policies/facilitator.cedar"),
    ),
    ("forbid.cedar", include_str!("../policies/forbid.cedar")),
    (
        "high_risk.cedar",
        include_str!("../policies/high_risk.cedar"),
    ),
    ("hub.cedar", include_str!("../policies/hub.cedar")),
    (
        "hub_partners.cedar",
        include_str!("../policies/hub_partners.cedar"),
    ),
    ("idva.cedar", include_str!("../policies/idva.cedar")),
    ("managers.cedar", include_str!("../policies/managers.cedar")),
    ("meetings.cedar", include_str!("../policies/meetings.cedar")),
    ("outputs.cedar", include_str!("../policies/outputs.cedar")),
    (
        "perpetrator_worker.cedar",
        include_str!("../policies/perpetrator_worker.cedar"),
    ),
    ("returns.cedar", include_str!("../policies/returns.cedar")),
    ("schools.cedar", include_str!("../policies/schools.cedar")),
    (
        "shares_and_glass.cedar",
        include_str!("../policies/shares_and_glass.cedar"),
    ),
    (
        "social_worker.cedar",
        include_str!("../policies/social_worker.cedar"),
    ),
];

/// Why the embedded rules cannot be used. Any of these stops the program at its start, or its tests.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// The schema does not read.
    #[error("the schema of the rules does not read: {0}")]
    Schema(String),
    /// A file does not read.
    #[error("{file} does not read: {words}")]
    File {
        /// Which file.
        file: &'static str,
        /// What is wrong, in the reader's words.
        words: String,
    },
    /// A rule has no `@id`, or another rule has the same.
    #[error("{file} has a rule without an @id of its own")]
    Id {
        /// Which file.
        file: &'static str,
    },
    /// The rules do not fit the schema.
    #[error("the rules do not fit their schema: {0}")]
    Validation(String),
    /// A name could not be put to Cedar.
    #[error("a name cannot be used in a rule: {0}")]
    Name(String),
}

/// The rules, with the words of each that explains a sight.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) schema: Schema,
    pub(crate) set: PolicySet,
    pub(crate) reasons: BTreeMap<PolicyId, &'static str>,
}

impl Rules {
    /// From the embedded files. That they fit their schema is a matter of the build, and tested with it: asked at each start, it was
    /// most of what starting took.
    pub(crate) fn embedded() -> Result<Self, PolicyFault> {
        let mut rules = Self {
            schema: schema()?,
            set: PolicySet::new(),
            reasons: BTreeMap::new(),
        };
        for (file, text) in FILES {
            rules.add_file(file, text)?;
        }
        Ok(rules)
    }

    /// The embedded files but for one, which says something else: for tests of what stands against them.
    #[cfg(test)]
    pub(crate) fn changed(file: usize, says: &'static str) -> Result<Self, PolicyFault> {
        let mut rules = Self {
            schema: schema()?,
            set: PolicySet::new(),
            reasons: BTreeMap::new(),
        };
        for (place, (name, text)) in FILES.iter().enumerate() {
            rules.add_file(name, if place == file { says } else { text })?;
        }
        rules.validate()?;
        Ok(rules)
    }

    fn add_file(&mut self, file: &'static str, text: &'static str) -> Result<(), PolicyFault> {
        let parsed = PolicySet::from_str(text).map_err(|error| PolicyFault::File {
            file,
            words: error.to_string(),
        })?;
        for policy in parsed.policies() {
            let id = policy.annotation("id").ok_or(PolicyFault::Id { file })?;
            let id = PolicyId::new(id);
            if let Some(reason) = policy
                .annotation("reason")
                .and_then(|words| slice_of(text, words))
            {
                self.reasons.insert(id.clone(), reason);
            }
            self.set
                .add(policy.new_id(id))
                .map_err(|_| PolicyFault::Id { file })?;
        }
        Ok(())
    }

    /// Whether they fit their schema, without a warning.
    #[cfg(test)]
    pub(crate) fn validate(&self) -> Result<(), PolicyFault> {
        let result =
            Validator::new(self.schema.clone()).validate(&self.set, ValidationMode::Strict);
        if result.validation_passed_without_warnings() {
            return Ok(());
        }
        Err(PolicyFault::Validation(result.to_string()))
    }
}

/// The same words where they stand in the embedded text, which lives as long as the program.
fn slice_of(text: &'static str, words: &str) -> Option<&'static str> {
    let start = text.find(words)?;
    text.get(start..start + words.len())
}

fn schema() -> Result<Schema, PolicyFault> {
    Schema::from_cedarschema_str(SCHEMA)
        .map(|(schema, _)| schema)
        .map_err(|error| PolicyFault::Schema(error.to_string()))
}
