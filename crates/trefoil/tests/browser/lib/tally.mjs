// What was checked and how it went: a line a check as it happens, and the closing line. Nothing here looks at a page.

export class Tally {
  passed = 0;
  failed = 0;
  #where = '';

  /** What the checks that follow belong to. */
  at(where) {
    this.#where = where;
  }

  get where() {
    return this.#where;
  }

  /** One check; `detail` is told where it failed. */
  check(what, ok, detail = '') {
    if (ok) this.passed += 1;
    else this.failed += 1;
    const why = ok || detail === '' ? '' : `\n     ${String(detail).replaceAll('\n', '\n     ')}`;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${this.#where}: ${what}${why}`);
    return ok;
  }

  /** Two values that must be the same. */
  same(what, found, expect) {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expect)];
    return this.check(what, a === b, `found    ${a}\nexpected ${b}`);
  }

  /** A text that must hold a part, or match a pattern. */
  holds(what, text, part) {
    const ok = part instanceof RegExp ? part.test(text) : text.includes(part);
    return this.check(what, ok, `no ${part} in: ${text.slice(0, 600)}`);
  }

  /** The opposite of `holds`. */
  lacks(what, text, part) {
    const found = part instanceof RegExp ? text.match(part)?.[0] : text.includes(part) && part;
    return this.check(what, !found, `there is ${found}`);
  }

  /** The line that everything else is read by. */
  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0;
  }
}
