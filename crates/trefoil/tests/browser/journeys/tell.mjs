// A teacher without an account tells the hub of a family on a phone, and the hub finds it when she rings with her receipt.

async function teacher(run, tally) {
  const hand = await run.nobody('teacher');
  await hand.open('/tell');
  tally.holds('first of all, what to do in danger', await hand.text(), 'ring 999');
  await hand.look('tell the hub');
  await hand.press('Send to the hub');
  tally.same('nothing is no contact', hand.status, 422);
  tally.holds('and what is missing is said', await hand.text('.govuk-error-summary'), 'Write your name.');
  await hand.look('tell the hub, with errors');
  await hand.choose('What kind of work do you do?', 'School');
  await hand.type('What happened, and what worries you', `She is afraid to go home. ${run.setting.tag}`);
  await hand.choose('Who they are in it', 'Child');
  await hand.type('First names', 'Merle');
  await hand.type('Surname', 'Fenwright');
  await hand.type('Birth date', '14 3 2017');
  await hand.press('Add three more people');
  const kept = await hand.page.$eval('[name="p0-given"]', (one) => one.value);
  tally.same('more boxes lose nothing', kept, 'Merle');
  await hand.type('Your name', 'Fen Lomas');
  await hand.type('Where you work', 'Larch School');
  await hand.type('Your e-mail address or telephone at work', '01632 960002');
  await hand.press('Send to the hub');
  tally.holds('the hub has it', await hand.text('h1'), 'The hub has it');
  await hand.look('receipt');
  const receipt = (await hand.texts('.govuk-summary-list__value'))[0];
  tally.check('the receipt can be read out', /^[A-Z]{4}-[A-Z]{4}$/.test(receipt), receipt);
  await hand.close();
  return receipt;
}

/** Whoever goes back from the receipt to the form finds what they wrote, and sends it again for the same receipt. */
async function back(run, tally) {
  const hand = await run.nobody('housing officer');
  await hand.open('/tell');
  await hand.choose('What kind of work do you do?', 'Housing');
  await hand.type('What happened, and what worries you', `The door is broken. ${run.setting.tag}`);
  await hand.type('Your name', 'Kit Marram');
  await hand.type('Where you work', 'Dunlin Homes');
  await hand.type('Your e-mail address or telephone at work', '01632 960004');
  await hand.press('Send to the hub');
  const receipt = async () => (await hand.texts('.govuk-summary-list__value'))[0];
  const first = await receipt();
  await hand.page.goBack({ waitUntil: 'load' });
  const value = (name) => hand.page.$eval(`[name="${name}"]`, (one) => one.value);
  tally.holds('on the way back what was written is there', await value('summary'), 'The door is broken.');
  tally.same('all of it', await value('teller'), 'Kit Marram');
  await hand.press('Send to the hub');
  tally.same('and sent again it is the same receipt', await receipt(), first);
  await hand.close();
}

export const journey = {
  name: 'tell',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    const receipt = await teacher(run, tally);
    await back(run, tally);
    const hub = await run.as('Hub triage worker');
    await hub.open('/queue');
    await hub.touch('Somebody rings with a receipt');
    await hub.type('Their receipt', receipt.toLowerCase().replace('-', ' '));
    await hub.press('Open the contact');
    tally.holds('the receipt leads to the contact', hub.path, '/contacts/');
    const words = await hub.text();
    tally.holds('which says that nobody is proved to have sent it', words, 'who sent it is not proved');
    tally.holds('and who says so', words, 'Fen Lomas, Larch School');
    await hub.look('a contact by the partners form');
    await hub.close();
  },
};
