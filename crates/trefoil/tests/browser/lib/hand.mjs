// A person at a page: what they see, click and type, by the words on the screen. Nothing is set behind the page's back, but
// for a day and a time, whose parts stand in another order on each machine.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atWidth, axeFaults, frameFaults, overflowFaults, watch } from './look.mjs';

const PATIENCE_MS = 15_000;

/** A control by its words: the same words first, then words that begin so. */
const byWords = (words, kinds, within) => {
  const tidy = (text) => text.replace(/\s+/g, ' ').trim();
  const root = within ? document.querySelector(within) : document;
  const shown = [...(root?.querySelectorAll(kinds) ?? [])].filter((one) => one.getClientRects().length > 0 && !one.closest('[aria-hidden="true"]'));
  return shown.find((one) => tidy(one.textContent) === words) ?? shown.find((one) => tidy(one.textContent).startsWith(words)) ?? null;
};

export class Hand {
  constructor(page, run, width, base) {
    Object.assign(this, { page, run, width, base, seen: watch(page, base) });
  }

  get tally() {
    return this.run.tally;
  }

  get path() {
    return this.page.url().slice(this.base.length);
  }

  /** Types an address. */
  async open(path) {
    const response = await this.page.goto(new URL(path, this.base).href, { waitUntil: 'load' });
    this.status = response?.status();
    return this;
  }

  async #control(words, kinds, within) {
    const handle = (await this.page.evaluateHandle(byWords, words, kinds, within ?? null)).asElement();
    if (!handle) throw new Error(`"${words}" is not on ${this.path}`);
    return handle;
  }

  /** Whether a button or link with these words is there. */
  async offers(words, within) {
    const handle = await this.page.evaluateHandle(byWords, words, 'a, button, summary', within ?? null);
    return handle.asElement() !== null;
  }

  /** Clicks a button or link, and waits for the page that it leads to. */
  async press(words, within) {
    await this.#leave((await this.#control(words, 'a, button', within)));
  }

  /** Follows a link of the navigation, which is behind a button where there is little room. */
  async menu(words) {
    if (await this.offers('Menu')) await this.touch('Menu');
    const behind = await this.page.$$eval('.trefoil-more:not([open]) a', (all, to) => all.some((one) => one.textContent.trim() === to), words);
    if (behind) await this.touch('More', '.trefoil-more');
    await this.press(words);
  }

  async #leave(handle) {
    const [response] = await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'load', timeout: PATIENCE_MS }),
      handle.click(),
    ]);
    this.status = response?.status() ?? this.status;
  }

  /** Clicks what stays on the page: a summary, a radio, a link to a place of the page. */
  async touch(words, within) {
    await (await this.#control(words, 'summary, label, a, button', within)).click();
  }

  /** The control that a label is of. */
  async field(label) {
    const named = await this.#control(label, 'label');
    const field = (await named.evaluateHandle((one) => one.control)).asElement();
    if (!field) throw new Error(`the label "${label}" is of nothing`);
    return field;
  }

  /** Types into a field, in place of what is there. */
  async type(label, words) {
    const field = await this.field(label);
    await field.click({ count: 3 });
    await this.page.keyboard.press('Backspace');
    await field.type(words);
  }

  /** Chooses from a list with the keys, as people do: by the beginning of the words. */
  async choose(label, words) {
    const field = await this.field(label);
    await field.focus();
    await this.page.keyboard.type(words);
    const chosen = await field.evaluate((one) => one.selectedOptions[0]?.textContent.trim());
    if (!chosen?.startsWith(words)) throw new Error(`"${label}" holds "${chosen}", not "${words}"`);
  }

  /** Sets a day, or a day and a time. */
  async when(label, value) {
    await (await this.field(label)).evaluate((one, to) => (one.value = to), value);
  }

  /** The words of a part of the page as they are shown. */
  async text(selector = 'main') {
    return this.page.$$eval(selector, (found) => found.map((one) => one.innerText).join('\n'));
  }

  /** The words of each. */
  async texts(selector) {
    return this.page.$$eval(selector, (found) => found.map((one) => one.innerText.replace(/\s+/g, ' ').trim()));
  }

  /** What has the focus: its words, its label or its name; and whether that can be seen. */
  async focus() {
    return this.page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const label = one.labels?.[0] && getComputedStyle(one.labels[0], '::before').boxShadow;
      const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' || (label && label !== 'none');
      return { words: (one.textContent || one.labels?.[0]?.textContent || '').replace(/\s+/g, ' ').trim(), id: one.id, kind: one.localName, seen };
    });
  }

  /** Whether something comes to hold on the page, within two seconds. */
  async soon(holds) {
    for (let look = 0; look < 40; look += 1) {
      if (await this.page.evaluate(holds)) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  }

  /** Loads the page again until it holds the words; for work that goes on behind it. */
  async until(words, loads = 40) {
    for (let load = 0; load < loads; load += 1) {
      if ((await this.text()).includes(words)) return true;
      await new Promise((resolve) => setTimeout(resolve, 250));
      await this.page.reload({ waitUntil: 'load' });
    }
    return false;
  }

  /** Everything that must hold of every page; with a picture where pictures are asked for. */
  async look(name) {
    const { tally, page } = this;
    // The rules are script too, so they run where the page's own may not: for this alone it is let in, when all has loaded.
    await page.setJavaScriptEnabled(true);
    const axe = await axeFaults(page);
    await page.setJavaScriptEnabled(this.run.setting.js);
    tally.check(`${name}: axe-core finds nothing`, axe.length === 0, axe.join('\n'));
    const others = [...(await overflowFaults(page)), ...(await frameFaults(page))];
    tally.check(`${name}: nothing overflows at 1280, 375 and 320; title, one h1, language`, others.length === 0, others.join('\n'));
    const said = [...this.seen.console.splice(0), ...this.seen.hosts.splice(0).map((url) => `asked ${url}`)];
    tally.check(`${name}: nothing on the console, no other host asked`, said.length === 0, said.join('\n'));
    if (this.run.shots) await this.shoot(name);
  }

  async shoot(name) {
    for (const width of [1280, 375]) {
      await atWidth(this.page, width);
      const image = await this.page.screenshot({ fullPage: true });
      await writeFile(join(this.run.shots, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${width}.png`), image);
    }
    await atWidth(this.page, this.width);
  }

  async close() {
    await this.page.close();
  }
}
