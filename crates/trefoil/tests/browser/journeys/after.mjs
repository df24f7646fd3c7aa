// Agencies are asked what they know, one of them answers, the contact is decided, and those who wait for it hear.

async function asked(hand, tally) {
  await hand.open('/contacts/new');
  await hand.choose('Who tells it', 'Housing');
  // The same words again would be the same contact.
  await hand.type('What happened', `The neighbours heard shouting again, in flat ${hand.run.setting.tag}.`);
  const set = (name, value) => hand.page.$eval(`[name="p0-${name}"]`, (one, to) => (one.value = to), value);
  for (const [name, value] of [['role', 'child'], ['given', 'Rowan'], ['surname', 'Sedgelow'], ['birth', '9 8 2017']]) await set(name, value);
  await hand.press('Take it in');
  const path = hand.path.split(/[?#]/)[0];
  await hand.press('New person');
  await hand.press('Ask them');
  tally.same('nobody asked is said', hand.status, 422);
  await hand.touch('Marramsea Health', '#act-checks');
  await hand.press('Ask them');
  tally.holds('the agency is asked', await hand.text(), 'The agencies are asked.');
  tally.holds('and stands where the contact is decided', await hand.text(), 'Not answered yet: Marramsea Health.');
  await hand.look('a contact with a check');
  return path;
}

async function answered(hand, tally) {
  await hand.open('/checks');
  await hand.look('checks of an agency');
  await hand.press('Rowan Sedgelow');
  tally.lacks('what happened is not told', await hand.text(), 'shouting');
  await hand.press('Send the answer to the hub');
  tally.same('an answer says whether they are known', hand.status, 422);
  await hand.look('a check, with errors');
  await hand.touch('We know nothing of them');
  await hand.press('Send the answer to the hub');
  tally.holds('nothing known is an answer', await hand.text(), 'The hub has your answer.');
}

async function followed(hand, tally, path) {
  await hand.open(path);
  tally.lacks('nobody is waited for', await hand.text(), 'Not answered yet');
  await hand.touch('Information and advice', '#act-decide');
  await hand.type('Why? (Rowan Sedgelow)', 'The school keeps watch.');
  await hand.press('Record the decision');
  await hand.open('/follow-ups');
  await hand.look('after the decision');
  await hand.press('Tell the family');
  await hand.touch('Not told');
  await hand.press('Record it');
  tally.same('not telling has a reason', hand.status, 422);
  await hand.look('telling a family, with errors');
  await hand.page.select('[name="why"]', 'unsafe');
  await hand.press('Record it');
  tally.holds('and is an answer', await hand.text(), 'It is recorded.');
}

export const journey = {
  name: 'after',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    const hand = await run.as('Hub triage worker');
    const path = await asked(hand, tally);
    const partner = await run.as('Partner in the hub');
    await answered(partner, tally);
    await partner.close();
    await followed(hand, tally, path);
    await hand.close();
  },
};
