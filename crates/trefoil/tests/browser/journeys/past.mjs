// Point 8: a contact and a person as they were known at a past instant.

import { openContact } from './queue.mjs';

export const journey = {
  name: 'as known at',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    const hand = await run.as('Hub triage worker');
    const contact = await openContact(run, hand, 'past');
    await hand.press('Take this contact');
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await hand.press('New person');
    await hand.press('New person');
    tally.holds('now somebody is known', await hand.text(), 'Who this is');
    await hand.open(`${contact}?at=${before}`);
    const then = await hand.text();
    tally.holds('then it is shown as it was', then, 'This is the contact as it was known on');
    tally.holds('when nobody had said who they are', then, 'Nobody had said who this is.');
    tally.check('and nothing can be changed', !(await hand.offers('New person')) && !(await hand.offers('Record the decision')));
    await hand.look('contact as it was known');
    await hand.press('Go back to the contact as it is now');
    tally.same('the way back leads to now', hand.path, contact);

    // By the control: a moment, without its seconds, after the file came in. It is no longer this minute.
    const earlier = new Date(Date.now() - 86_400_000 * 30).toISOString().slice(0, 16);
    await hand.when('See this contact as it was known on a day, at a time', earlier);
    await hand.press('Show as it was known');
    tally.holds('the form asks by the address', decodeURIComponent(hand.path), `at=${earlier}`);
    tally.same('what was not known then is not there', hand.status, 404);

    if (run.known.person) {
      await hand.open(`${run.known.person}?at=${new Date().toISOString()}`);
      tally.holds('a person as they were known', await hand.text(), 'This is the person as they were known on');
      await hand.look('person as known');
    }
    await hand.close();
  },
};
