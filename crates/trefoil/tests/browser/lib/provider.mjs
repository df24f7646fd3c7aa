// A real identity provider on a free port, and a server that signs in through it. Its pages are those that it brings along for
// development: whoever types a name is that person.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { ended, freePort } from './server.mjs';

const SECRET = 'made for one run and known to nobody';
const START_WITHIN_MS = 30_000;

/** Starts the provider, for a server at `address`. */
async function startProvider(port, address) {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      {
        client_id: 'trefoil',
        client_secret: SECRET,
        redirect_uris: [`${address}/sign-in/provider/done`],
        backchannel_logout_uri: `${address}/sign-in/provider/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ['sub', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['made for one run'] },
    features: { backchannelLogout: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, groups: ['hub'] }) }),
  });
  const server = createServer(provider.callback());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Runs a command to its end; what it printed. */
async function command(binary, args, input = '') {
  const child = spawn(binary, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (bytes) => (said.out += bytes));
  child.stderr.on('data', (bytes) => (said.err += bytes));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`trefoil ${args.join(' ')} ended with ${code}: ${said.err}`);
  return said.out;
}

async function answers(base) {
  const until = Date.now() + START_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error('the server did not start in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The code of an authenticator app now (RFC 6238), from the address that sets one up. */
function codeOf(uri) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...new URL(uri).searchParams.get('secret')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', secret).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Starts both; `link` is the path of a one-time link for the administrator, who lost their password and has the `code`. */
export async function startBoth(binary) {
  const [port, at] = [await freePort(), await freePort()];
  const [base, issuer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${at}`];
  const folder = await mkdtemp(join(tmpdir(), 'trefoil-provider-'));
  const data = ['--data', join(folder, 'data')];
  const provider = await startProvider(at, base);
  let child;
  const end = async () => {
    if (child) await ended(child);
    provider.closeAllConnections();
    provider.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const email = 'admin@example.org';
    const made = ['admin', 'create', ...data, '--name', 'Ada Main', '--email', email, '--password-stdin'];
    const uri = (await command(binary, made, 'copper kettle umbrella\n')).trim();
    const link = (await command(binary, ['admin', 'link', ...data, '--email', email])).trim();
    await writeFile(join(folder, 'secret'), SECRET);
    const lines = [
      `listen = "127.0.0.1:${port}"`,
      '[provider]',
      `issuer = "${issuer}"`,
      'client_id = "trefoil"',
      `client_secret_file = "${join(folder, 'secret')}"`,
      `address = "${base}"`,
      'name = "Council account"',
    ];
    const settings = join(folder, 'serve.toml');
    await writeFile(settings, `${lines.join('\n')}\n`);
    child = spawn(binary, ['serve', ...data, '--config', settings], { stdio: 'ignore' });
    await answers(base);
    return { base, issuer, link, code: () => codeOf(uri), end };
  } catch (error) {
    await end();
    throw error;
  }
}
