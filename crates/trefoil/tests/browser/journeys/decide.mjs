// Point 6: decide: what is missing is said and nothing typed is lost; one answer for all; one child otherwise; adults only.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContact } from './queue.mjs';

export const journey = {
  name: 'decide',
  everywhere: true,
  async walk(run) {
    const hand = await run.as('Hub triage worker');
    await half(run, hand);
    await missing(run, hand);
    await forAll(run, hand);
    if (run.setting.whole) {
      await perChild(run, hand);
      await adultsOnly(run, hand);
    }
    await hand.close();
  },
};

const REASON = 'Both parents were spoken to; the school is to keep watch.';

// What is half typed stays whichever other button is pressed, with script and without.
async function half(run, hand) {
  const { tally } = run;
  const label = 'Why? (all children)';
  const held = async (when) => {
    const words = await (await hand.field(label)).evaluate((one) => one.value);
    tally.same(`half a reason is there ${when}`, words, 'Half a reason');
  };
  const contact = await openContact(run, hand, 'sameForAll');
  await hand.type(label, 'Half a reason');
  await hand.press('Take this contact');
  await held('after the contact is taken');
  const folder = await mkdtemp(join(tmpdir(), 'trefoil-half-'));
  const file = join(folder, 'note.txt');
  await writeFile(file, 'Heard through the wall.\n');
  await (await hand.page.$('input[name="file"]')).uploadFile(file);
  await hand.press('Add this file');
  tally.holds('the file is taken in', await hand.text(), 'The file is with the contact.');
  await rm(folder, { recursive: true });
  await held('after a file is added');
  if (await hand.offers('Ask them')) {
    await hand.press('Ask them');
    tally.same('nobody asked is said', hand.status, 422);
    await held('after another form was wrong');
  }
  await hand.type(label, 'Half a reason');
  await hand.press('Show as it was known');
  await hand.open(contact);
  await held('after the past was asked for');
  await hand.look('a decision that is half typed');
  await hand.type(label, '');
  await hand.press('Keep it and decide later');
  tally.same('what is taken out stays out', await (await hand.field(label)).evaluate((one) => one.value), '');
}

async function missing(run, hand) {
  const { tally, setting } = run;
  await openContact(run, hand, 'sameForAll');
  await hand.type('Service or pathway, if you name one (all children)', 'Family hub');
  await hand.press('Record the decision');
  tally.same('a decision without answer or reason is refused', hand.status, 422);
  const links = await hand.page.$$eval('.govuk-error-summary a', (all) => all.map((one) => [one.textContent.trim(), one.hash]));
  tally.same('what is missing is listed, each once', links, [
    ['Choose what you decide.', '#outcome-all'], ['Give the reason for this decision.', '#reason-all'],
  ]);
  tally.same('what was typed is kept', await (await hand.field('Service or pathway, if you name one (all children)')).evaluate((one) => one.value), 'Family hub');
  if (setting.whole) await hand.look('decision without a reason');
  if (setting.js) {
    const summary = await hand.page.evaluate(() => document.activeElement.className);
    tally.holds('the list of what is missing has the focus', summary, 'govuk-error-summary');
  }
  await hand.touch('Give the reason for this decision.', '.govuk-error-summary');
  // With script the field has the focus; without, the address names it and the browser shows it.
  const there = setting.js
    ? () => document.activeElement.id === 'reason-all'
    : () => location.hash === '#reason-all' && document.querySelector(':target').id === 'reason-all';
  tally.check('its link leads to the field', await hand.soon(there));
}

async function forAll(run, hand) {
  const { tally } = run;
  await hand.touch('Information and advice', '#act-decide');
  await hand.type('Why? (all children)', REASON);
  await hand.press('Record the decision');
  tally.holds('one answer for all is recorded', await hand.text(), 'The decision is recorded.');
  tally.holds('and the worker is back at the queue', hand.path, '/queue');
  tally.lacks('which the contact has left', await hand.text(), run.setting.file.parts.sameForAll.surname);
}

async function perChild(run, hand) {
  const { tally } = run;
  await openContact(run, hand, 'perChild');
  await hand.press('Take this contact');
  await hand.touch('No further action', '#act-decide');
  await hand.type('Why? (all children)', REASON);
  const parts = await hand.texts('#act-decide summary');
  const folded = parts.filter((one) => one.startsWith('Decide differently for '));
  tally.same('each child can be decided differently', folded.length, 2);
  tally.check('and adults have a route of their own', parts.length > folded.length, parts.join('; '));
  await hand.touch(folded[0], '#act-decide');
  const whom = folded[0].replace('Decide differently for ', '');
  await hand.touch('Referral', '#decide-0');
  await hand.press('Record the decision');
  tally.same('the one answer still needs its own reason', hand.status, 422);
  tally.same('and says where', await hand.page.$$eval('.govuk-error-summary a', (all) => all.map((one) => one.hash)), ['#reason-0']);
  tally.check('the part that is wrong stands open', await hand.page.$eval('#decide-0', (one) => one.open));
  tally.same('the other reason is kept', await (await hand.field('Why? (all children)')).evaluate((one) => one.value), REASON);
  await hand.look('decision for one child');
  await hand.type(`Why? (${whom})`, 'She was hurt.');
  await hand.press('Record the decision');
  tally.holds('both answers are recorded', await hand.text(), 'The decision is recorded.');
}

async function adultsOnly(run, hand) {
  const { tally } = run;
  await openContact(run, hand, 'adultOnly');
  await hand.press('Take this contact');
  tally.lacks('a contact without a child asks once', await hand.text('#act-decide'), 'all children');
  await hand.touch('No further action', '#act-decide');
  await hand.type('Why?', 'No child lives there or visits.');
  await hand.press('Record the decision');
  tally.holds('and is decided too', await hand.text(), 'The decision is recorded.');
}
