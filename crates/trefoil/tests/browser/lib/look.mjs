// What must hold of every page, whatever it is about: nothing that axe-core finds, nothing that runs off the side, a title,
// one heading, a language, nothing said on the console, nothing asked of another host. Each answers with a list of faults.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Widths, in CSS pixels, at which no page may be wider than its window. 320 is 1280 at 400 % zoom. */
export const WIDTHS = [1280, 375, 320];
const HEIGHT = 1000;

export async function atWidth(page, width) {
  const now = page.viewport();
  if (now?.width !== width) await page.setViewport({ width, height: HEIGHT });
}

/** Violations of the rules above: what, how often, and where first. */
export async function axeFaults(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(
    async (rules) => (await window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations,
    RULES,
  );
  return violations.map((one) => `${one.id} (${one.nodes.length}): ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
}

/** How far the page is wider than its window, and the first thing that sticks out. */
export async function overflowFaults(page, widths = WIDTHS) {
  const before = page.viewport().width;
  const faults = [];
  for (const width of widths) {
    await atWidth(page, width);
    const wide = await page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= window.innerWidth) return '';
      const out = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > root.clientWidth);
      return `${root.scrollWidth} px: ${out?.outerHTML.slice(0, 160) ?? 'nothing to point at'}`;
    });
    if (wide) faults.push(`at ${width}: ${wide}`);
  }
  await atWidth(page, before);
  return faults;
}

/** Title, one heading, language. */
export function frameFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    if (!document.title.trim()) faults.push('no title');
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) faults.push(`${headings} h1`);
    if (document.documentElement.lang !== 'en') faults.push(`lang is "${document.documentElement.lang}"`);
    return faults;
  });
}

/** Writes down, from now on, what a page says on its console and what it asks of whom. */
export function watch(page, base) {
  const seen = { console: [], hosts: [] };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url = '' } = message.location();
    // A form that comes back with its errors has a status of its own; the browser says so of the page itself.
    const isPage = message.text().startsWith('Failed to load resource') && !url.includes('/assets/') && url.startsWith(base);
    if (!isPage) seen.console.push(`${message.text()} ${url}`);
  });
  page.on('pageerror', (error) => seen.console.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:') && url !== 'about:blank') seen.hosts.push(url);
  });
  return seen;
}

/** The colours that somebody asked their machine for. */
export async function withColours(page, features, doing) {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
  try {
    return await doing();
  } finally {
    await session.send('Emulation.setEmulatedMedia', { features: [] });
    await session.detach();
  }
}
