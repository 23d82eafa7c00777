// Brings the card of whoever is signed in onto this phone: a key that stays here, a proof of it, the card for it.
import { base64urlOf, bytesOfBase64url } from "./base64url.js";
import { openCardStore } from "./card-store.js";
import { makeKey, proofOf, publicJwk } from "./device-card.js";
import { Words } from "./words.js";

const main = document.getElementById("main");
const words = new Words(JSON.parse(main.dataset.words));
const failure = document.getElementById("failure");
const told = document.getElementById("told");

/** What the service says in its own words is shown as it is. */
class Refused extends Error {}

function csrf(form) {
  return form.querySelector("input[name=_csrf]").value;
}

async function post(path, form, body) {
  const answer = await fetch(path, {
    method: "POST",
    redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-TOKEN": csrf(form) },
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused([said.title, said.detail].filter(Boolean).join(". ") || words.say("failed"));
  return said;
}

async function take(form) {
  const card = form.dataset.card;
  const store = await openCardStore().catch(() => { throw new Refused(words.say("private")); });
  await navigator.storage?.persist?.().catch(() => false);
  const keys = await makeKey();
  const { challenge } = await post("/api/phone-cards/challenges", form, { card });
  const proof = await proofOf(bytesOfBase64url(challenge), Math.floor(Date.now() / 1000), keys.privateKey);
  const made = await post("/api/phone-cards", form, {
    card,
    key: await publicJwk(keys),
    proof: base64urlOf(proof),
    replaces: form.dataset.replaces || null,
  });
  await store.put({ id: made.id, card: bytesOfBase64url(made.cose), key: keys.privateKey });
}

for (const form of document.querySelectorAll("form[data-card]")) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    failure.hidden = true;
    told.textContent = words.say("taking");
    try {
      await take(form);
      location.assign("/my-card");
    } catch (problem) {
      told.textContent = "";
      failure.querySelector("p").textContent = problem instanceof Refused ? problem.message
        : words.say(navigator.onLine ? "failed" : "offline");
      failure.hidden = false;
      failure.focus();
      button.removeAttribute("aria-disabled");
    }
  });
}
if (!crypto.subtle) {
  failure.querySelector("p").textContent = words.say("insecure");
  failure.hidden = false;
}
main.dataset.started = "true";
