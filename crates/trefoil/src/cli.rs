//! What can be asked on the command line: the contract's commands, those that exist. Others answer as bad usage does.

mod link;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::ids::AuthorityId;

pub(crate) use link::{LinkArgs, LinkCommand, PlanArgs};

/// Trefoil: the case system for a whole-family, multi-agency response to domestic abuse.
#[derive(Debug, Parser)]
#[command(name = "trefoil", version, about)]
pub(crate) struct Asked {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the records are.
#[derive(Debug, Clone, Args)]
pub(crate) struct StoreArgs {
    /// Folder of the embedded database (default: `TREFOIL_DATA` of the environment, else ./trefoil-data)
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "database")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL address, postgres://…
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Key file (default: `key` in the data folder)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// The authority, by its DfE code, where the database holds several
    #[arg(long, global = true, value_name = "CODE")]
    pub(crate) authority: Option<AuthorityId>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a fictional authority and serves it, with a one-time sign-in link per role
    Demo(DemoArgs),
    /// The server
    Serve(ServeArgs),
    /// Makes database, key and authority, where they are missing
    Init(InitArgs),
    /// Accounts
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Applies or shows changes of the schema
    Migrate(MigrateArgs),
    /// Says what is wrong with this installation
    Doctor(DoctorArgs),
    /// The key
    #[command(subcommand)]
    Key(KeyCommand),
    /// Takes files in
    #[command(subcommand)]
    Import(ImportCommand),
    /// Makes reports
    #[command(subcommand)]
    Report(ReportCommand),
    /// The ledger
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Makes one consistent file of everything, while a server runs, without the key
    Backup(BackupArgs),
    /// Makes an installation of a backup, in an empty folder or an empty database
    Restore(RestoreArgs),
    /// Fills the database with a made-up authority
    Town(TownArgs),
    /// Finds out which records of files are one person; works on files alone
    #[command(subcommand)]
    Link(LinkCommand),
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// Seed of the town
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Families that the hub hears of in a year
    #[arg(long, default_value_t = 6_000)]
    pub(crate) families: u64,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Settings (docs/configuration.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Applies changes of the schema before starting
    #[arg(long)]
    pub(crate) migrate: bool,
    /// Prints every setting with its default, and starts nothing
    #[arg(long)]
    pub(crate) print_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// The server's settings: where its records are, and its certificate
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// What the authority is called
    #[arg(long, default_value = "Blackpool Council")]
    pub(crate) name: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Makes an administrator's account
    Create(AdminCreateArgs),
    /// Prints the path of a one-time sign-in link, for a worker who lost their password or phone
    Link(AdminLinkArgs),
    /// Makes a token with which an agency's own system tells the hub, and prints it this once
    ApiToken(ApiTokenArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ApiTokenArgs {
    /// The agency, by its name
    #[arg(long)]
    pub(crate) agency: String,
    /// Adds the agency where there is none of that name
    #[arg(long)]
    pub(crate) add_agency: bool,
    /// What its system is called
    #[arg(long)]
    pub(crate) name: String,
    /// For how many days the token is good
    #[arg(long, default_value_t = 365)]
    pub(crate) days: i64,
}

#[derive(Debug, Args)]
pub(crate) struct AdminLinkArgs {
    /// Where the worker signs in
    #[arg(long)]
    pub(crate) email: String,
    /// What they lost; the link asks for the other
    #[arg(long, value_enum, default_value_t = LostArg::Password)]
    pub(crate) lost: LostArg,
}

/// What a worker lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LostArg {
    /// Their password.
    Password,
    /// The telephone with their authenticator app.
    Phone,
}

#[derive(Debug, Args)]
pub(crate) struct AdminCreateArgs {
    /// What they are called
    #[arg(long)]
    pub(crate) name: String,
    /// Where they sign in
    #[arg(long)]
    pub(crate) email: String,
    /// Reads the password from the first line of standard input
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// Shows what would be done
    #[arg(long)]
    pub(crate) plan: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// A copy of the key for safe keeping, apart from backups
    Export {
        /// File to make (default: standard output)
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// A new key
    Rotate,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// The police feed, version 1
    Police {
        /// The file
        file: PathBuf,
        /// Says what would be done
        #[arg(long)]
        dry_run: bool,
        /// Results as text or JSON
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// E-mail messages, a file each: each becomes a contact, with its files
    Mail {
        /// The messages
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Results as text or JSON
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// The register of schools, in the national one's columns
    Schools {
        #[command(flatten)]
        file: RegisterArgs,
        /// Only schools in the areas of these authorities, by their DfE codes
        #[arg(long, value_name = "CODE", value_delimiter = ',')]
        only: Vec<i64>,
    },
    /// Key adults of schools: urn, name, email
    SchoolContacts(RegisterArgs),
    /// Terms, inset days and other closings: urn (empty: all), kind, from, to
    SchoolTerms(RegisterArgs),
    /// Bank holidays, as GOV.UK publishes them, beside those that are built in
    BankHolidays(RegisterArgs),
}

/// A register's file.
#[derive(Debug, Args)]
pub(crate) struct RegisterArgs {
    /// The file
    pub(crate) file: PathBuf,
    /// Results as text or JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// What the scrutiny committee is told
    Scrutiny(ScrutinyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ScrutinyArgs {
    /// First day of the period
    #[arg(long)]
    pub(crate) from: Date,
    /// Last day of the period
    #[arg(long)]
    pub(crate) to: Date,
    /// As known at this instant (default: now)
    #[arg(long)]
    pub(crate) as_at: Option<Timestamp>,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = ReportFormat::Json)]
    pub(crate) format: ReportFormat,
    /// Publishes JSON: hides small counts in it, and keeps it as csv and html are kept
    #[arg(long)]
    pub(crate) suppress: bool,
}

/// Forms of a report; csv and html are published, so small counts are always hidden in them, and what left is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// The contract's JSON.
    Json,
    /// A table.
    Csv,
    /// A page by itself.
    Html,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Proves that no entry was changed, removed or reordered
    Verify {
        /// A checkpoint kept from earlier
        #[arg(long, value_name = "FILE")]
        checkpoint: Option<PathBuf>,
    },
    /// Prints a signed checkpoint
    Checkpoint {
        /// With the proof that it continues this earlier one, for the witness who countersigned it
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
    },
    /// Countersigns another authority's checkpoint that continues the last one countersigned with --key-file
    Witness(WitnessArgs),
}

#[derive(Debug, Args)]
pub(crate) struct WitnessArgs {
    /// The checkpoint
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: PathBuf,
    /// What the witness is called
    #[arg(long, default_value = "A partner agency")]
    pub(crate) name: String,
    /// File to make (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// File to make
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The backup
    pub(crate) file: PathBuf,
    /// Reads every row back and verifies the ledger; with the key file in place, that the backup was sealed with the key too
    #[arg(long)]
    pub(crate) verify: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TownArgs {
    /// People in the town
    #[arg(long)]
    pub(crate) people: u64,
    /// Seed of the town
    #[arg(long)]
    pub(crate) seed: u64,
    /// Years of its work
    #[arg(long, default_value_t = 1)]
    pub(crate) years: u32,
    /// The last day of its work
    #[arg(long, default_value = "2026-03-31")]
    pub(crate) until: Date,
    /// Contacts in all, instead of the volumes of the Blackpool report
    #[arg(long)]
    pub(crate) contacts: Option<u64>,
    /// Writes what the town's police told the hub as a feed file, and fills no database
    #[arg(long, value_name = "FILE")]
    pub(crate) feed: Option<PathBuf>,
    /// Writes records of the town's people as `link` reads them, and fills no database
    #[arg(long, value_name = "FILE", requires = "truth", conflicts_with = "feed")]
    pub(crate) records: Option<PathBuf>,
    /// Writes beside them whom each record is of, and the culture of their name
    #[arg(long, value_name = "FILE", requires = "records")]
    pub(crate) truth: Option<PathBuf>,
}

/// What was asked, or how to ask.
pub(crate) fn asked() -> Result<Asked, clap::Error> {
    Asked::try_parse()
}
