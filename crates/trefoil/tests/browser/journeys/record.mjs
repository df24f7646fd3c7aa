// A contact typed at the hub with the keyboard alone: for a known family at most 40 keys beside the free text; kept while it is typed.

const MOST_KEYS = 40;
const STORY = 'Mum says that he came to the door again last night and would not leave. Wren hid upstairs.';

/** Counts the keys; the story is free text and is not counted. */
function counted(keyboard) {
  let keys = 0;
  return {
    keys: () => keys,
    async press(key) {
      keys += 1;
      await keyboard.press(key);
    },
    async type(words) {
      keys += words.length;
      await keyboard.type(words);
    },
  };
}

/** A family of each setting's own: the second setting would find the first one's people known, and somebody much like them. */
const PEOPLE = {
  AW: { surname: 'Kestrelmoor', child: ['Wren', '14 3 2016'], victim: ['Isolde', '2 11 1991'] },
  BN: { surname: 'Brackenfold', child: ['Juno', '25 7 2014'], victim: ['Odette', '19 5 1988'] },
};
const people = (run) => PEOPLE[run.setting.js ? 'AW' : 'BN'];

async function first(run, hand, tally) {
  await hand.open('/queue');
  await hand.press('Record a contact');
  tally.holds('the queue leads to the form', hand.path, '/contacts/new');
  await hand.look('record a contact');
  await hand.press('Take it in');
  tally.same('nothing is no contact', hand.status, 422);
  await hand.look('record a contact, with errors');
  await hand.choose('Who tells it', 'Health');
  await hand.type('What happened', 'The health visitor is worried.');
  const { surname, child, victim } = people(run);
  for (const [at, role, [given, birth]] of [[0, 'child', child], [1, 'victim', victim]]) {
    const set = (name, value) => hand.page.$eval(`[name="p${at}-${name}"]`, (one, to) => (one.value = to), value);
    await set('role', role);
    await set('given', given);
    await set('surname', surname);
    await set('birth', birth);
  }
  await hand.press('Take it in');
  tally.holds('it is taken in, and in the hands of who typed it', await hand.text(), 'The contact is taken in.');
  await hand.press('New person');
  await hand.press('New person');
}

async function again(run, hand, tally) {
  const { page } = hand;
  const { surname, victim } = people(run);
  const keys = counted(page.keyboard);
  await hand.open('/contacts/new');
  // The first key is for the first box: a browser puts the hand there when it is done drawing the page, which may be after it is loaded.
  await page.waitForFunction(() => document.activeElement?.hasAttribute('autofocus'));
  await keys.type('S');
  await keys.press('Tab');
  await page.keyboard.type(STORY);
  // Domestic abuse, grade (left as it is), role, first names, surname, birth date.
  for (const value of ['Y', '', 'V', victim[0], surname, victim[1]]) {
    await keys.press('Tab');
    await keys.type(value);
  }
  if (run.setting.js) {
    const kept = () => document.querySelector('[data-keep-status]').textContent.startsWith('Kept');
    const saved = (await hand.soon(kept)) || (await hand.soon(kept)) || (await hand.soon(kept));
    tally.check('what is typed is kept within seconds of the last key', saved, 'it was not');
  }
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), keys.press('Enter')]);
  tally.holds('Enter takes it in', hand.path, '/contacts/');
  tally.holds('the known family is offered as a whole', await hand.text(), 'Confirm the whole family');
  await keys.press('Tab');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), keys.press('Enter')]);
  tally.holds('two keys more confirm it', await hand.text(), 'The whole family is confirmed.');
  tally.check(`a known family takes ${keys.keys()} keys, at most ${MOST_KEYS}`, keys.keys() <= MOST_KEYS, `${keys.keys()}`);
}

async function later(run, hand, tally) {
  await hand.open('/contacts/new');
  await hand.type('What happened', 'A neighbour rang and was cut off.');
  await hand.press('Keep it and send it later');
  tally.holds('it can be kept by hand', await hand.text(), 'It is kept.');
  await hand.press('Go on with A neighbour rang');
  const story = await hand.page.$eval('[name="summary"]', (one) => one.value);
  tally.same('and gone on with', story, 'A neighbour rang and was cut off.');
  await hand.open('/contacts/new');
  await hand.press('Throw it away');
  tally.holds('or thrown away', await hand.text(), 'It is thrown away.');
}

/** Waits until a line beside the form holds these words: its window in front, for one behind draws nothing. */
async function said(hand, which, words) {
  await hand.page.bringToFront();
  const holds = (selector, part) => document.querySelector(selector).textContent.includes(part);
  await hand.page.waitForFunction(holds, { polling: 100 }, `[data-keep-${which}]`, words);
}

async function more(hand, words) {
  await hand.page.bringToFront();
  await hand.page.type('textarea[name="summary"]', words);
}

/** One draft in two windows: both are told, each keeps what is typed in it, and what one sends is not taken for the other's. */
async function windows(run, tally) {
  if (!run.setting.js) return;
  const one = await run.as('Hub triage worker');
  await one.open('/contacts/new');
  await one.type('What happened', 'Two windows.');
  await said(one, 'status', 'Kept, ');
  const draft = await one.page.$eval('[name="draft"]', (field) => field.value);
  const other = await run.as('Hub triage worker');
  await other.open(`/contacts/new?draft=${draft}`);
  for (const hand of [one, other]) {
    await said(hand, 'beside', 'open in another window too');
    tally.holds('both windows of a draft are told', await hand.text(), 'What is typed in each window is kept.');
  }
  await more(other, ' The second says more.');
  await said(other, 'status', 'Kept, ');
  await more(one, ' The first says else.');
  await said(one, 'status', 'draft of its own');
  const list = await run.as('Hub triage worker');
  await list.open('/contacts/new');
  const begun = await list.text();
  for (const words of ['The second says', 'The first says']) tally.holds('both are kept', begun, words);
  await list.close();
  const mine = await one.page.$eval('[name="draft"]', (field) => field.value);
  const third = await run.as('Hub triage worker');
  await third.open(`/contacts/new?draft=${mine}`);
  await one.page.bringToFront();
  await one.choose('Who tells it', 'Health');
  await one.press('Take it in');
  tally.holds('what one window sends is taken in', one.path, '/contacts/');
  await third.page.bringToFront();
  await third.choose('Who tells it', 'Housing');
  await third.press('Take it in');
  tally.same('what the other sends in other words is not thrown away', third.status, 409);
  tally.holds('and its window is told', await third.text('.govuk-error-summary'), 'another window');
  await third.press('Take it in');
  tally.holds('it is taken in as a contact of its own', third.path, '/contacts/');
  for (const hand of [third, one]) await hand.close();
  await other.open('/contacts/new');
  await other.press('Throw it away');
  await other.close();
}

export const journey = {
  name: 'record',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    const hand = await run.as('Hub triage worker');
    await first(run, hand, tally);
    await again(run, hand, tally);
    await later(run, hand, tally);
    await hand.close();
    await windows(run, tally);
    const manager = await run.as('Team manager');
    await manager.open('/board');
    await manager.look('the board');
    await manager.close();
    const administrator = await run.as('Administrator');
    await administrator.open('/clocks');
    await administrator.type('Hours for amber', 'many');
    await administrator.press('Set the clocks');
    tally.same('hours are a number', administrator.status, 422);
    await administrator.look('clocks, with an error');
    await administrator.type('Hours for amber', '16');
    await administrator.press('Set the clocks');
    tally.holds('and are set', await administrator.text(), 'It is set, from now on.');
    await administrator.close();
  },
};
