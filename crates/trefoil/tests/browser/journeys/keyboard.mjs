// From the queue to a decision with the keyboard alone: every stop can be seen.

const MOST_STOPS = 250;

export const journey = {
  name: 'keyboard',
  everywhere: false,
  async walk(run) {
    const { tally, setting } = run;
    if (!setting.js) return;
    const { surname } = setting.file.parts.keyboard;
    const hand = await run.as('Hub triage worker');
    const { keyboard } = hand.page;
    const unseen = [];
    const stops = [];
    const to = async (what, is) => {
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        await keyboard.press('Tab');
        const focus = await hand.focus();
        stops.push(focus);
        if (!focus.seen && focus.kind !== 'body') unseen.push(`${focus.kind} ${focus.id} ${focus.words}`);
        if (is(focus)) return;
      }
      throw new Error(`the keyboard does not reach ${what}`);
    };
    const enter = (key = 'Enter') => Promise.all([hand.page.waitForNavigation({ waitUntil: 'load' }), keyboard.press(key)]);

    await hand.open('/queue');
    await keyboard.press('Tab');
    tally.holds('the first stop skips to the main part', (await hand.focus()).words, 'Skip to main content');
    await keyboard.press('Enter');
    await to('the button that takes the contact', (at) => at.kind === 'button' && at.words.startsWith('Take it') && at.words.includes(surname));
    await enter('Space');
    tally.holds('Space takes it', await hand.text(), 'You have this contact now.');
    await to('the contact', (at) => at.kind === 'a' && at.words.includes(surname));
    await enter();
    tally.holds('Enter opens it', hand.path, '/contacts/');
    await to('the button for somebody new', (at) => at.kind === 'button' && at.words.startsWith('New person'));
    await enter();
    tally.holds('Enter says that somebody is new', await hand.text(), 'It is recorded that this person was not known before.');
    await to('the first answer', (at) => at.id.startsWith('outcome'));
    await keyboard.press('ArrowDown');
    await keyboard.press('Space');
    await to('the reason', (at) => at.id.startsWith('reason'));
    await keyboard.type('Support is in place.');
    await to('the button that records it', (at) => at.words === 'Record the decision');
    await enter();
    tally.holds('Enter records the decision', await hand.text(), 'The decision is recorded.');
    tally.check(`the focus was seen at each of ${stops.length} stops`, unseen.length === 0, unseen.join('\n'));
    await hand.close();
  },
};
