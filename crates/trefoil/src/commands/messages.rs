//! A demonstration's messages: what somebody without a form or a feed wrote to the hub in the last hours, with a file that is taken in and
//! one that is not. Everybody in them is made up.

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use trefoil_app::App;
use trefoil_app::contacts::attach::Brought;
use trefoil_app::imports::mail::{MailRun, mail_drop};

/// One message.
struct Written {
    /// How long ago it came.
    hours: i64,
    from: &'static str,
    subject: &'static str,
    words: &'static str,
    /// A file: its name, and how it begins.
    file: Option<(&'static str, &'static str)>,
}

const MESSAGES: [Written; 5] = [
    Written {
        hours: 2,
        from: "Margaret Holt <m.holt@starling-nursery.sch.uk>",
        subject: "Worried about a boy of three",
        words: "Danuta brought her son in this morning and asked me whether we can keep a bag for her here, in case. She would not say more. He told the girls at the sand table that daddy threw the chair.\n\nWhat he said, in his own words, is in the note.",
        file: Some((
            "what he said.txt",
            "10:20, at the sand table: \"Daddy threw the chair and mummy was on the floor. I was under the table.\"\n",
        )),
    },
    Written {
        hours: 5,
        from: "Dr Chinedu Eze <c.eze@harbour-surgery.nhs.uk>",
        subject: "Patient seen today",
        words: "A woman of 34 came about headaches. She has bruises on both upper arms that do not fit what she told me. Her husband is a solicitor and came in with her; I saw her alone for two minutes. She has two daughters at primary school. I have put our letter with this.",
        file: Some((
            "letter.doc",
            "\u{d0}\u{cf}\u{11}\u{e0}\u{a1}\u{b1}\u{1a}\u{e1}",
        )),
    },
    Written {
        hours: 9,
        from: "Alan Prior <alan.prior@mail.example>",
        subject: "My daughter's children",
        words: "I am their grandad. My daughter has gone back to him and the girls rang me at midnight from the bathroom. They asked me not to tell. I do not know who else to write to. I am up all night anyway, ring me.",
        file: None,
    },
    Written {
        hours: 20,
        from: "Yusuf Demir <coach@pier-juniors.example>",
        subject: "Two brothers in my under elevens",
        words: "Both stopped coming in October. Their mum, Priya, used to stay and watch; now their stepdad drops the kit off and does not get out of the car. The younger one told my assistant that they are not allowed to talk about home.",
        file: None,
    },
    Written {
        hours: 26,
        from: "Front desk <desk@kingsway-homes.example>",
        subject: "12 Samphire Close",
        words: "Third call about shouting and a child crying at this address since Sunday. We have no name for the people there: the flat is let through an agency.",
        file: None,
    },
];

/// Drops them into the hub, and says so.
pub(super) async fn messages_drop(app: &App) -> anyhow::Result<()> {
    let now = app.now();
    let mut run = MailRun::begin(app, &mail_drop(), "Messages, by the mail drop").await?;
    for message in &MESSAGES {
        let bytes = written(message, now)?;
        let name = String::new();
        run.take(&Brought { name, bytes }).await?;
    }
    run.finish().await?;
    eprintln!(
        "{} messages came to the hub in the last day.",
        MESSAGES.len()
    );
    Ok(())
}

/// As a mail server would hand it over: each letter a byte.
fn written(message: &Written, now: Timestamp) -> anyhow::Result<Vec<u8>> {
    let came = now.checked_sub(SignedDuration::from_hours(message.hours))?;
    let date = rfc2822::to_string(&came.to_zoned(jiff::tz::TimeZone::UTC))?;
    let (from, subject, words) = (message.from, message.subject, message.words);
    let head = format!(
        "Received: from mail.example by hub.example; {date}\nFrom: {from}\nDate: {date}\nSubject: {subject}\nMIME-Version: 1.0\n"
    );
    let text = match message.file {
        None => format!("{head}Content-Type: text/plain\n\n{words}\n"),
        Some((name, content)) => format!(
            "{head}Content-Type: multipart/mixed; boundary=\"edge\"\n\n--edge\nContent-Type: text/plain\n\n{words}\n--edge\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\n\n{content}\n--edge--\n"
        ),
    };
    let letters = text.replace('\n', "\r\n");
    let bytes = letters.chars().map(|one| u8::try_from(u32::from(one)));
    Ok(bytes.map(|one| one.unwrap_or(b'?')).collect())
}
