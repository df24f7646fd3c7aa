// Point 7: numbers, each with its definition and, for those who may, its rows; what is published hides small numbers.

import { readFile, readdir } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { axeFaults, overflowFaults } from '../lib/look.mjs';

/** Days that the small town surely has contacts in. */
function year() {
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  return { from: day(360), to: day(2), week: day(16) };
}

export const journey = {
  name: 'report',
  everywhere: false,
  async walk(run) {
    await manager(run);
    await returnsOfficer(run);
    await triage(run);
  },
};

async function manager(run) {
  const { tally } = run;
  const { from, to, week } = year();
  const hand = await run.as('Team manager');
  await hand.open('/queue');
  await hand.menu('Reports');
  await hand.look('report of last month');
  await hand.when('First day', from);
  await hand.when('Last day', to);
  await hand.press('Make the report');
  tally.holds('the address carries the days', hand.path, `from=${from}&to=${to}`);
  const numbers = await hand.texts('.trefoil-figures tbody tr td:nth-child(2)');
  tally.check('there are numbers', numbers.filter((one) => /^[\d,]+$/.test(one)).length > 10, numbers.join(' '));
  await hand.touch((await hand.texts('.trefoil-figures summary'))[0], '.trefoil-figures');
  tally.check('a number tells what it counts', (await hand.text('.trefoil-figures details[open] .govuk-details__text')).length > 20);
  await hand.look('report');
  await hand.press('Rows', '.trefoil-figures');
  tally.holds('a number opens to its rows', await hand.text('main'), /\d rows?[.,]/);
  await hand.look('rows behind a number');
  // Oldest first: what still waits, and may be opened, is on the last page.
  const pages = /page 1 of (\d+)/.exec(await hand.text('main'))?.[1];
  tally.check('many rows come in pages', Number(pages) > 1, pages);
  await hand.press(pages, '.govuk-pagination');
  tally.holds('the last page says so', await hand.text('main'), `page ${pages} of ${pages}`);
  tally.check('which a manager may open', await hand.offers('Open the contact'));
  await hand.look('last rows behind a number');
  await hand.press('Open the contact');
  tally.same('and does', hand.status, 200);
  run.known.decided = hand.path;
  await hand.look('decided contact');
  await hand.open(`/reports/scrutiny?from=${week}&to=${to}`);
  await published(run, hand);
  await hand.open('/reports/scrutiny?from=yesterday&to=2026-13-40');
  tally.holds('days that are none are said', await hand.text('.govuk-error-summary'), 'Enter the first day');
  await hand.look('report error');
  await hand.open('/reports/scrutiny?from=1921-04-01&to=2021-03-31');
  tally.holds('a hundred years are a slip', await hand.text('.govuk-error-summary'), 'more than 20 years');
  await hand.close();
}

/** A small number is one to five: in what is published it is a letter. */
async function published(run, hand) {
  const { tally } = run;
  const shown = await hand.texts('.trefoil-figures tbody tr td:nth-child(2)');
  const small = shown.filter((one) => /^[1-5]$/.test(one)).length;
  tally.check('a short time has small numbers', small > 0, shown.join(' '));
  const folder = await mkdtemp(join(run.folder, 'got-'));
  const session = await hand.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow', downloadPath: folder, browserContextId: hand.page.browserContext().id,
  });
  await hand.press('Publish this report');
  tally.holds('what is published says when', await hand.text('main'), 'Published on');
  await hand.look('report just published');
  await hand.touch('as a CSV file');
  const csv = await arrived(folder);
  const values = csv.trim().split(/\r?\n/).slice(1).map((line) => line.split(',').at(-1).replaceAll('"', ''));
  tally.check('the CSV file has values', values.length > 10, csv.slice(0, 300));
  tally.same('no small number is in the CSV file', values.filter((one) => /^[1-5]$/.test(one)), []);
  tally.check('it says c in their place', csv.split(/\r?\n/).some((line) => /(^|,)"?c"?(,|$)/.test(line)), csv.slice(0, 600));
  // A page to publish may be a download as well: its text is what counts.
  const [html] = await Promise.all([hand.page.evaluate(() => [...document.links].find((one) => one.textContent === 'as a web page').href)]);
  await hand.touch('as a web page');
  const page = await Promise.race([arrived(folder, '.html').catch(() => ''), landed(hand, html)]);
  const cells = [...page.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map((found) => found[1].trim());
  tally.check('the page to publish has values', cells.length > 10, page.slice(0, 300));
  tally.same('no small number is on it', cells.filter((one) => /^[1-5]$/.test(one)), []);
  await standalone(run, page);
  const { week, to } = year();
  await hand.open(`/reports/scrutiny?from=${week}&to=${to}`);
  tally.holds('what was published is listed', await hand.text('#published'), 'Published before');
  await hand.look('report with what was published');
  await hand.press('', 'section[aria-labelledby=published]');
  tally.holds('and is kept as it left', await hand.text('main'), 'Published on');
  tally.check('with its small numbers hidden', (await hand.texts('.trefoil-figures tbody tr td:nth-child(2)')).includes('c'));
  await hand.look('published report');
}

