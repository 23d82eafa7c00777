// What an enrolled verifier sees beside a verdict: class and photo of people of the own school, for as long as the pack and the login hold.
import { unsealed } from "./jwe.js";

const PACK = "/api/card-verifiers/pack";
const PATIENCE = 20_000;

export class Roster {
  /** @param store of roster-store.js, or undefined where the browser keeps nothing */
  constructor(store) {
    this.store = store;
    this.clear();
  }

  clear() {
    this.people = new Map();
    this.until = undefined;
    this.unit = undefined;
  }

  /** Takes what was kept; what has ended or cannot be read is gone. */
  async restore(now) {
    const held = await this.store?.get().catch(() => undefined);
    if (!held) return;
    try {
      if (now >= held.until) throw new RangeError("ended");
      const { unit, exp, people } = JSON.parse(new TextDecoder().decode(await unsealed(held.pack, held.key)));
      if (now >= exp) throw new RangeError("ended");
      this.unit = unit;
      this.until = exp;
      this.people = new Map(people.map(each => [each.card, each]));
    } catch {
      await this.wipe();
    }
  }

  get loaded() {
    return this.until !== undefined;
  }

  /** {class, photo: JPEG in base64}, each of it where it is known; undefined for people of other schools. */
  find(card, now) {
    return this.loaded && now < this.until ? this.people.get(card) : undefined;
  }

  /** Forgets a pack that has ended, or whose verifier is signed out or none any more. Whether it is still there. */
  async check(now) {
    if (!this.loaded) return false;
    if (now >= this.until) await this.wipe();
    else if (navigator.onLine && await refused()) await this.wipe();
    return this.loaded;
  }

  async wipe() {
    this.clear();
    await this.store?.wipe().catch(() => undefined);
  }
}

/** Whether the service says that it is nobody's any more. Without network, or where the service is ill, it is not said. */
async function refused() {
  try {
    const answer = await fetch(PACK, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  }
}
