// The page that checks cards. Texts and settings come as data attributes, for the page's policy allows no script inside it.
import { Camera } from "./camera.js";
import { Decoder } from "./decoder.js";
import { Gate } from "./gate.js";
import { judge } from "./judge.js";
import { Lists } from "./lists.js";
import { openStore } from "./list-store.js";
import { keepForOffline } from "./offline.js";
import { Repeats } from "./repeats.js";
import { Roster } from "./roster.js";
import { openRosterStore } from "./roster-store.js";
import { RosterView } from "./roster-view.js";
import { hearScanner } from "./scanner-keys.js";
import { Sound } from "./sound.js";
import { VerdictView } from "./verdict-view.js";
import { Words } from "./words.js";

const main = document.getElementById("main");
const at = id => document.getElementById(id);
const settings = JSON.parse(main.dataset.settings);
const words = new Words(JSON.parse(main.dataset.words));
const now = () => Math.floor(Date.now() / 1000);
const RENEW = 300_000;
/** A code that stays before the camera is one scan; gone for so long, it is a new one. */
const GONE = 1500;
const PAUSE = 60;
/** How long newer lists are waited for where there are some. */
const HEAD_START = 2500;
/** What newer lists may say otherwise. */
const HANGS_ON_LISTS = new Set(["NO_TRUST_LIST", "UNKNOWN_SIGNER", "NO_STATUS_LIST", "STATUS_LIST_INVALID", "STATUS_LIST_STALE"]);

/** The card that the page was opened by. What stands after "#" never went to the server, and is not to stay in the history. */
function opened() {
  const said = /^#\d/.test(location.hash) ? location.origin + location.pathname + location.hash : undefined;
  if (said || location.search) history.replaceState(null, "", location.pathname);
  return said;
}
const said = opened();

const view = new VerdictView(at("verdict"), at("told"), words);
const beside = new RosterView(at("verdict"), { state: at("roster-state"), wipe: at("roster-wipe"), load: at("roster-load") }, words);
const sound = new Sound(at("sound"));
const repeats = new Repeats();
const camera = new Camera(at("finder").querySelector("video"));
const gate = new Gate(main, { ok: at("count-ok"), warn: at("count-warn"), bad: at("count-bad") }, () => {
  cleared();
  say(camera.running ? "looking" : "keys");
});
const lists = new Lists(await openStore(), settings);
const roster = new Roster(await openRosterStore().catch(() => undefined));
let decoder;
const restored = restore();
/** The first answer of the service, or that there is none. */
const renewed = restored.then(() => lists.trust ? Promise.race([renew(), new Promise(done => setTimeout(done, HEAD_START))]) : renew());

async function restore() {
  await lists.restore();
  await roster.restore(now());
}

function cleared() {
  view.clear();
  beside.clear();
}

/** Whoever scans as soon as the page stands is not told that lists are missing which are on their way. */
async function judged(text) {
  await restored;
  const verdict = await judge(text, lists.forJudge, now());
  if (!HANGS_ON_LISTS.has(verdict.code)) return verdict;
  await renewed;
  return judge(text, lists.forJudge, now());
}

async function scan(text) {
  const verdict = await judged(text);
  const repeated = verdict.card && repeats.meet(verdict.card.id, now());
  const tone = view.show(verdict, settings.warnAfter, repeated);
  beside.show(verdict.card && roster.find(verdict.card.id, now()));
  sound.play(tone);
  gate.passed(tone);
  at("again").hidden = !Camera.available;
  if (!gate.on) view.panel.scrollIntoView({ block: "nearest" });
}

function say(name) {
  at("scan-state").textContent = words.say("scan." + name);
}

async function look(id) {
  sound.wake();
  cleared();
  at("start").hidden = true;
  at("finder").hidden = at("stop").hidden = false;
  say("opening");
  try {
    decoder ??= new Decoder();
    if (!await camera.open(id)) return;
    say("looking");
    await tools();
    await read(camera.stream);
  } catch (failure) {
    close();
    say(failure.name === "NotAllowedError" ? "refused" : "missing");
  }
}

/** Reads until the camera is closed, or, where nobody stands at a gate, until there is a verdict. */
async function read(stream) {
  let last;
  let seen = 0;
  while (camera.stream === stream) {
    const picture = camera.picture();
    const text = picture && await decoder.read(picture);
    const moment = performance.now();
    if (moment - seen > GONE) last = undefined;
    if (text) {
      seen = moment;
      if (text !== last) {
        last = text;
        await scan(text);
        if (!gate.on) return close();
      }
    }
    await new Promise(done => setTimeout(done, PAUSE));
  }
}

