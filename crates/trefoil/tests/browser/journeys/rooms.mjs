// Agencies, teams and days as an administrator keeps them; who is at high risk; and what waits for the custodian.

async function agencies(run, tally) {
  const hand = await run.as('Administrator');
  await hand.open('/agencies');
  await hand.look('agencies');
  await hand.press('Add the agency');
  tally.same('an agency has a name', hand.status, 422);
  await hand.look('agencies, with errors');
  await hand.type('Its name', `Larch Trust ${run.setting.tag}`);
  await hand.press('Add the agency');
  await hand.open('/agencies');
  await hand.press(`Larch Trust ${run.setting.tag}`);
  await hand.look('an agency');
  await hand.open('/schools/holidays');
  tally.holds('bank holidays stand on a page', await hand.text('h1'), 'ank holiday');
  await hand.look('bank holidays');
  await hand.press('Add the day');
  tally.same('a day is a day', hand.status, 422);
  await hand.close();
}

async function risk(run, tally) {
  const hand = await run.as('Hub triage worker');
  await hand.open('/high-risk');
  tally.holds('the next meeting stands first', await hand.text(), 'Next daily meeting');
  await hand.look('high risk');
  await hand.open('/work');
  tally.holds('what is theirs to do', await hand.text('h1'), 'My work');
  await hand.look('work of triage');
  await hand.close();
}

async function custodian(run, tally) {
  const hand = await run.as('Caldicott guardian');
  await hand.open('/custodian');
  tally.same('what waits for the custodian opens', hand.status, 200);
  await hand.look('custodian');
  await hand.open('/work');
  await hand.look('work of the custodian');
  await hand.close();
}

export const journey = {
  name: 'rooms',
  everywhere: false,
  async walk(run) {
    await agencies(run, run.tally);
    await risk(run, run.tally);
    await custodian(run, run.tally);
  },
};
