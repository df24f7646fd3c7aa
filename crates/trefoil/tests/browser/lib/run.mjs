// One walk through the journeys: a browser, the made-up town, who is signed in, and how the pages are shown.

import { createHmac } from 'node:crypto';
import { Hand } from './hand.mjs';
import { atWidth } from './look.mjs';

export class Run {
  #contexts = new Map();

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** From here on: how wide, with or without JavaScript, and with which police file. */
  set(setting) {
    this.setting = setting;
    this.known = {};
  }

  /** A page for somebody who holds this role, signed in by the one-time link the first time. */
  async as(role) {
    if (!this.#contexts.has(role)) {
      const link = this.links.get(role);
      if (!link) throw new Error(`the demo gives no link to sign in as ${role}`);
      const hand = await this.nobody(role);
      await hand.open(link.href);
      await hand.close();
    }
    return this.#page(this.#contexts.get(role));
  }

  /** A page in a browser of its own, in which nobody is signed in; `name` to come back to it. */
  async nobody(name, base = this.base) {
    const context = await this.browser.createBrowserContext();
    this.#contexts.set(name, context);
    return this.#page(context, base);
  }

  async #page(context, base = this.base) {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.setJavaScriptEnabled(this.setting.js);
    await atWidth(page, this.setting.width);
    return new Hand(page, this, this.setting.width, base);
  }

  nameOf(role) {
    return this.links.get(role).name;
  }
}

/** The same address by the name that every machine has for itself. */
export const localhost = (address) => address.replace('127.0.0.1', 'localhost');

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** The six digits that an authenticator app shows now (RFC 6238, SHA-1, 30 seconds). */
export function sixDigits(secret, now = Date.now()) {
  const bits = [...secret.replaceAll(/[\s=]/g, '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(now / STEP_MS)));
  const digest = createHmac('sha1', key).update(count).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
