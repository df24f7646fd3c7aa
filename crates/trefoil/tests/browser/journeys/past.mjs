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

    // By the controls: a day that is none is told beside its box, and what was typed stays.
    const typed = async (day, month, year, time) => {
      await hand.type('Day', day);
      await hand.type('Month', month);
      await hand.type('Year', year);
      await hand.type('At what time?', time);
      await hand.press('Show as it was known');
    };
    await typed('31', '6', '2021', '8am');
    tally.same('a day that is none is not taken', hand.status, 422);
    tally.holds('that is said in words', await hand.text('.govuk-error-summary'), 'The day must be a real day: 31 6 2021 is none.');
    tally.same('and what was typed is kept', await hand.page.$eval('#at-time', (one) => one.value), '8am');
    await hand.look('contact as it was known, with an error');
    const earlier = new Date(Date.now() - 86_400_000 * 30);
    const [year, month, day] = earlier.toISOString().slice(0, 10).split('-');
    await typed(day, month, year, '');
    tally.holds('the form asks by the address', hand.path, `at-day=${day}&at-month=${month}&at-year=${year}`);
    tally.same('what was not known then is not there', hand.status, 404);

    if (run.known.person) {
      await hand.open(`${run.known.person}?at=${new Date().toISOString()}`);
      tally.holds('a person as they were known', await hand.text(), 'This is the person as they were known on');
      await hand.look('person as known');
    }
    await hand.close();
  },
};