function close() {
  camera.close();
  at("finder").hidden = at("stop").hidden = at("torch").hidden = at("cameras").hidden = true;
  at("start").hidden = !Camera.available;
  at("scan-state").textContent = "";
}

/** The other cameras and the lamp, where there are any. */
async function tools() {
  at("torch").hidden = !camera.hasTorch;
  at("torch").setAttribute("aria-pressed", "false");
  const all = await Camera.all();
  const select = at("camera");
  select.replaceChildren(...all.map((each, n) => new Option(each.label || words.say("camera", n + 1), each.deviceId, false, each.deviceId === camera.id)));
  at("cameras").hidden = all.length < 2;
}

function age() {
  const issued = lists.issued;
  const seconds = issued === undefined ? undefined : Math.max(0, now() - issued);
  at("age").textContent = seconds === undefined ? words.say("lists.none") : words.say("lists.age", words.span(seconds));
  const old = seconds === undefined || seconds >= settings.warnAfter;
  at("lists").classList.toggle("warn", old);
  at("lists-advice").textContent = words.say(seconds === undefined ? "lists.none.advice"
    : seconds >= settings.refuseAfter ? "lists.stale.advice" : old ? "lists.old.advice" : "lists.fresh.advice");
  at("network").textContent = words.say(navigator.onLine ? "network.on" : "network.off");
  ready();
}

let kept = false;
function ready() {
  const all = kept && lists.trust && lists.issued !== undefined;
  at("ready").textContent = words.say(all ? "offline.ready" : "offline.notyet");
  at("ready").className = "chip " + (all ? "ok" : "warn");
  at("ready").dataset.ready = String(Boolean(all));
}

async function renew() {
  await lists.renew();
  age();
  await keepRoster(true);
}

/** A pack ends by itself, and with the login of whoever loaded it. */
async function keepRoster(ask) {
  const before = roster.loaded;
  if (ask || now() >= (roster.until ?? Infinity)) await roster.check(now());
  if (before && !roster.loaded) beside.clear();
  beside.about(roster);
}

at("start").addEventListener("click", () => look());
at("again").addEventListener("click", () => look());
at("stop").addEventListener("click", () => {
  close();
  at("start").focus();
});
at("camera").addEventListener("change", () => look(at("camera").value));
at("torch").addEventListener("click", async () => {
  const on = at("torch").getAttribute("aria-pressed") !== "true";
  await camera.torch(on);
  at("torch").setAttribute("aria-pressed", String(on));
});
at("gate").addEventListener("click", async () => {
  sound.wake();
  cleared();
  await gate.enter();
  if (Camera.available) await look();
  else say("keys");
});
at("leave").addEventListener("click", () => gate.leave());
gate.left = () => {
  close();
  at("gate").focus();
};
at("typed").addEventListener("submit", async event => {
  event.preventDefault();
  sound.wake();
  const text = at("text").value;
  if (text.trim()) await scan(text);
  at("text").value = "";
  at("text").focus();
});
hearScanner(scan);
at("renew").addEventListener("click", renew);
at("roster-wipe").addEventListener("click", async () => {
  await roster.wipe();
  beside.clear();
  beside.about(roster);
  at("roster-load").focus();
});
addEventListener("pagehide", close);
addEventListener("hashchange", () => {
  const next = opened();
  if (next) scan(next);
});
addEventListener("online", renew);
addEventListener("offline", age);
document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });

at("start").hidden = !Camera.available;
at("no-camera").hidden = Camera.available;
at("tools").hidden = false;
if (!crypto.subtle) at("insecure").hidden = false;
await restored;
beside.about(roster);
age();
// Whoever opened the page by a card waits for its verdict by the newest lists.
if (said) {
  await renewed;
  await scan(said);
}
setInterval(renew, RENEW);
setInterval(age, 30_000);
setInterval(() => keepRoster(false), 5_000);
keepForOffline("/v", document.documentElement.lang, () => { kept = true; ready(); }, change => {
  at("newer").hidden = false;
  at("change").addEventListener("click", change, { once: true });
}).catch(() => undefined);
main.dataset.started = "true";
