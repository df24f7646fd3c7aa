// A real mail server on this machine's own loopback, for the tests of ../it/schools: `node server.mjs FOLDER PORT TLS`.
// TLS is "start" (STARTTLS), "wrapped" (from the first byte) or "none"; with either of the first two nobody is let in without name and
// password. What it took is a line of FOLDER/taken.jsonl, on the disk before it answers. FOLDER/rules.json, read anew for each mail, says what
// it does instead: {"hold": true} takes a mail and never answers; {"recipients": {"ada@example.org": 450}} refuses by that number.
// It ends when whoever started it does, and by itself after some minutes.

import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const LONGEST_MS = 300_000;
const LARGEST = 1_000_000;
const [folder, port, tls] = process.argv.slice(2);
const file = (name) => join(folder, name);

function rules() {
  try {
    return JSON.parse(readFileSync(file('rules.json'), 'utf8'));
  } catch {
    return {};
  }
}

function refusal(code) {
  return Object.assign(new Error('the test says so'), { responseCode: code });
}

async function bytesOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Writes what was taken, and waits until the disk has it. */
async function keep(raw, session) {
  const mail = await PostalMime.parse(raw);
  const line = {
    secure: session.secure,
    user: session.user ?? null,
    from: session.envelope.mailFrom.address,
    to: session.envelope.rcptTo.map((one) => one.address),
    id: mail.messageId,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    raw: raw.toString('latin1'),
  };
  const kept = openSync(file('taken.jsonl'), 'a');
  writeSync(kept, `${JSON.stringify(line)}\n`);
  fsyncSync(kept);
  closeSync(kept);
}

const encrypted = tls !== 'none';
const server = new SMTPServer({
  secure: tls === 'wrapped',
  ...(encrypted ? { cert: readFileSync(file('certificate.pem')), key: readFileSync(file('key.pem')) } : {}),
  disabledCommands: encrypted ? [] : ['STARTTLS', 'AUTH'],
  authOptional: !encrypted,
  size: LARGEST,
  socketTimeout: 30_000,
  closeTimeout: 1_000,
  disableReverseLookup: true,
  onAuth({ username, password }, _, done) {
    const right = username === 'trefoil' && password === readFileSync(file('password'), 'utf8');
    done(right ? null : new Error('not known here'), { user: username });
  },
  onRcptTo({ address }, _, done) {
    const code = rules().recipients?.[address];
    done(code ? refusal(code) : null);
  },
  async onData(stream, session, done) {
    try {
      await keep(await bytesOf(stream), session);
      if (!rules().hold) done();
    } catch (error) {
      done(error);
    }
  },
});

// Whoever hangs up on it is not its fault.
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
setTimeout(() => process.exit(3), LONGEST_MS);
