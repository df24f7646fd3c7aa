// The families: each worker's own list, a family and a strand as each side sees it, and a note that does not cross.

export const journey = {
  name: 'families',
  everywhere: false,
  async walk(run) {
    await protectedSide(run);
    await otherSide(run);
    await manager(run);
  },
};

const NOTE = 'She feels safer at her sister’s.';

/** Opens the first link of the page that leads there. */
async function follow(hand, start) {
  const href = await hand.page.$eval(`main a[href^="${start}"]`, (one) => one.getAttribute('href'));
  await hand.open(href);
  return href;
}

async function protectedSide(run) {
  const { tally } = run;
  const hand = await run.as('Child\'s social worker');
  await hand.open('/');
  tally.holds('a social worker starts with what is theirs to do', await hand.text('h1'), 'My work');
  await hand.look('own work');
  await hand.open('/families');
  tally.holds('their families are a link away', await hand.text('h1'), 'Your families');
  await hand.look('own families');
  run.known.family = await follow(hand, '/families/');
  tally.holds('a family shows what its workers share', await hand.text(), 'Shared by the family’s workers');
  await hand.press('Share it');
  tally.same('nothing written is not shared', hand.status, 422);
  tally.holds('and that is said', await hand.text('.govuk-error-summary'), 'Write the note first.');
  await hand.look('a family, with an error');
  await hand.type('Share something', 'The school knows about the order.');
  await hand.press('Share it');
  tally.holds('an item is shared', await hand.text(), 'The school knows about the order.');
  await hand.look('a family');
  await follow(hand, '/strands/');
  tally.holds('a strand says first how to contact safely', await hand.text('h2'), 'Safe contact');
  await hand.type('Write a note', NOTE);
  await hand.press('Keep the note');
  tally.holds('a note is kept', await hand.text(), NOTE);
  await hand.look('a strand');
  await hand.close();
}

async function otherSide(run) {
  const { tally } = run;
  const hand = await run.as('Perpetrator\'s worker');
  await hand.open('/families');
  await hand.look('families of the other side');
  await follow(hand, '/families/');
  tally.check('what is shared on the protected side does not cross', !(await hand.text()).includes('The school knows'));
  await hand.look('a family from the other side');
  await hand.open(run.known.family.replace(/[0-9a-f]{4}$/, '0000'));
  tally.same('a family that is not there is not found', hand.status, 404);
  await hand.close();
}

async function manager(run) {
  const { tally } = run;
  const hand = await run.as('Team manager');
  await hand.open('/families');
  tally.holds('a manager sees who waits for a worker', await hand.text(), 'Nobody is allocated yet');
  await follow(hand, '/strands/');
  await hand.press('Allocate');
  tally.same('a worker must be chosen', hand.status, 422);
  tally.holds('and that is said', await hand.text('.govuk-error-summary'), 'Choose a worker.');
  await hand.look('a strand to be allocated');
  await hand.close();
}
