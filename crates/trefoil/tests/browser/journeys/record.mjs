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
