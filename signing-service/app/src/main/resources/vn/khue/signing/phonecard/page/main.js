// The card on a phone. Texts and settings come as data attributes, for the page's policy allows no script inside it.
import { readCard } from "./card-claims.js";
import { openCardStore } from "./card-store.js";
import { decode } from "./cbor.js";
import { CodeView } from "./code-view.js";
import { readSign1 } from "./cose.js";
import { judge } from "./judge.js";
import { openStore } from "./list-store.js";
import { keepForOffline } from "./offline.js";
import { clockBehind, OwnLists } from "./own-lists.js";
import { Words } from "./words.js";

const main = document.getElementById("main");
const at = id => document.getElementById(id);
const settings = JSON.parse(main.dataset.settings);
const words = new Words(JSON.parse(main.dataset.words));
const now = () => Math.floor(Date.now() / 1000);
const RENEW = 300_000;
/** Verifiers bear two steps of 15 seconds; a phone that is so far off gets into trouble soon. */
const OFF = 20;
/** With these a card holds no more; what is to be done is said in its place. */
const OVER = new Set(["REVOKED", "SUSPENDED", "REPLACED", "EXPIRED"]);

if (location.search) history.replaceState(null, "", location.pathname);

let view, lists, lock, busy = false, blocked = false;

function show(name) {
  for (const each of ["none", "holder", "blocked"]) at(each).hidden = each !== name;
}

function fill(card) {
  const title = words.has("title." + card.role) ? words.say("title." + card.role) : words.say("title");
  at("holder").setAttribute("aria-label", `${title}: ${card.name}`);
  at("title").textContent = title;
  at("name").textContent = card.name;
  at("school").textContent = card.school;
  at("until").textContent = words.say("until", words.day(card.until));
}

function note(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.closest(".note").hidden = !text;
}

async function tick() {
  if (busy || blocked || document.hidden) return;
  busy = true;
  try {
    const text = await view.show(now());
    if (text) await standing(text);
  } catch {
    // The browser threw the key away, or cannot use it: only a new card helps.
    over("LOST_KEY");
  } finally {
    busy = false;
  }
}

/** Judges the own code as a verifier does. */
async function standing(text) {
  const verdict = await judge(text, lists.forJudge, now());
  main.dataset.code = verdict.code;
  if (OVER.has(verdict.code)) over(verdict.code);
  else show("holder");
  note(at("clock"), verdict.code === "NOT_YET_VALID" ? words.say("clock.early") : behind());
  age();
}

function over(code) {
  blocked = true;
  view.clear();
  at("blocked-title").textContent = words.say(`over.${code}.title`);
  at("blocked-advice").textContent = words.say(`over.${code}.advice`);
  at("again").hidden = code === "SUSPENDED";
  main.dataset.code = code;
  show("blocked");
}

let off;
function behind() {
  return off === undefined || Math.abs(off) < OFF ? ""
    : words.say(off > 0 ? "clock.behind" : "clock.ahead", words.span(Math.abs(Math.round(off))));
}

function age() {
  const issued = lists.issued;
  at("network").textContent = navigator.onLine ? "" : words.say("network.off");
  at("age").textContent = issued === undefined ? words.say("lists.none") : words.say("lists.age", words.span(Math.max(0, now() - issued)));
}

async function renew() {
  off = await clockBehind() ?? off;
  await lists.renew();
  // What is blocked may hold again, and the other way round.
  blocked = false;
  if (view.text) await standing(view.text);
  else await tick();
}

async function stayAwake() {
  lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
}

async function start(store, held) {
  let card;
  try {
    card = readCard(decode(readSign1(held.card).payload));
  } catch {
    await store.forget();
    return show("none");
  }
  fill(card);
  lists = new OwnLists(await openStore(), settings, card.list);
  view = new CodeView(held, settings.base, { svg: at("qr"), rays: at("rays"), left: at("left") }, words);
  show("holder");
  await lists.restore();
  await tick();
  renew();
  stayAwake();
  setInterval(tick, 250);
  setInterval(renew, RENEW);
  addEventListener("online", renew);
  addEventListener("offline", age);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    stayAwake();
    renew();
  });
}

at("big").addEventListener("click", () => {
  document.body.classList.toggle("bigcode");
});
addEventListener("keydown", event => {
  if (event.key === "Escape" && document.body.classList.contains("bigcode")) at("big").click();
});

let install;
addEventListener("beforeinstallprompt", event => {
  event.preventDefault();
  install = event;
  at("install").hidden = false;
});
at("install").addEventListener("click", async () => {
  at("install").hidden = true;
  await install?.prompt();
});

const store = await openCardStore().catch(() => undefined);
at("forget").addEventListener("click", async () => {
  await store?.forget();
  location.reload();
});
const held = await store?.get().catch(() => undefined);
at("tools").hidden = !held;
if (!crypto.subtle) at("insecure").hidden = false;
keepForOffline("/my-card", document.documentElement.lang, () => { at("kept").hidden = false; main.dataset.kept = "true"; }, change => {
  at("newer").hidden = false;
  at("change").addEventListener("click", change, { once: true });
}).catch(() => undefined);
if (held) await start(store, held);
else show("none");
main.dataset.started = "true";
