// A passkey is made and shown by the browser's own keeper; the page only carries what it is asked and what it answers.
const asBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const asText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: asBytes(one.id) }));

async function made(asked) {
  return navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: asBytes(asked.challenge),
      user: { ...asked.user, id: asBytes(asked.user.id) },
      excludeCredentials: named(asked.excludeCredentials),
    },
  });
}

async function shown(asked) {
  return navigator.credentials.get({
    publicKey: { ...asked, challenge: asBytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
  });
}

function answered(credential) {
  const response = { clientDataJSON: asText(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = asText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: asText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  document.querySelectorAll("[data-without-passkeys]").forEach((words) => { words.hidden = true; });
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const asked = JSON.parse(form.dataset.options).publicKey;
      const credential = await (form.dataset.passkey === "make" ? made(asked) : shown(asked));
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}
