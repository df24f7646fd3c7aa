// Points 4 and 5: who the people of a contact are: new, the same, not the same, a whole family at once, and back again; then
// what is known of them.

import { openContact } from './queue.mjs';

export const journey = {
  name: 'match',
  everywhere: false,
  async walk(run) {
    const hand = await run.as('Hub triage worker');
    const first = await everybodyNew(run, hand);
    await wholeFamily(run, hand);
    await oneByOne(run, hand);
    await known(run, hand, first);
    await hand.close();
  },
};

/** The cards of the people, each by its place in the contact. */
async function cards(hand) {
  return hand.page.$$eval('section[id^="person-"]', (all) => all.map((one) => `[id="${one.id}"]`));
}

async function everybodyNew(run, hand) {
  const { tally } = run;
  const contact = await openContact(run, hand, 'first');
  await hand.press('Take this contact');
  tally.holds('who is not known is said so', await hand.text(), 'Nobody known fits this person.');
  for (const card of await cards(hand)) {
    await hand.press('New person', card);
    tally.check('New: the page comes back where the worker was', hand.page.url().endsWith(card.slice(5, -2)), hand.page.url());
  }
  tally.holds('and says what was done', await hand.text(), 'It is recorded that this person was not known before.');
  tally.holds('the family has its name', await hand.text('h1'), `${run.setting.file.parts.first.surname} family`);
  tally.check('nobody is left to match', !(await hand.offers('New person')));
  await hand.look('contact matched');
  return contact;
}

async function wholeFamily(run, hand) {
  const { tally } = run;
  const { surname } = run.setting.file.parts.again;
  await openContact(run, hand, 'again');
  await hand.press('Take this contact');
  const whole = `Confirm the whole ${surname} family (4 people)`;
  tally.check('the known family is offered as a whole', await hand.until(`This looks like the ${surname} family`));
  tally.holds('with what that does for each', await hand.text(), `who is in the ${surname} family`);
  await hand.look('contact with a family offered');
  const evidence = await hand.texts('.trefoil-evidence li');
  tally.check('the evidence is in words', evidence.length > 3 && evidence.some((line) => /birth date|born/i.test(line)), evidence.join('\n'));
  await hand.press(whole);
  tally.holds('one act confirms all', await hand.text(), 'The whole family is confirmed.');
  tally.check('nobody is left to match', !(await hand.offers('Same person')));
  await hand.press('Undo');
  tally.holds('one act undoes all', await hand.text(), 'The match is undone.');
  tally.check('and the family is offered again', await hand.offers(whole));
  await hand.press(whole);
  tally.holds('and can be confirmed again', await hand.text(), 'The whole family is confirmed.');
}

async function oneByOne(run, hand) {
  const { tally } = run;
  await openContact(run, hand, 'apart');
  await hand.press('Take this contact');
  tally.check('known people are offered', await hand.until('likely the same'));
  const [one, two] = await cards(hand);
  tally.holds('with how likely it is', await hand.text(one), /about \d+ in 100/);
  await hand.press('Same person', one);
  tally.holds('the same person', await hand.text(), 'It is recorded that this is the same person.');
  tally.check('is linked to who they are', (await hand.page.$(`${one} a[href^="/people/"]`)) !== null);
  await hand.press('Undo', one);
  tally.holds('and can be undone', await hand.text(), 'The match is undone.');
  await hand.press('Same person', one);
  await hand.press('Not the same', two);
  tally.holds('not the same', await hand.text(), 'It is recorded that these are two people.');
  tally.check('who was refused is offered no more', !(await hand.offers('Same person', two)));
  await missed(run, hand, two);
  await hand.press('New person', two);
  tally.holds('so it is somebody new', await hand.text(), 'was not known before');
}

