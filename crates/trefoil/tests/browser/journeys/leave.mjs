// Signing out: nothing opens any more, not by "back" either.

export const journey = {
  name: 'sign out',
  everywhere: false,
  async walk(run) {
    const { tally } = run;
    const hand = await run.as('second worker');
    await hand.open('/queue');
    const rows = await hand.texts('tbody tr');
    await hand.menu('Sign out');
    tally.same('signing out leads to signing in', hand.path, '/sign-in');
    await hand.page.goBack({ waitUntil: 'load' });
    const text = await hand.text();
    tally.check('nothing is seen by going back', rows.length > 0 && !text.includes('Waiting for a decision'), text.slice(0, 200));
    await hand.open('/queue');
    tally.holds('nor by the address', await hand.text('h1'), 'Sign in');
    await hand.close();
  },
};
