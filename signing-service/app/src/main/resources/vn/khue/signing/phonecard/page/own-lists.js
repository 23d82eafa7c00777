// The trust list and the one status list that the own card stands in.
import { Lists } from "./lists.js";

const PATIENCE = 20_000;

export class OwnLists extends Lists {
  /** @param list address of the status list that the card names */
  constructor(store, settings, list) {
    super(store, settings);
    this.path = new URL(list).pathname;
    // One list, and whoever looks at the own card wants to know how it is now.
    this.cache = "no-cache";
  }

  eachShard(act) {
    return act(this.path);
  }
}

/** By how many seconds this phone's clock is behind the service's (below zero: ahead); undefined without network. */
export async function clockBehind() {
  const before = Date.now();
  try {
    const answer = await fetch("/cards/trust-list", { method: "HEAD", cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
    const after = Date.now();
    const there = Date.parse(answer.headers.get("Date"));
    // The service names whole seconds.
    return Number.isNaN(there) ? undefined : (there + 500 - (before + after) / 2) / 1000;
  } catch {
    return undefined;
  }
}
