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
        /// About how much memory may be used, as 500M or 2G: the file is linked in parts, one after the other, in a folder
        /// beside the file to make. The answer is the same
        #[arg(long, value_name = "SIZE", value_parser = bytes, conflicts_with = "explain")]
        memory: Option<u64>,
        #[command(flatten)]
        args: LinkArgs,
    },
    /// Cuts the linking of one file into parts that can be done apart: reads the file, learns the model
    Plan(PlanArgs),
    /// Does one part of a plan; several can be done at once, here or elsewhere, and any of them again
    Part {
        /// The folder of the plan
        folder: PathBuf,
        /// The part, from 1 on
        number: usize,
        /// Threads (default: as many as the machine has)
        #[arg(long, value_name = "N")]
        threads: Option<std::num::NonZeroU16>,
    },
    /// Makes the clusters, when all parts are done: those that `dedupe` makes
    Gather {
        /// The folder of the plan
        folder: PathBuf,
        /// File to make
        #[arg(long, value_name = "CLUSTERS.csv")]
        out: PathBuf,
        /// About how much memory may be used, as 500M or 2G
        #[arg(long, value_name = "SIZE", value_parser = bytes)]
        memory: Option<u64>,
        /// Threads (default: as many as the machine has)
        #[arg(long, value_name = "N")]
        threads: Option<std::num::NonZeroU16>,
        /// Results as text or JSON
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
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

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The records, .csv or .parquet
    pub(crate) file: PathBuf,
    /// Folder to make
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// In how many parts (default: 8, or as many as the memory asks for)
    #[arg(long, value_name = "N")]
    pub(crate) parts: Option<std::num::NonZeroU16>,
    /// About how much memory this, and each part, may use, as 500M or 2G
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) memory: Option<u64>,
    /// A model to use instead of learning one
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) model: Option<PathBuf>,
    /// Threads (default: as many as the machine has)
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroU16>,
    /// Names of columns: `given_names=first_name,date_of_birth=dob`
    #[arg(long, value_name = "MAP")]
    pub(crate) columns: Option<String>,
    /// From what match probability on a pair is one person (default: the engine decides)
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(crate) threshold: Option<f64>,
}

/// A size: a number, of bytes or with K, M, G or T behind it.
fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|last: char| !last.is_ascii_digit());
    let shift = match text.get(digits.len()..) {
        Some("") => Some(0),
        Some("K" | "k") => Some(10),
        Some("M" | "m") => Some(20),
        Some("G" | "g") => Some(30),
        Some("T" | "t") => Some(40),
        _ => None,
    };
    let read = digits.parse::<u64>().ok().zip(shift);
    let size = read.and_then(|(number, shift)| number.checked_mul(1 << shift));
    size.filter(|size| *size > 0)
        .ok_or_else(|| format!("{text} is no size; say 500M or 2G"))
}

fn probability(text: &str) -> Result<f64, String> {
    let read = text.parse::<f64>().ok().filter(|p| *p > 0.0 && *p < 1.0);
    read.ok_or_else(|| format!("{text} is no probability between 0 and 1"))
}
