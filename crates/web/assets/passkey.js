// Puts a page's question to a passkey and sends what it says with the form. Loaded by pages that have one; each says without it
// how to go on.

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const named = (keys = []) => keys.map((key) => ({ ...key, id: bytesOf(key.id) }));

async function made(asked) {
  const user = { ...asked.user, id: bytesOf(asked.user.id) };
  const excludeCredentials = named(asked.excludeCredentials);
  const publicKey = { ...asked, challenge: bytesOf(asked.challenge), user, excludeCredentials };
  const key = await navigator.credentials.create({ publicKey });
  const { attestationObject, clientDataJSON } = key.response;
  return written(key, { attestationObject: textOf(attestationObject), clientDataJSON: textOf(clientDataJSON) });
}

async function shown(asked) {
  const publicKey = { ...asked, challenge: bytesOf(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  const key = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = key.response;
  return written(key, {
    authenticatorData: textOf(authenticatorData),
    clientDataJSON: textOf(clientDataJSON),
    signature: textOf(signature),
    userHandle: userHandle && textOf(userHandle),
  });
}

function written(key, response) {
  return JSON.stringify({ id: key.id, rawId: textOf(key.rawId), type: key.type, response, extensions: {} });
}

function start(part) {
  const say = (which) => {
    for (const one of part.querySelectorAll('[data-says]')) one.hidden = one.dataset.says !== which;
  };
  const form = part.querySelector('form');
  const { address, asked, does } = part.dataset;
  if (location.origin !== address) {
    part.querySelector('[data-there]').href = address + location.pathname + location.search;
    return say('elsewhere');
  }
  if (!window.PublicKeyCredential) return say('none');
  say('');
  form.hidden = false;
  const said = form.elements.namedItem('said');
  form.addEventListener('submit', async (event) => {
    if (said.value !== '') return;
    event.preventDefault();
    say('');
    try {
      said.value = await (does === 'make' ? made : shown)(JSON.parse(asked));
    } catch {
      return say('failed');
    }
    form.submit();
  });
}

for (const part of document.querySelectorAll('.trefoil-passkey')) start(part);