/** Somebody whom nothing proposed is looked for from inside the contact, said to be the same, and parted again. */
async function missed(run, hand, card) {
  const { tally, setting } = run;
  const look = 'Look for somebody else who is known';
  await hand.press(look, card);
  tally.holds('the search says whom it is for', await hand.text(), 'In this contact:');
  await hand.look('look for somebody known');
  await hand.press('Find', 'form[action$="/match/search"]');
  tally.holds('who was said to be somebody else is still that', await hand.text(), 'It was said here before that these are two people.');
  await hand.look('said to be two people');
  const type = async (name, words) => {
    const field = await hand.page.$(`input[name="${name}"]`);
    await field.click({ count: 3 });
    await hand.page.keyboard.press('Backspace');
    await field.type(words);
  };
  const child = setting.file.parts.first.people[2];
  const [year, month, day] = child.date_of_birth.split('-');
  await type('given', child.given_names);
  await type('birth-day', '');
  await hand.press('Find', 'form[action$="/match/search"]');
  tally.same('a name without a whole birth date finds nobody', hand.status, 422);
  tally.holds('and says what is missing', await hand.text('.govuk-error-summary'), 'The birth date must have a day.');
  await hand.look('look for somebody known, with an error');
  for (const [name, words] of [['birth-day', day], ['birth-month', month], ['birth-year', year]]) await type(name, words);
  await hand.press('Find', 'form[action$="/match/search"]');
  tally.holds('name and birth date find them', await hand.text('h2'), /^1 person found/);
  tally.check('with evidence in words', (await hand.texts('.trefoil-evidence li')).some((line) => /^Against/.test(line)));
  await hand.look('somebody known was found');
  await hand.press('Same person');
  tally.holds('who was found is the same person', await hand.text(), 'It is recorded that this is the same person.');
  await hand.press('Undo', card);
  tally.holds('and that is undone as any match', await hand.text(), 'The match is undone.');
}

async function known(run, hand, contact) {
  const { tally, setting } = run;
  await hand.open(contact);
  const page = await hand.text();
  tally.holds('other contacts about the family are told', page, /2 other contacts about these people or this family/);
  tally.holds('and each person has theirs', page, /earlier contact|later contact/);
  tally.holds('the relationship to the victim is told', page, 'husband');
  tally.holds('the child’s words are told', page, 'I heard it through the wall.');
  const link = await hand.page.$('section[id^="person-"] a[href^="/people/"]');
  await hand.press(await link.evaluate((one) => one.textContent.trim()), 'section[id^="person-"]');
  tally.holds('a person has a page', hand.path, '/people/');
  const after = await hand.page.$eval('h1', (one) => one.nextElementSibling?.textContent ?? '');
  tally.holds('safe contact is the first thing after the name', after, 'Safe contact');
  tally.holds('in words', after, '10:00-14:00 only');
  const text = await hand.text();
  for (const part of ['Who works with them now', 'Family', 'Contacts', 'Who said what']) {
    tally.holds(`the page tells: ${part}`, text, part);
  }
  tally.holds('the others in the family are there', await hand.text('main ul'), setting.file.parts.first.surname);
  tally.holds('and who works with them', text, run.nameOf('Hub triage worker'));
  run.known.person = hand.path.split(/[?#]/)[0];
  await hand.look('person');
  await search(run, hand, text);
}

/** The person is found again by name and birth date, and not by a surname alone. */
async function search(run, hand, person) {
  const { tally } = run;
  const [, day, month, year] = person.match(/(\d{1,2}) (\w+) (19\d\d)/);
  const [given, surname] = (await hand.text('h1')).split(' ');
  await hand.menu('Find a person');
  await hand.look('find a person');
  await (await hand.page.$('input[name=surname]')).type(surname);
  await hand.press('Find', 'main form');
  tally.same('a surname alone finds nobody', hand.status, 422);
  await hand.look('find a person error');
  const type = async (name, words) => (await hand.page.$(`input[name="${name}"]`)).type(words);
  await type('given', given);
  await type('birth-day', day);
  await type('birth-month', String(new Date(`${month} 1 2000`).getMonth() + 1));
  await type('birth-year', year);
  await hand.press('Find', 'main form');
  tally.check('name and birth date find them', await hand.offers(`${given} ${surname}`, 'tbody'), await hand.text());
  tally.same('what was looked for stands in no address', new URL(hand.page.url()).search, '');
  await hand.look('people found');
}
