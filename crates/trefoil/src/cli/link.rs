//! What `trefoil link` can be asked.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Format;

#[derive(Debug, Subcommand)]
pub(crate) enum LinkCommand {
    /// Which records of one file are one person
    Dedupe {
        /// The records, .csv or .parquet
        file: PathBuf,
        #[command(flatten)]
        args: LinkArgs,
    },
    /// Which records of two files are one person
    Pair {
        /// One file
        a: PathBuf,
        /// The other
        b: PathBuf,
        /// Each file may have somebody twice
        #[arg(long)]
        dedupe_inputs: bool,
        #[command(flatten)]
        args: LinkArgs,
    },
    /// How well clusters agree with the truth, by pairs
    Evaluate {
        /// `record_id,cluster_id`
        clusters: PathBuf,
        /// `record_id,person_id`
        truth: PathBuf,
        /// Results as text or JSON
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// File to make: clusters of one file, pairs of two
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) out: PathBuf,
    /// A model to use instead of learning one
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) model: Option<PathBuf>,
    /// Keeps the model
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) save_model: Option<PathBuf>,
    /// All scored pairs, with the weight of each comparison
    #[arg(long, value_name = "PAIRS.csv")]
    pub(crate) explain: Option<PathBuf>,
    /// Threads (default: as many as the machine has); the answer is the same
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroU16>,
    /// Names of columns: `given_names=first_name,date_of_birth=dob`
    #[arg(long, value_name = "MAP")]
    pub(crate) columns: Option<String>,
    /// From what match probability on a pair is one person (default: the engine decides)
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(crate) threshold: Option<f64>,
    /// Results as text or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

fn probability(text: &str) -> Result<f64, String> {
    let read = text.parse::<f64>().ok().filter(|p| *p > 0.0 && *p < 1.0);
    read.ok_or_else(|| format!("{text} is no probability between 0 and 1"))
}
