//! Mail by SMTP: to the authority's own mail server, encrypted, unless it is this very machine. One mail at a time, in the order in
//! which they are handed in.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use trefoil_app::notices::mail::{Letter, Mailer, Mailing, NotMailed};

/// The entry of `ALL`.
pub(crate) const WAY_OUT: crate::WayOut = crate::WayOut { code: "mail" };

/// How long a mail may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the way to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte (port 465).
    Wrapped,
    /// Asked for before anything is said (STARTTLS); a server that does not is sent nothing.
    Started,
    /// Not at all: to this very machine alone.
    None,
}

/// A mail server, and as whom.
#[derive(Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is reached.
    pub encryption: Encryption,
    /// Name and password, where it asks.
    pub user: Option<(String, String)>,
    /// Who writes, as it stands on every mail.
    pub from: String,
    /// Certificates that are trusted, as Debian keeps them.
    pub certificates: PathBuf,
}

/// Without the password: it would stand in the first log that shows the settings.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .field("user", &self.user.as_ref().map(|(name, _)| name))
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

/// The way to a mail server.
pub struct MailWay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

fn on_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

impl MailWay {
    /// The way; nothing is asked of the server yet.
    ///
    /// # Errors
    /// In words, where a setting will not do.
    pub fn new(server: &MailServer) -> Result<Self, String> {
        let from = server.from.parse();
        let from = from.map_err(|_| format!("{} is no e-mail address", server.from))?;
        let tls = match server.encryption {
            Encryption::None if on_this_machine(&server.host) => Tls::None,
            Encryption::None => {
                return Err("mail goes unencrypted to this machine alone".to_owned());
            }
            Encryption::Wrapped => Tls::Wrapper(trusted(server)?),
            Encryption::Started => Tls::Required(trusted(server)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = server.user.clone() {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }
}

fn trusted(server: &MailServer) -> Result<TlsParameters, String> {
    let told = |why: String| format!("the certificates {}: {why}", server.certificates.display());
    let bytes = std::fs::read(&server.certificates).map_err(|fault| told(fault.to_string()))?;
    let roots = Certificate::from_pem(&bytes).map_err(|fault| told(fault.to_string()))?;
    TlsParameters::builder(server.host.clone())
        .certificate_store(CertificateStore::None)
        .add_root_certificate(roots)
        .build_rustls()
        .map_err(|fault| told(fault.to_string()))
}

impl Mailer for MailWay {
    fn mail<'a>(&'a self, letter: &'a Letter) -> Mailing<'a> {
        Box::pin(async move {
            let refused = |why: String| NotMailed::Refused(why);
            let to: Mailbox = letter
                .to
                .parse()
                .map_err(|_| refused("the address is none".to_owned()))?;
            let message = Message::builder()
                .from(self.from.clone())
                .to(to)
                .subject(letter.subject.clone())
                .message_id(Some(letter.id.clone()))
                .header(ContentType::TEXT_PLAIN)
                .body(letter.words.clone())
                .map_err(|fault| refused(fault.to_string()))?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(fault) => Err(not_mailed(fault.status().map(u16::from))),
            }
        })
    }
}

/// What a server's number says; none where it did not answer. Its words may hold the address: the number is enough.
fn not_mailed(code: Option<u16>) -> NotMailed {
    let Some(code) = code else {
        return NotMailed::Away("no answer".to_owned());
    };
    let told = code.to_string();
    match code {
        // It is going away, wants another way of speaking, or does not know us: the same for every mail.
        421 | 432 | 454 | 500..=504 | 521 | 523 | 530..=538 => NotMailed::Away(told),
        400..=499 => NotMailed::Later(told),
        _ => NotMailed::Refused(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_mail_keeps_no_other_waiting() {
        let check = |code: Option<u16>, expect: fn(String) -> NotMailed| {
            let told = code.map_or_else(|| "no answer".to_owned(), |code| code.to_string());
            assert_eq!(not_mailed(code), expect(told));
        };
        check(None, NotMailed::Away);
        check(Some(421), NotMailed::Away);
        check(Some(535), NotMailed::Away);
        check(Some(450), NotMailed::Later);
        check(Some(452), NotMailed::Later);
        check(Some(550), NotMailed::Refused);
        check(Some(554), NotMailed::Refused);
    }

    #[test]
    fn a_password_is_not_shown_with_the_rest() {
        let server = MailServer {
            host: "mail.example.org".to_owned(),
            port: 587,
            encryption: Encryption::Started,
            user: Some(("hub".to_owned(), "copper kettle".to_owned())),
            from: "no-reply@example.org".to_owned(),
            certificates: PathBuf::new(),
        };
        let shown = format!("{server:?}");
        assert!(shown.contains("mail.example.org") && shown.contains("hub"));
        assert!(!shown.contains("kettle"), "{shown}");
    }

    #[test]
    fn nothing_is_mailed_in_the_clear_to_another_machine() {
        let server = |host: &str| MailServer {
            host: host.to_owned(),
            port: 25,
            encryption: Encryption::None,
            user: None,
            from: "no-reply@example.org".to_owned(),
            certificates: PathBuf::new(),
        };
        let check = |host: &str, goes: bool| {
            assert_eq!(MailWay::new(&server(host)).is_ok(), goes, "{host}");
        };
        check("localhost", true);
        check("127.0.0.1", true);
        check("::1", true);
        check("mail.example.org", false);
        check("localhost.example.org", false);
        check("10.0.0.1", false);
    }
}
