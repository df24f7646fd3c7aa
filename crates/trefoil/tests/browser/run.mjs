// The browser tests: `node run.mjs`, with the browser's full path in CHROME and the server's in TREFOIL_BIN.
//   --shots DIR      keeps a picture of every page, 1280 and 375 pixels wide
//   --readme-shot    writes docs/images/queue.png and ends
//   --only NAME      one journey (and what it stands on)
//   --setting TAG    one of the settings below

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { ALL } from './journeys/all.mjs';
import { policeFile } from './lib/feed.mjs';
import { Run } from './lib/run.mjs';
import { startDemo } from './lib/server.mjs';
import { Tally } from './lib/tally.mjs';
import { readmeShot } from './lib/readme_shot.mjs';
import { walkProvider } from './provider.mjs';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CHROME = process.env.CHROME ?? '/usr/bin/chromium';
const BINARY = process.env.TREFOIL_BIN ?? `${ROOT}target/debug/trefoil`;

/** How pages are shown. Every journey is walked in the first two, those that matter most in all four. */
const SETTINGS = [
  { name: '1280 px with JavaScript', tag: 'AW', width: 1280, js: true, whole: true },
  { name: '375 px without JavaScript', tag: 'BN', width: 375, js: false, whole: true },
  { name: '375 px with JavaScript', tag: 'CX', width: 375, js: true, whole: false },
  { name: '1280 px without JavaScript', tag: 'DP', width: 1280, js: false, whole: false },
];

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : (process.argv[at + 1] ?? '');
}

function launch() {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  // Whatever a page asks for, nothing but our own server is found.
  args.push('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost');
  return puppeteer.launch({ executablePath: CHROME, args, headless: true, protocolTimeout: 20_000 });
}

async function walk(run, setting, only) {
  const now = Date.now();
  run.set({ ...setting, file: policeFile(setting.tag, now) });
  for (const journey of ALL) {
    const asked = !only || only === journey.name || journey.first;
    if (!asked || !(setting.whole || journey.everywhere)) continue;
    run.tally.at(`${setting.name}, ${journey.name}`);
    const started = Date.now();
    try {
      await journey.walk(run);
    } catch (error) {
      run.tally.check('comes to its end', false, error.stack);
    }
    console.log(`     ${journey.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

async function main() {
  const tally = new Tally();
  const shots = option('--shots');
  if (shots) await mkdir(shots, { recursive: true });
  const server = await startDemo(BINARY);
  const browser = await launch();
  try {
    const run = new Run({ ...server, browser, tally, shots });
    if (process.argv.includes('--readme-shot')) {
      run.set({ ...SETTINGS[0], tag: 'RM', worker: 'Robin Marsh', file: policeFile('RM', Date.now(), 1) });
      await readmeShot(run, `${ROOT}docs/images/queue.png`);
      return true;
    }
    const walked = SETTINGS.filter((one) => one.tag === (option('--setting') ?? one.tag));
    for (const setting of walked) await walk(run, setting, option('--only'));
    if (!option('--only')) await walkProvider(BINARY, tally);
    return tally.close();
  } finally {
    await browser.close();
    await server.end();
  }
}

process.exitCode = (await main()) ? 0 : 1;
