//! The one integration-test binary. Each test is a file here; what several need is in `hub`.

mod accounts;
mod budgets;
mod cost;
mod counting;
mod crash;
mod engines;
mod glass;
mod histories;
mod hub;
mod import_faults;
mod interests;
mod journey;
mod leaks;
mod matching;
mod matrix;
mod outputs;
mod passkeys;
mod predecessor;
mod provider;
mod publishing;
mod queue;
mod reach;
mod timing;
mod town;
mod versions;
mod wall;
