// The trust list and the status lists: fetched, verified, kept, never replaced by older ones.
import { readStatusList } from "./status-list.js";
import { readTrustList } from "./trust-list.js";

const TRUST = "/cards/trust-list";
const STATUS = "/cards/status/";
const PATIENCE = 20_000;
const MOST = 4 << 20;

export class Lists {
  /**
   * @param store where to keep them
   * @param settings trustKey: JWK or null; shards: numbers of the status lists to keep; base, refuseAfter
   */
  constructor(store, settings) {
    this.store = store;
    this.settings = settings;
    this.trust = null;
    this.statuses = new Map();
    /** As for fetch: lists are as young as caches say. */
    this.cache = "default";
  }

  /** What judging needs. */
  get forJudge() {
    const { trust, statuses, settings: { base, refuseAfter } } = this;
    return { trust, statuses, bases: [base], refuseAfter };
  }

  /** When the oldest status list was issued, in seconds; undefined while there is none. */
  get issued() {
    const moments = [...this.statuses.values()].filter(Boolean).map(list => list.issued);
    return moments.length ? Math.min(...moments) : undefined;
  }

  /** Takes what was kept. */
  async restore() {
    const trust = await this.store.get(TRUST).catch(() => undefined);
    if (trust) await this.takeTrust(trust);
    await this.eachShard(async path => {
      const bytes = await this.store.get(path).catch(() => undefined);
      if (bytes) await this.takeStatus(path, bytes);
    });
  }

  /** Asks the service for newer ones. Whether it answered with a trust list that is right. */
  async renew() {
    const trust = await fetched(TRUST, "application/jwt, */*;q=0.1", this.cache).catch(() => null);
    if (!trust || !await this.takeTrust(trust)) return false;
    await this.keep(TRUST, trust);
    await this.eachShard(async path => {
      const bytes = await fetched(path, "application/statuslist+cwt", this.cache).catch(() => null);
      if (bytes && await this.takeStatus(path, bytes)) await this.keep(path, bytes);
    });
    return true;
  }

  eachShard(act) {
    return Promise.all(this.settings.shards.map(shard => act(STATUS + shard)));
  }

  async takeTrust(bytes) {
    const { trustKey } = this.settings;
    const list = trustKey && await readTrustList(new TextDecoder().decode(bytes), trustKey);
    if (!list || list.issued < (this.trust?.issued ?? 0)) return false;
    this.trust = list;
    return true;
  }

  async takeStatus(path, bytes) {
    if (!this.trust) return false;
    const list = await readStatusList(bytes, this.trust.statusKeys);
    const addresses = this.trust.bases.map(base => base + path);
    if (!list || !addresses.includes(list.uri)) {
      // What came is not to be trusted; what was there before is.
      for (const address of addresses) if (!this.statuses.has(address)) this.statuses.set(address, null);
      return false;
    }
    if (list.issued < (this.statuses.get(list.uri)?.issued ?? 0)) return false;
    this.statuses.set(list.uri, list);
    return true;
  }

  /** A full disk is no reason to judge no card. */
  keep(name, bytes) {
    return this.store.put(name, bytes).catch(() => undefined);
  }
}

async function fetched(path, accept, cache) {
  const answer = await fetch(path, { headers: { Accept: accept }, credentials: "omit", cache, signal: AbortSignal.timeout(PATIENCE) });
  const bytes = answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  return bytes && bytes.length <= MOST ? bytes : null;
}
