// The same pages in the dark, in somebody's own few colours, and on paper.

import { axeFaults, overflowFaults, withColours } from '../lib/look.mjs';
import { openContact } from './queue.mjs';

const WAYS = [
  ['in the dark', [{ name: 'prefers-color-scheme', value: 'dark' }]],
  ['in forced colours', [{ name: 'forced-colors', value: 'active' }]],
];

export const journey = {
  name: 'colours and paper',
  everywhere: false,
  async walk(run) {
    const { tally, setting } = run;
    if (!setting.js) return;
    const hand = await run.as('Hub triage worker');
    const contact = await openContact(run, hand, 'safe');
    for (const path of ['/queue', contact]) {
      await hand.open(path);
      const name = path === contact ? 'contact' : 'queue';
      for (const [way, features] of WAYS) {
        await withColours(hand.page, features, async () => {
          tally.same(`${name} ${way}: nothing is found`, [await axeFaults(hand.page), await overflowFaults(hand.page)], [[], []]);
          if (run.shots) await hand.shoot(`${name} ${way}`);
        });
      }
      await hand.page.emulateMediaType('print');
      const shown = (selector) => hand.page.$$eval(selector, (all) => all.filter((one) => one.getClientRects().length > 0).length);
      tally.same(`${name} on paper: the heading is there, navigation and buttons are not`, [await shown('h1'), await shown('.govuk-service-navigation, .govuk-button')], [1, 0]);
      const pdf = await hand.page.pdf({ format: 'A4' });
      tally.check(`${name} on paper: it can be printed`, pdf.length > 1000);
      await hand.page.emulateMediaType(null);
    }
    await hand.close();
  },
};
