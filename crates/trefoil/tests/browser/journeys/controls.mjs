// Positive controls: a page that is made to break a rule is found out. A check that cannot fail is worth nothing.

import { axeFaults, frameFaults, overflowFaults } from '../lib/look.mjs';

const FAR = 'http://tracker.invalid/pixel';

export const journey = {
  name: 'controls',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    if (!run.setting.js) return;
    const hand = await run.nobody('controls');
    await hand.page.setBypassCSP(true);
    await hand.open('/sign-in');
    const { page, seen } = hand;
    tally.same('the untouched page has no fault', [await axeFaults(page), await overflowFaults(page), await frameFaults(page)], [[], [], []]);
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      const wide = document.createElement('div');
      wide.style.width = '1500px';
      wide.textContent = 'wide';
      document.querySelector('main').append(image, wide, document.createElement('h1'));
      document.documentElement.lang = '';
      document.title = '';
    });
    const axe = await axeFaults(page);
    tally.check('axe-core finds an image without words', axe.some((fault) => fault.startsWith('image-alt')), axe.join('\n'));
    tally.same('what is too wide is found at each width', (await overflowFaults(page)).length, 3);
    tally.same('no title, two headings and no language are found', (await frameFaults(page)).length, 3);
    await page.evaluate(async (far) => {
      console.error('a script broke');
      await fetch(far, { mode: 'no-cors' }).catch(() => null);
    }, FAR);
    tally.check('a request to another host is found', seen.hosts.includes(FAR), seen.hosts.join('\n'));
    tally.check('an error on the console is found', seen.console.some((said) => said.includes('a script broke')), seen.console.join('\n'));
    await hand.close();
  },
};
