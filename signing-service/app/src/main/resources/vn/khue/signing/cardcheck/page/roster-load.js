// Fetches the pack of whoever is signed in, sealed for this browser.
import { makeSealKey, sealJwk } from "./jwe.js";
import { Roster } from "./roster.js";
import { openRosterStore } from "./roster-store.js";
import { Words } from "./words.js";

const main = document.getElementById("main");
const at = id => document.getElementById(id);
const words = new Words(JSON.parse(main.dataset.words));
const form = at("load");
const now = () => Math.floor(Date.now() / 1000);

/** What the service says in its own words is shown as it is. */
class Refused extends Error {}

async function load() {
  const store = await openRosterStore().catch(() => { throw new Refused(words.say("private")); });
  const keys = await makeSealKey();
  const answer = await fetch("/api/card-verifiers/pack", {
    method: "POST",
    redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-TOKEN": form.querySelector("input[name=_csrf]").value },
    body: JSON.stringify({ key: await sealJwk(keys) }),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused([said.title, said.detail].filter(Boolean).join(". ") || words.say("failed"));
  await store.put({ key: keys.privateKey, pack: said.pack, until: Math.floor(Date.parse(said.until) / 1000) });
  await tell(store);
}

async function tell(store) {
  const roster = new Roster(store);
  await roster.restore(now());
  at("held").hidden = !roster.loaded;
  at("held").textContent = roster.loaded ? words.say("held", roster.people.size, words.clock(roster.until)) : "";
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  at("failure").hidden = true;
  at("told").textContent = words.say("loading");
  try {
    await load();
    at("told").textContent = at("held").textContent;
  } catch (problem) {
    at("told").textContent = "";
    at("failure").querySelector("p").textContent = problem instanceof Refused ? problem.message : words.say(navigator.onLine ? "failed" : "offline");
    at("failure").hidden = false;
    at("failure").focus();
  }
  button.removeAttribute("aria-disabled");
});
await openRosterStore().then(tell).catch(() => undefined);
main.dataset.started = "true";
