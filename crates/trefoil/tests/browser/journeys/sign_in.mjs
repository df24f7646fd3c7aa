// An administrator makes an account; its owner signs in with password and six-digit code, and out again.

import { sixDigits } from '../lib/run.mjs';

const PASSWORD = 'copper kettle umbrella';

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
