// A message to the hub: sent by the page, about nobody yet; its files are named and never shown; a worker says whom it is about.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const EDGE = 'edge';

function message(subject) {
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const part = (head, body) => `--${EDGE}\r\n${head}\r\n\r\n${body}\r\n`;
  const file = (name) => `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"`;
  return [
    `From: Temitope Bello <t.bello@wrens.sch.uk>\r\nDate: ${date}\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\n`,
    `Content-Type: multipart/mixed; boundary="${EDGE}"\r\n\r\n`,
    part('Content-Type: text/plain', 'He would not go home. His mother is Halina Fenwright.'),
    part(file('what he said.txt'), '"Daddy threw the chair."'),
    part(file('form.rtf'), '{\\rtf1 }'),
    `--${EDGE}--\r\n`,
  ].join('');
}

/** The contact, from the front of the queue. */
async function find(hand, run, subject) {
  const hrefs = await hand.page.$$eval('main a[href^="/contacts/"]', (all) => all.map((one) => one.getAttribute('href')));
  for (const href of hrefs.filter((one) => !one.endsWith('/new'))) {
    await hand.open(href);
    if ((await hand.text()).includes(subject)) return;
  }
  throw new Error('the message is not in the queue');
}

export const journey = {
  name: 'message',
  everywhere: false,
  async walk(run) {
    const { tally, setting } = run;
    const subject = `Worried about a boy, ${setting.tag}`;
    const path = join(run.folder, `message-${setting.tag}.eml`);
    await writeFile(path, message(subject));
    const hand = await run.as('Hub triage worker');
    await hand.open('/imports');
    await (await hand.page.$('input[type=file]')).uploadFile(path);
    await hand.press('Take in this file');
    tally.holds('what was not taken in is told', await hand.text(), 'one of its files was not taken in');
    await hand.open('/queue?source=school');
    await find(hand, run, subject);
    const words = await hand.text();
    tally.holds('who sent it is not proved', words, 'This came by e-mail.');
    tally.holds('a file can be saved', words, 'Save what he said.txt');
    tally.holds('another was not taken in', words, 'Not taken in: it is in an old format');
    tally.check('no file is shown', !words.includes('Daddy threw'), 'its words are on the page');
    await hand.look('a message');
    await hand.choose('Who they are in it', 'Child');
    await hand.type('First names', `Kazik ${setting.tag}`);
    await hand.press('Put this person into the contact');
    tally.holds('the boy is in it', await hand.text('main'), '1 person in this contact');
    const note = join(run.folder, `note-${setting.tag}.txt`);
    await writeFile(note, 'Rang at ten.');
    await (await hand.page.$('main input[type=file]')).uploadFile(note);
    await hand.press('Add this file');
    tally.holds('a file of ours is with it', await hand.text('main'), `Save note-${setting.tag}.txt`);
    await hand.look('a message with a boy and a note');
    await hand.press('Take out of this contact');
    tally.holds('and out again', await hand.text('main'), 'is not in the contact any more');
    await hand.close();
  },
};
