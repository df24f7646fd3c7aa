// A passkey, made and kept by the browser's own virtual device: added, signed in with, shown again, copied, removed. Browsers tie
// passkeys to names, so this is walked at localhost.

import { localhost } from '../lib/run.mjs';

const ROLE = 'Early help worker';

/** The device: it has room for passkeys and knows its owner. */
async function device(hand) {
  const session = await hand.page.createCDPSession();
  await session.send('WebAuthn.enable', { enableUI: false });
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    knowsItsOwner: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Puts back what was kept earlier, as whoever copied the device would. */
    async restore(kept) {
      await session.send('WebAuthn.clearCredentials', { authenticatorId });
      for (const credential of kept) await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
  };
}

async function without(run) {
  const hand = await run.nobody('no passkeys');
  await hand.open('/sign-in');
  await hand.press('Sign in with a passkey');
  const words = await hand.text();
  if (run.setting.js) run.tally.holds('at an address that no passkey is tied to it says where', words, `Open it at ${localhost(run.base)}`);
  else run.tally.holds('without script it says how to go on', words, 'Use your password and code.');
  await hand.look('sign in with a passkey, where it does not go');
  await hand.close();
}

async function signIn(hand) {
  await hand.open('/sign-in?next=%2Faccount');
  await hand.press('Sign in with a passkey');
  await hand.press('Sign in with a passkey', 'main');
}

async function add(hand, tally) {
  await hand.menu('Your account');
  await hand.press('Your passkeys');
  tally.holds('at first there is none', await hand.text(), 'You have no passkey yet.');
  await hand.look('passkeys, none');
  await hand.press('Add a passkey', 'main');
  tally.same('without a name it is not added', hand.status, 422);
  await hand.look('passkeys, with an error');
  await hand.type('What you call it', 'Test laptop');
  await hand.press('Add a passkey', 'main');
  tally.holds('with a name it is', await hand.text(), 'The passkey is added.');
  await hand.look('passkeys');
}

export const journey = {
  name: 'passkeys',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    await without(run);
    if (!run.setting.js) return;
    const hand = await run.nobody('passkey owner', localhost(run.base));
    const owner = await device(hand);
    await hand.open(localhost(run.links.get(ROLE).href));
    await add(hand, tally);
    const [made] = await owner.keys();
    tally.same('the device keeps it for this name', made.rpId, 'localhost');

    await hand.open('/account');
    await hand.menu('Sign out');
    await signIn(hand);
    tally.same('then it signs in', hand.path, '/account');
    tally.holds('as its owner', await hand.text(), run.nameOf(ROLE));
    await hand.open('/account/confirm?next=%2Faccount%2Fpasskeys');
    await hand.look('show again who you are, with a passkey');
    await hand.press('Use a passkey');
    tally.same('and shows again who they are', hand.path, '/account/passkeys');
    tally.holds('which is written down', await hand.text(), 'last used');

    await owner.knowsItsOwner(false);
    await hand.menu('Sign out');
    await hand.open('/sign-in/passkey');
    await hand.touch('Sign in with a passkey', 'main');
    tally.check('for somebody else it does nothing, and the page says so', await hand.soon(() => document.querySelector('main').innerText.includes('No passkey answered.')));
    await hand.look('no passkey answered');
    await owner.knowsItsOwner(true);

    const kept = await owner.keys();
    await signIn(hand);
    await hand.menu('Sign out');
    await owner.restore(kept);
    await signIn(hand);
    tally.same('a copy that counts again what was counted is refused', hand.status, 422);
    await hand.look('passkey refused');
    await hand.close();
  },
};
