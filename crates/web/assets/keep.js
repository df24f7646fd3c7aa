// Keeps what is being typed, three seconds after a key at the latest, and says so. Without script there is a button for it.
const PAUSE = 3000;

for (const form of document.querySelectorAll('form[data-keep]')) {
  const status = form.querySelector('[data-keep-status]');
  const beside = form.querySelector('[data-keep-beside]');
  const { draft, version } = form.elements;
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete('version');
    if (version) fields.delete('draft');
    fields.set('by', 'script');
    return fields;
  };
  const body = (fields) => {
    if (version) fields.set('version', version.value);
    return fields;
  };
  let kept = typed().toString();
  let timer = null;

  // What another window kept of the same draft stays: from then on this one keeps a draft of its own.
  const goOn = (headers) => {
    const [id, at] = [headers.get('trefoil-draft'), headers.get('trefoil-version')];
    if (!version || !id) return;
    const path = `/drafts/${id}`;
    form.querySelector(`[formaction="${form.dataset.keep}"]`)?.setAttribute('formaction', path);
    form.dataset.keep = path;
    draft.value = id;
    version.value = at;
  };

  const later = () => {
    timer ??= setTimeout(keep, PAUSE);
  };
  const keep = async () => {
    timer = null;
    const now = typed();
    const words = now.toString();
    if (words === kept) return;
    try {
      const answer = await fetch(form.dataset.keep, { method: 'POST', body: body(now) });
      if (answer.ok) {
        kept = words;
        goOn(answer.headers);
        status.textContent = await answer.text();
        return;
      }
      if (answer.status === 409 && version) {
        status.textContent = await answer.text();
        return;
      }
      status.textContent = answer.status === 401
        ? 'Not kept: you are signed out. Sign in again in another window, and then go on here.'
        : 'Not kept yet. Copy what you have typed if you must leave.';
    } catch {
      status.textContent = 'Not kept yet: Trefoil does not answer. It is tried again.';
    }
    later();
  };

  form.addEventListener('input', later);
  // Whoever leaves by a link leaves nothing behind; a form that is sent carries it all itself.
  let sent = false;
  form.addEventListener('submit', () => {
    sent = true;
    clearTimeout(timer);
  });
  addEventListener('pagehide', () => {
    const now = typed();
    const words = now.toString();
    if (sent || words === kept) return;
    fetch(form.dataset.keep, { method: 'POST', body: body(now), keepalive: true });
    // Whoever comes back to the page finds it as it was left.
    kept = words;
    if (version) version.value = Number(version.value) + 1;
  });

  // Two windows of one draft are both told.
  if (beside) {
    const windows = new BroadcastChannel('trefoil-draft');
    const here = (answer) => windows.postMessage({ keep: form.dataset.keep, answer });
    windows.onmessage = ({ data }) => {
      if (data.keep !== form.dataset.keep) return;
      beside.textContent = 'This form is open in another window too. What is typed in each window is kept.';
      if (!data.answer) here(true);
    };
    here(false);
  }
}
