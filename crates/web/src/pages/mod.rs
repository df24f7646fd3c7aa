//! Pages: one folder a journey, one file an endpoint, one line here. A handler extracts, parses, asks the door and renders;
//! nothing is decided here that the policy or `core` decides.

use crate::router::Route;

// beside ALL: address (what is said of one), birth (date), current (who works with somebody), day (as typed), moment (as typed)
// beside ALL: problems (what is wrong with a form), samples (what the test renders), secret (of an authenticator app)
// beside ALL: telling (the form of a contact), time (as typed), why (the box in which it is said)
mod account;
mod address;
mod agencies;
mod birth;
mod board;
mod budgets;
mod checks;
mod clocks;
mod contact;
mod covers;
mod current;
mod custodian;
mod day;
mod door;
mod family;
mod follows;
mod glass;
mod help;
mod high_risk;
mod home;
mod imports;
mod interests;
mod meetings;
mod moment;
mod notices;
mod outputs;
mod pairs;
mod passkeys;
mod person;
mod places;
mod problems;
mod provider;
mod quarantine;
mod queue;
mod record;
mod report;
mod reviews;
#[cfg(test)]
pub(crate) mod samples;
mod school_link;
mod schools;
mod search;
mod secret;
mod sign_in;
mod signals;
mod strand;
mod tell;
mod telling;
mod time;
mod why;
mod work;
mod workers;

/// A journey.
pub(crate) struct Page {
    /// Its ways in.
    pub(crate) routes: &'static [Route],
    /// Each of its templates, filled in.
    #[cfg(test)]
    pub(crate) samples: fn() -> Vec<samples::Sample>,
}

/// Every journey. A page is `Page { routes: x::ROUTES, #[cfg(test)] samples: x::sample::samples }`.
pub(crate) const ALL: &[Page] = &[
    Page {
        routes: account::ROUTES,
        #[cfg(test)]
        samples: account::sample::samples,
    },
    Page {
        routes: agencies::ROUTES,
        #[cfg(test)]
        samples: agencies::sample::samples,
    },
    Page {
        routes: provider::ROUTES,
        #[cfg(test)]
        samples: provider::sample::samples,
    },
    Page {
        routes: budgets::ROUTES,
        #[cfg(test)]
        samples: budgets::sample::samples,
    },
    Page {
        routes: help::ROUTES,
        #[cfg(test)]
        samples: help::sample::samples,
    },
    Page {
        routes: work::ROUTES,
        #[cfg(test)]
        samples: work::sample::samples,
    },
    Page {
        routes: high_risk::ROUTES,
        #[cfg(test)]
        samples: high_risk::sample::samples,
    },
    Page {
        routes: custodian::ROUTES,
        #[cfg(test)]
        samples: custodian::sample::samples,
    },
    Page {
        routes: follows::ROUTES,
        #[cfg(test)]
        samples: follows::sample::samples,
    },
    Page {
        routes: checks::ROUTES,
        #[cfg(test)]
        samples: checks::sample::samples,
    },
    Page {
        routes: contact::ROUTES,
        #[cfg(test)]
        samples: contact::sample::samples,
    },
    Page {
        routes: family::ROUTES,
        #[cfg(test)]
        samples: family::sample::samples,
    },
    Page {
        routes: strand::ROUTES,
        #[cfg(test)]
        samples: strand::sample::samples,
    },
    Page {
        routes: signals::ROUTES,
        #[cfg(test)]
        samples: signals::sample::samples,
    },
    Page {
        routes: places::ROUTES,
        #[cfg(test)]
        samples: places::sample::samples,
    },
    Page {
        routes: door::ROUTES,
        #[cfg(test)]
        samples: door::sample::samples,
    },
    Page {
        routes: imports::ROUTES,
        #[cfg(test)]
        samples: imports::sample::samples,
    },
    Page {
        routes: interests::ROUTES,
        #[cfg(test)]
        samples: interests::sample::samples,
    },
    Page {
        routes: covers::ROUTES,
        #[cfg(test)]
        samples: covers::sample::samples,
    },
    Page {
        routes: meetings::ROUTES,
        #[cfg(test)]
        samples: meetings::sample::samples,
    },
    Page {
        routes: notices::ROUTES,
        #[cfg(test)]
        samples: notices::sample::samples,
    },
    Page {
        routes: school_link::ROUTES,
        #[cfg(test)]
        samples: school_link::sample::samples,
    },
    Page {
        routes: schools::ROUTES,
        #[cfg(test)]
        samples: schools::sample::samples,
    },
    Page {
        routes: glass::ROUTES,
        #[cfg(test)]
        samples: glass::sample::samples,
    },
    Page {
        routes: reviews::ROUTES,
        #[cfg(test)]
        samples: reviews::sample::samples,
    },
    Page {
        routes: quarantine::ROUTES,
        #[cfg(test)]
        samples: quarantine::sample::samples,
    },
    Page {
        routes: record::ROUTES,
        #[cfg(test)]
        samples: record::sample::samples,
    },
    Page {
        routes: board::ROUTES,
        #[cfg(test)]
        samples: board::sample::samples,
    },
    Page {
        routes: clocks::ROUTES,
        #[cfg(test)]
        samples: clocks::sample::samples,
    },
    Page {
        routes: report::ROUTES,
        #[cfg(test)]
        samples: report::sample::samples,
    },
    Page {
        routes: home::ROUTES,
        #[cfg(test)]
        samples: home::samples,
    },
    Page {
        routes: queue::ROUTES,
        #[cfg(test)]
        samples: queue::sample::samples,
    },
    Page {
        routes: sign_in::ROUTES,
        #[cfg(test)]
        samples: sign_in::sample::samples,
    },
    Page {
        routes: outputs::ROUTES,
        #[cfg(test)]
        samples: outputs::sample::samples,
    },
    Page {
        routes: pairs::ROUTES,
        #[cfg(test)]
        samples: pairs::sample::samples,
    },
    Page {
        routes: passkeys::ROUTES,
        #[cfg(test)]
        samples: passkeys::sample::samples,
    },
    Page {
        routes: person::ROUTES,
        #[cfg(test)]
        samples: person::sample::samples,
    },
    Page {
        routes: tell::ROUTES,
        #[cfg(test)]
        samples: tell::sample::samples,
    },
    Page {
        routes: search::ROUTES,
        #[cfg(test)]
        samples: search::sample::samples,
    },
    Page {
        routes: workers::ROUTES,
        #[cfg(test)]
        samples: workers::sample::samples,
    },
];
