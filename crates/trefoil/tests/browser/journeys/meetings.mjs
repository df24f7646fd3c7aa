// Meetings: a chair arranges one and opens what is listed; and a place that an adviser takes out of a note.

export const journey = {
  name: 'meetings',
  everywhere: false,
  async walk(run) {
    await chair(run);
    await adviser(run);
  },
};

async function follow(hand, start) {
  await hand.open(await hand.page.$eval(`main a[href^="${start}"]`, (one) => one.getAttribute('href')));
}

async function chair(run) {
  const { tally } = run;
  const hand = await run.as('Meeting chair');
  await hand.open('/meetings');
  tally.holds('a chair is told until when a list opens', await hand.text(), 'open to its chair until');
  await hand.look('meetings');
  await hand.press('Arrange the meeting');
  tally.same('a meeting wants a kind and a day', hand.status, 422);
  tally.holds('and that is said', await hand.text('.govuk-error-summary'), 'Choose what kind of meeting it is.');
  await hand.look('meetings, with errors');
  await follow(hand, '/families/');
  tally.holds('a listed family opens', await hand.text(), 'Meetings about this family');
  await hand.look('a family before a meeting');
  await hand.close();
}

async function adviser(run) {
  const { tally } = run;
  const hand = await run.as('Victim\'s adviser (IDVA)');
  await hand.open('/families');
  await follow(hand, '/strands/');
  await hand.type('Write a note', 'She moved to 4 Quay Street, TR1 9ZZ on Friday.');
  await hand.press('Keep the note');
  tally.same('what looks like a place is asked about', hand.status, 422);
  await hand.press('Take it out, and keep it under places instead');
  tally.holds('the note waits beside the place', await hand.text(), 'The note, kept with it');
  await hand.look('a place out of a note');
  await hand.choose('If it is an address', 'Lives here now');
  await hand.press('Keep the place');
  tally.holds('both are kept', await hand.text(), 'The place is kept here, and the note without it.');
  await hand.close();
}
