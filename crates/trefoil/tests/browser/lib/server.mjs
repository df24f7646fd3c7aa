// The server under test: a small made-up town on a free port, in a folder of its own, ended by its own process id.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SEED = '1';
const FAMILIES = '300';
const START_WITHIN_MS = 90_000;
const END_WITHIN_MS = 10_000;

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the demo; `links` is the one-time sign-in address of each role, by its words. */
export async function startDemo(binary) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'trefoil-browser-'));
  const asked = ['demo', '--port', port, '--data', join(folder, 'data'), '--seed', SEED, '--families', FAMILIES];
  const child = spawn(binary, asked.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stderr.on('data', (bytes) => said.push(bytes));
  const end = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const links = await readLinks(child, said);
    return { base: `http://127.0.0.1:${port}`, links, folder, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function readLinks(child, said) {
  return new Promise((resolve, reject) => {
    const links = new Map();
    const fail = (why) => reject(new Error(`${why}\n${Buffer.concat(said)}`));
    const timer = setTimeout(() => fail('the demo did not say its links in time'), START_WITHIN_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`the demo ended with ${code} before it was ready`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = line.match(/^ {2}(\S.*?) {2,}(\S.*?) {2,}(http:\S+)$/);
      if (found) links.set(found[1], { name: found[2], href: found[3] });
      // The facilitator's is printed last.
      if (found?.[1] === 'Programme facilitator') {
        clearTimeout(timer);
        child.removeAllListeners('exit');
        resolve(links);
      }
    });
  });
}

/** Asks it to end, then ends it. */
export async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}
