// Signing in through a real identity provider, over real sockets: to it and back, linked by an administrator, an answer sent
// twice, signed out from there. `node provider.mjs` with the server's full path in TREFOIL_BIN.

import { fileURLToPath } from 'node:url';
import { startBoth } from './lib/provider.mjs';
import { Tally } from './lib/tally.mjs';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const BINARY = process.env.TREFOIL_BIN ?? `${ROOT}target/debug/trefoil`;
const HOPS = 12;

/** A browser without a window: cookies by origin, redirects one by one. */
class Visitor {
  #jars = new Map();

  async ask(url, body) {
    const { origin } = new URL(url);
    const jar = this.#jars.get(origin) ?? new Map();
    this.#jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      method: body ? 'POST' : 'GET',
      body: body && new URLSearchParams(body),
      headers: cookie ? { cookie } : {},
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1)) jar.set(pair.slice(0, at), pair.slice(at + 1));
      else jar.delete(pair.slice(0, at));
    }
    const to = answer.headers.get('location');
    const text = await answer.text();
    return { url, status: answer.status, text, to: to && new URL(to, url).href };
  }

  /** Follows where it is sent; `hops` keeps each address. */
  async go(url, body) {
    const hops = [url];
    let answer = await this.ask(url, body);
    while (answer.to && hops.length < HOPS) {
      hops.push(answer.to);
      answer = await this.ask(answer.to);
    }
    return { ...answer, hops };
  }

  /** Sends the first form of a page, with what was typed. */
  send(page, typed = {}) {
    const [, attributes, inside] = page.text.match(/<form([^>]*)>([\s\S]*?)<\/form>/);
    const action = attributes.match(/action="([^"]*)"/)?.[1] ?? page.url;
    const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    return this.go(new URL(action.replaceAll('&amp;', '&'), page.url).href, { ...fields, ...typed });
  }
}

/** Signs in at the provider's own pages, as far as they are shown. */
async function signIn(visitor, base, name) {
  let page = await visitor.go(`${base}/sign-in/provider`);
  if (page.text.includes('name="login"')) page = await visitor.send(page, { login: name, password: 'any' });
  if (page.text.includes('value="consent"')) page = await visitor.send(page);
  return page;
}

async function walk({ base, issuer, link, code }, tally) {
  const worker = new Visitor();
  const start = await worker.go(`${base}/sign-in`);
  tally.holds('the sign-in page leads to the provider', start.text, 'Sign in with your Council account');
  const stranger = await signIn(worker, base, 'f3a9-77');
  tally.same('nobody is linked yet', stranger.status, 403);
  tally.holds('the worker is told what to give the administrator', stranger.text, 'f3a9-77');

  const admin = new Visitor();
  const asks = await admin.go(`${base}${link}`);
  tally.holds('a link asks for what its worker still has', asks.text, 'Choose a new password');
  const next = 'lantern gravel orchard';
  await admin.send(asks, { code: code(), 'new-password': next, again: next });
  const list = await admin.go(`${base}/workers`);
  const path = list.text.match(/\/workers\/[0-9a-f-]{36}/)[0];
  const account = await admin.go(`${base}${path}`);
  const csrf = account.text.match(/name="csrf" value="([^"]*)"/)[1];
  const linked = await admin.go(`${base}${path}/link`, { csrf, subject: 'f3a9-77' });
  tally.holds('an administrator links the account', linked.text, 'The account is linked');

  const back = await signIn(worker, base, 'f3a9-77');
  tally.same('then the worker is signed in', back.status, 200);
  const page = await worker.go(`${base}/account`);
  tally.holds('as themselves', page.text, 'Ada Main');
  const answer = back.hops.find((hop) => hop.startsWith(`${base}/sign-in/provider/done`));
  const replay = await new Visitor().go(answer);
  tally.same('the same answer in another browser is refused', replay.status, 403);
  const again = await worker.go(answer);
  tally.same('and a second time', again.status, 403);
  const other = await signIn(new Visitor(), base, 'f3a9-78');
  tally.same('somebody else of the provider is nobody here', other.status, 403);

  const ending = await worker.go(`${issuer}/session/end`);
  await worker.send(ending, { logout: 'yes' });
  const after = await worker.ask(`${base}/account`);
  tally.same('signed out at the provider is signed out here', after.status, 303);
  const still = await admin.ask(`${base}/account`);
  tally.same('and nobody else is', still.status, 200);
}

/** The whole walk, with its own two servers. */
export async function walkProvider(binary, tally) {
  tally.at('identity provider');
  const both = await startBoth(binary);
  try {
    await walk(both, tally);
  } catch (error) {
    tally.check('comes to its end', false, error.stack);
  } finally {
    await both.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tally = new Tally();
  await walkProvider(BINARY, tally);
  process.exitCode = tally.close() ? 0 : 1;
}
