// Point 2: a police file by the upload page: progress, what is the matter row by row, the row that fits no contact.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const journey = {
  name: 'upload',
  everywhere: true,
  first: true,
  async walk(run) {
    const { tally, setting } = run;
    const { file } = setting;
    const hand = await run.as('Hub triage worker');
    await hand.open('/queue');
    await hand.menu('Files taken in');
    if (setting.whole) await hand.look('files');
    await hand.press('Take in this file');
    tally.same('no file chosen: the form comes back', hand.status, 422);
    tally.holds('and says so', await hand.text('.govuk-error-summary'), 'Choose a file');
    if (setting.whole) await hand.look('files error');
    const path = join(run.folder, `police-${setting.tag}.csv`);
    await writeFile(path, file.text);
    await (await hand.page.$('input[type=file]')).uploadFile(path);
    await hand.press('Take in this file');
    tally.holds('the page of the file opens', hand.path, '/imports/');
    tally.holds('it says how far it is', await hand.text('[role=status]'), /rows|Starting/);
    // The answer asks the browser to look again; the page comes to its end with nobody doing anything.
    const end = Date.now() + 30_000;
    while (Date.now() < end && !(await done(hand))) await new Promise((resolve) => setTimeout(resolve, 200));
    const rows = file.rows.toLocaleString('en-GB');
    tally.holds('it comes to its end by itself', await hand.text('[role=status]'), `All ${rows} rows are done.`);
    const facts = await hand.text('.govuk-summary-list');
    tally.holds('contacts made', facts, new RegExp(`Contacts made\\s+${file.incidents}`));
    tally.holds('rows kept aside', facts, /Rows kept aside\s+1/);
    const issues = await hand.texts('tbody tr');
    tally.check('the unreadable date is told with row and column', issues.some((row) => row.includes('date_of_birth')), issues.join('\n'));
    tally.check('so is the row without a reference', issues.some((row) => row.includes('incident_reference') || row.includes('reference')), issues.join('\n'));
    if (setting.whole) await hand.look('file taken in');
    await hand.press('Look at the rows kept aside');
    await quarantine(run, hand);
    await hand.close();
  },
};

/** A page that is being replaced answers nothing. */
async function done(hand) {
  return (await hand.text('[role=status]').catch(() => '')).startsWith('All ');
}

async function quarantine(run, hand) {
  const { tally, setting } = run;
  const lost = `Lost${setting.tag}`;
  tally.holds('the row is shown as it came', await hand.text('pre'), lost);
  if (setting.whole) await hand.look('rows to look at');
  const cards = await hand.page.$$eval('main section', (all) => all.map((one) => ({ id: one.id, text: one.textContent })));
  const card = `[id="${cards.find((one) => one.text.includes(lost)).id}"]`;
  const before = cards.length;
  await hand.press('This row is dealt with', card);
  tally.same('closing it without a note is refused', hand.status, 422);
  if (setting.whole) await hand.look('row without a note');
  await hand.touch('What you did about', card);
  await hand.page.keyboard.type('Rang the control room: it belongs to a test.');
  await hand.press('This row is dealt with', card);
  tally.holds('with a note it is recorded', await hand.text('main'), 'is recorded');
  tally.same('and is gone', (await hand.page.$$('main section')).length, before - 1);
}
