// A passkey cannot be asked for without script. Settings come as data attributes, for the page's
// Content-Security-Policy allows no script inside it.
const form = document.querySelector("form[data-passkey]");
const settings = form.dataset;

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const credentials = list => list.split(" ").filter(Boolean).map(id => ({type: "public-key", id: bytes(id)}));
const said = value => value && value !== "not specified" ? value : undefined;
const timeout = Number(settings.timeout) * 1000 || undefined;

function send(values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  form.submit();
}

async function get() {
  const proof = await navigator.credentials.get({publicKey: {
    challenge: bytes(settings.challenge), rpId: settings.rpId, timeout,
    allowCredentials: credentials(settings.allow), userVerification: said(settings.userVerification)
  }});
  send({
    clientDataJSON: text(proof.response.clientDataJSON), authenticatorData: text(proof.response.authenticatorData),
    signature: text(proof.response.signature), credentialId: proof.id,
    userHandle: proof.response.userHandle ? text(proof.response.userHandle) : ""
  });
}

async function create() {
  const made = await navigator.credentials.create({publicKey: {
    challenge: bytes(settings.challenge), timeout,
    rp: {id: settings.rpId, name: settings.rpName},
    user: {id: bytes(settings.userId), name: settings.userName, displayName: settings.userName},
    pubKeyCredParams: settings.algorithms.split(" ").map(alg => ({type: "public-key", alg: Number(alg)})),
    attestation: said(settings.attestation), excludeCredentials: credentials(settings.exclude),
    authenticatorSelection: {
      authenticatorAttachment: said(settings.attachment), residentKey: said(settings.residentKey),
      userVerification: said(settings.userVerification)
    }
  }});
  send({
    clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject),
    publicKeyCredentialId: text(made.rawId), transports: made.response.getTransports?.().join() ?? "",
    authenticatorAttachment: made.authenticatorAttachment ?? ""
  });
}

const button = form.querySelector("button");
button.addEventListener("click", () => {
  if (!window.PublicKeyCredential) return send({error: settings.unsupported});
  (settings.passkey === "get" ? get() : create()).catch(error => send({error: String(error)}));
}, {once: true});
// Until here a press would be lost, on a bad line for seconds.
button.disabled = false;
if (button.autofocus) button.focus();
