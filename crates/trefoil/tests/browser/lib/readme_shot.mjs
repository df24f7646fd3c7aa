// The picture in the README: the hub queue, wide, with some contacts in hand.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { journey as signIn } from '../journeys/sign_in.mjs';
import { journey as upload } from '../journeys/upload.mjs';

/** 1280 by 900 pixels of what a screen of 1600 by 1125 shows. */
const SCREEN = { width: 1600, height: 1125, deviceScaleFactor: 0.8 };
const IN_HAND = 3;

export async function readmeShot(run, path) {
  await signIn.walk(run);
  await upload.walk(run);
  for (const [place, who] of ['Hub triage worker', 'second worker', 'Emergency duty worker'].slice(0, IN_HAND).entries()) {
    const hand = await run.as(who);
    await hand.open('/queue');
    const takes = await hand.page.$$('tbody td:last-child button');
    await Promise.all([hand.page.waitForNavigation({ waitUntil: 'load' }), takes[place].click()]);
    await hand.close();
  }
  const hand = await run.as('Hub triage worker');
  await hand.open('/queue');
  await hand.page.setViewport(SCREEN);
  await mkdir(dirname(path), { recursive: true });
  await hand.page.screenshot({ path });
  await hand.close();
}
