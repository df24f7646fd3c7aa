// A real identity provider on a free port, and a server that signs in through it. Its pages are those that it brings along for
// development: whoever types a name is that person.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Starts both; `link` is the administrator's one-time path. */
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
    await command(binary, made, 'copper kettle umbrella\n');
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
    return { base, issuer, link, end };
  } catch (error) {
    await end();
    throw error;
  }
}
