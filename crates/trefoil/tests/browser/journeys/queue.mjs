// Point 3: the queue: most urgent first, filtered and sorted in the address bar, paged; take, hand over, give back; two
// workers who take one contact.

export const journey = {
  name: 'queue',
  everywhere: true,
  async walk(run) {
    const { tally, setting } = run;
    const hand = await run.as('Hub triage worker');
    await hand.open('/queue');
    const times = await hand.texts('tbody .trefoil-queue__time');
    tally.same('a page is 25 contacts', times.length, 25);
    tally.holds('the one that waited longest stands first', times[0], 'Late by');
    const rank = times.map((time) => (time.startsWith('Late by') ? 0 : 1));
    tally.same('what is overdue stands before what is not', rank, [...rank].sort());
    if (setting.whole) await hand.look('queue');
    await filters(run, hand);
    await pages(run, hand);
    if (setting.whole) await hands(run, hand);
    await hand.close();
  },
};

async function filters(run, hand) {
  const { tally, setting } = run;
  await hand.open('/queue');
  await hand.touch('Filter and sort');
  await hand.choose('Risk', 'High');
  await hand.press('Show');
  tally.holds('the address bar carries the filter', hand.path, 'risk=high');
  const risks = await hand.texts('tbody td:nth-of-type(1)');
  const column = await hand.page.$$eval('tbody [data-label="Risk"]', (cells) => cells.map((one) => one.textContent.trim()));
  tally.same('and only high risk is shown', [...new Set(column)], ['High'], risks.join());
  if (setting.whole) await hand.look('queue filtered');
  const count = await hand.text('h2#waiting');
  await hand.page.reload({ waitUntil: 'load' });
  tally.same('a kept address shows the same', await hand.text('h2#waiting'), count);
  await hand.open('/queue');
  // In a narrow window the heads of the columns are there for the keyboard; the form sorts for everybody.
  if (setting.width > 640) await hand.press('Risk', 'thead');
  else {
    await hand.touch('Filter and sort');
    await hand.choose('Sort by', 'Risk');
    await hand.press('Show');
  }
  tally.holds('sorting stands in the address bar', hand.path, 'sort=risk');
  const sorted = await hand.page.$$eval('tbody [data-label="Risk"]', (cells) => cells.map((one) => one.textContent.trim()));
  const groups = sorted.filter((risk, at) => risk !== sorted[at - 1]);
  tally.same('each risk stands together', groups.length, new Set(groups).size);
  if (setting.width > 640) await columns(tally, hand);
  await hand.open('/queue?risk=extreme');
  tally.holds('a filter that is not known is left out, and that is said', await hand.text('.govuk-inset-text'), 'risk');
}

/** By every column, with a filter kept; each says to a screen reader which way round it stands. */
async function columns(tally, hand) {
  const heads = ['Time to decide', 'Risk', 'From', 'Family', 'Contacts in 12 months', 'Worker'];
  await hand.open('/queue?source=police&page=2');
  for (const words of heads) {
    await hand.press(words, 'thead');
    tally.holds(`${words}: the filter is kept`, hand.path, 'source=police');
    tally.check(`${words}: from the first page`, !hand.path.includes('page='), hand.path);
    const said = await hand.page.$$eval('thead th[aria-sort]', (all) => all.map((one) => [one.textContent.trim(), one.ariaSort]));
    const sorted = said.filter(([, way]) => way !== 'none').map(([head]) => head);
    tally.same(`${words}: is the column that sorts`, sorted.join(), words);
  }
  await hand.press('Contacts in 12 months', 'thead');
  const cells = await hand.page.$$eval('tbody [data-label="Contacts in 12 months"]', (all) => all.map((one) => one.textContent.trim()));
  const counts = cells.map((words) => parseInt(words, 10) || 0);
  tally.same('most contacts before stand first', counts.join(), [...counts].sort((one, other) => other - one).join());
}

async function pages(run, hand) {
  const { tally, setting } = run;
  await hand.open('/queue');
  const first = await hand.texts('tbody a');
  await hand.press('Next', '.govuk-pagination');
  tally.holds('page 2 stands in the address bar', hand.path, 'page=2');
  const second = await hand.page.$$eval('tbody a[href^="/contacts/"]', (links) => links.map((one) => one.href));
  tally.check('and shows others', second.length > 0 && !(await hand.texts('tbody a')).every((one) => first.includes(one)));
  if (setting.whole) await hand.look('queue page 2');
}

/** Opens the contact whose family is this from the queue, by its link. */
export async function openContact(run, hand, part) {
  const { surname, reference } = run.setting.file.parts[part];
  for (const page of [1, 2, 3, 4, 5]) {
    await hand.open(`/queue?page=${page}`);
    const links = await hand.page.$$eval('tbody a[href^="/contacts/"]', (all) => all.map((one) => [one.href, one.textContent]));
    for (const [href] of links.filter(([, words]) => words.includes(surname))) {
      await hand.open(href);
      if ((await hand.text('.govuk-summary-list')).includes(reference)) return hand.path.split(/[?#]/)[0];
    }
  }
  throw new Error(`${reference} (${surname}) is not in the queue`);
}

async function hands(run, hand) {
  const { tally } = run;
  const contact = await openContact(run, hand, 'twoWorkers');
  await hand.look('contact that nobody has');
  const other = await run.as('second worker');
  await other.open(contact);
  tally.check('both may take it', (await hand.offers('Take this contact')) && (await other.offers('Take this contact')));
  await hand.press('Take this contact');
  tally.holds('the first has it', await hand.text(), 'You have this contact now.');
  await other.press('Take this contact');
  tally.same('the second is refused', other.status, 409);
  tally.holds('and told by name who has it', await other.text('.govuk-error-summary'), run.nameOf('Hub triage worker'));
  await other.look('contact that somebody else took');

  await hand.press('Hand over');
  tally.same('handing over to nobody is refused', hand.status, 422);
  await hand.choose('Hand over to', run.known.second);
  await hand.press('Hand over');
  tally.holds('it is handed over', await hand.text(), 'The contact was handed over.');
  tally.holds('to the one who was chosen', await hand.text(), `${run.known.second} has this contact.`);
  await other.open('/queue?worker=mine');
  tally.same('who finds it under mine', await other.page.$$eval('tbody a', (all, to) => all.some((one) => one.pathname === to), contact), true);
  await other.open(contact);
  await other.press('Give it back to the queue');
  tally.holds('and gives it back', await other.text(), 'The contact is back in the queue.');
  await hand.open(contact);
  tally.holds('then nobody has it', await hand.text(), 'Nobody has taken this contact.');
  await other.close();
}
