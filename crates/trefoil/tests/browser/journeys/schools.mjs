// Schools: an administrator keeps the register and the calendar, the hub sees to what schools are told, and a link that opens nothing says no more.

const DAY = { day: '9', month: '10', year: '2027' };

async function setDay(hand, name) {
  for (const [part, value] of Object.entries(DAY)) {
    await hand.page.$eval(`[name="${name}-${part}"]`, (one, to) => (one.value = to), value);
  }
}

async function register(run, tally) {
  const hand = await run.as('Administrator');
  await hand.open('/schools');
  tally.holds('the register is there', await hand.text('h1'), 'Schools');
  await hand.look('schools');
  await hand.press('Add the school');
  tally.same('a school has a number', hand.status, 422);
  await hand.look('schools, with errors');
  await hand.open('/schools');
  const href = await hand.page.$$eval('main ul a[href^="/schools/"]', (all) => all[0]?.getAttribute('href'));
  await hand.open(href);
  await hand.look('a school');
  await hand.press('Add to the calendar');
  tally.same('a closing has days', hand.status, 422);
  await hand.look('a school, with errors');
  await setDay(hand, 'days-from');
  await hand.page.click('[name="days-kind"][value="inset"]');
  await hand.press('Add to the calendar');
  tally.holds('an inset day stands in the calendar', await hand.text(), '9 October 2027');
  await hand.press('Take back');
  tally.lacks('and is taken back', (await hand.texts('main form button')).join(' '), 'Take back Saturday 9 October 2027');
  await hand.press('Add the key adult');
  tally.same('a key adult has a name', hand.status, 422);
  await hand.open('/schools/telling');
  tally.holds('whose duty it is stands there', await hand.text(), 'section 49A');
  await hand.look('how schools are told');
  await hand.open('/schools/common');
  await hand.look('terms that all schools share');
  await hand.close();
}

async function notices(run, tally) {
  const hand = await run.as('Hub triage worker');
  await hand.open('/notices');
  tally.holds('what schools are to be told', await hand.text('h1'), 'Schools to tell');
  await hand.look('schools to tell');
  const href = await hand.page.$$eval('main h3 a[href^="/notices/"]', (all) => all[0]?.getAttribute('href'));
  if (!tally.check('the demo has a school to tell', Boolean(href))) return hand.close();
  await hand.open(href);
  tally.lacks('a notice has no place in it', await hand.text('main dl'), 'Address');
  await hand.look('a notice');
  await hand.press('Record it');
  tally.same('what was done is said', hand.status, 422);
  await hand.look('a notice, with errors');
  await hand.type('Who may collect the child?', 'Her aunt, Mrs Okafor.');
  await hand.press('Save what the school is told');
  tally.holds('what the school is told is kept', await hand.text(), 'Her aunt, Mrs Okafor.');
  await hand.close();
}

async function nobodys(run, tally) {
  const hand = await run.nobody('scanner');
  await hand.open('/notice/open/0123456789abcdef');
  tally.holds('a link asks for a code whatever it is', await hand.text('h1'), 'A message for your school');
  await hand.look('the link of a notice');
  await hand.type('Code from your authenticator app', '123456');
  await hand.press('Open the message');
  tally.same('a code that fits nothing opens nothing', hand.status, 422);
  await hand.look('the link of a notice, with errors');
  await hand.close();
}

export const journey = {
  name: 'schools',
  everywhere: false,
  async walk(run) {
    await register(run, run.tally);
    await notices(run, run.tally);
    await nobodys(run, run.tally);
  },
};