/** The page that is mailed about stands alone: no fault, no overflow, nothing asked of anybody. */
async function standalone(run, text) {
  const { tally } = run;
  const page = await run.browser.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewport({ width: 1280, height: 1000 });
  await page.setContent(text, { waitUntil: 'load' });
  tally.same('the page to publish: axe-core finds nothing', await axeFaults(page), []);
  tally.same('nothing on it overflows', await overflowFaults(page), []);
  tally.same('it asks nobody for anything', asked.filter((url) => !/^(data:|about:)/.test(url)), []);
  if (run.shots) {
    for (const width of [1280, 375]) {
      await page.setViewport({ width, height: 1000 });
      await page.screenshot({ fullPage: true, path: join(run.shots, `page-to-publish-${width}.png`) });
    }
  }
  await page.close();
}

async function arrived(folder, ending = '.csv') {
  for (let wait = 0; wait < 60; wait += 1) {
    const name = (await readdir(folder)).find((one) => one.endsWith(ending));
    const text = name ? await readFile(join(folder, name), 'utf8') : '';
    if (text) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${ending} file came`);
}

async function landed(hand, href) {
  for (let wait = 0; wait < 60; wait += 1) {
    if (hand.page.url() === href) {
      await hand.look('report to publish');
      return hand.page.content();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return '';
}

async function returnsOfficer(run) {
  const { tally } = run;
  const { from, to } = year();
  const hand = await run.as('Returns officer');
  await hand.open('/');
  tally.holds('a returns officer starts with the report', hand.path, '/reports/scrutiny');
  tally.check('and is offered no queue', !(await hand.offers('Hub queue')));
  await hand.open(`/reports/scrutiny?from=${from}&to=${to}`);
  await hand.press('Rows', '.trefoil-figures');
  const rows = await hand.texts('tbody tr');
  tally.check('they see rows', rows.length > 0);
  tally.check('none of which they may open', rows.every((row) => row.includes('Not open to you')), rows[0]);
  await hand.look('rows without contacts');
  await hand.open(run.known.decided ?? '/queue');
  tally.same('a contact is nothing to them', hand.status, 404);
  await hand.close();
}

async function triage(run) {
  const { tally } = run;
  const { from, to } = year();
  const hand = await run.as('Hub triage worker');
  await hand.open(`/reports/scrutiny?from=${from}&to=${to}`);
  tally.check('triage sees the numbers', (await hand.texts('.trefoil-figures tbody tr')).length > 10);
  tally.check('and is offered no rows', !(await hand.offers('Rows', '.trefoil-figures')));
  await hand.open(`/reports/scrutiny/rows?measure=contacts.total&from=${from}&to=${to}`);
  tally.check('nor has them by typing the address', [403, 404].includes(hand.status), hand.status);
  await hand.look('refused');
  await hand.close();
}
