// An administrator makes an account; its owner signs in with password and six-digit code, and out again.

import { sixDigits } from '../lib/run.mjs';

const PASSWORD = 'copper kettle umbrella';
const NEW_PASSWORD = 'seven quiet lanterns';

export const journey = {
  name: 'sign in',
  everywhere: true,
  first: true,
  async walk(run) {
    const { tally, setting } = run;
    const admin = await run.as('Administrator');
    await admin.open('/');
    tally.holds('an administrator starts with the accounts', await admin.text('h1'), 'Accounts');
    if (setting.whole) await admin.look('accounts');
    await admin.press('Make an account');
    await admin.press('Make the account');
    tally.same('an empty form comes back', admin.status, 422);
    tally.holds('with what is missing', await admin.text('.govuk-error-summary'), 'There is a problem');
    if (setting.whole) await admin.look('account form');
    const [name, email] = [setting.worker ?? `Robin ${setting.tag}`, `robin.${setting.tag.toLowerCase()}@example.org`];
    await admin.type('Name', name);
    await admin.type('Email address', email);
    await admin.choose('What the worker does', 'Hub triage');
    const teams = await admin.texts('#team option');
    const hub = teams.find((team) => /hub/i.test(team)) ?? teams[1];
    await admin.choose('Team', hub);
    await admin.type('First password', PASSWORD);
    await admin.press('Make the account');
    tally.holds('the account is made', await admin.text('h1'), 'The account is made');
    if (setting.whole) await admin.look('account made');
    const secret = (await admin.texts('.govuk-summary-list__value'))[0];
    await admin.close();
    run.known.second = name;

    const hand = await run.nobody('second worker');
    await hand.open('/queue');
    tally.holds('who is not signed in is asked to', await hand.text('h1'), 'Sign in');
    if (setting.whole) await hand.look('sign in');
    const enter = async (code) => {
      await hand.type('Email address', email);
      await hand.type('Password', PASSWORD);
      await hand.type('Six-digit code', code);
      await hand.press('Sign in', 'main');
    };
    await enter('000000');
    tally.same('a wrong code is refused', hand.status, 422);
    if (setting.whole) await hand.look('sign in refused');
    await enter(sixDigits(secret));
    tally.same('then the page that was asked for opens', hand.path, '/queue');
    await account(run, hand, secret);
    const link = run.links.get('Administrator').href;
    await hand.open(link);
    tally.same('a used link says that it is used', hand.status, 410);
    if (setting.whole) await hand.look('used link');
    for (const page of ['/help/accessibility', '/help/privacy']) {
      await hand.open(page);
      if (setting.whole) await hand.look(page.slice(1));
    }
    await hand.open('/contacts/019ad000-0000-7000-8000-000000000001');
    tally.same('what is not there is not found', hand.status, 404);
    if (setting.whole) await hand.look('not found');
    await hand.close();
  },
};

/** One's own account: another password, with the code of the next half minute, for each is good once. */
async function account(run, hand, secret) {
  const { tally, setting } = run;
  await hand.menu('Your account');
  tally.holds('one has a page of one\u2019s own', await hand.text('h1'), 'Your account');
  tally.holds('which says where one is signed in', await hand.text(), 'This is where you are now');
  if (setting.whole) await hand.look('own account');
  const change = async (old, again) => {
    await hand.type('Password that you have now', old);
    await hand.type('New password', NEW_PASSWORD);
    await hand.type('New password again', again);
    await hand.type('Six-digit code', sixDigits(secret, Date.now() + 30_000));
    await hand.press('Change the password');
  };
  await change(PASSWORD, 'something else');
  tally.same('two that differ are refused', hand.status, 422);
  tally.holds('in words', await hand.text('.govuk-error-summary'), 'was not typed the same twice');
  if (setting.whole) await hand.look('own account, with an error');
  await change(PASSWORD, NEW_PASSWORD);
  tally.holds('then the password is changed', await hand.text(), 'Your password is changed.');
}
