// Keeps what is being typed, three seconds after a key at the latest, and says so. Without script there is a button for it.
const PAUSE = 3000;

for (const form of document.querySelectorAll('form[data-keep]')) {
  const status = form.querySelector('[data-keep-status]');
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('by', 'script');
    return fields;
  };
  let kept = typed().toString();
  let timer = null;

  const later = () => {
    timer ??= setTimeout(keep, PAUSE);
  };
  const keep = async () => {
    timer = null;
    const now = typed();
    if (now.toString() === kept) return;
    try {
      const answer = await fetch(form.dataset.keep, { method: 'POST', body: now });
      if (answer.ok) {
        kept = now.toString();
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
    if (!sent && now.toString() !== kept) fetch(form.dataset.keep, { method: 'POST', body: now, keepalive: true });
  });
}
