// Who was scanned on this device a moment ago, in memory only: one card passed back through the fence comes twice.

const KEPT = 3600;
const MOST = 5000;

export class Repeats {
  constructor() {
    this.seen = new Map();
  }

  /** How many seconds ago this card was here last; undefined where it was not, or longer ago than an hour. */
  meet(id, now) {
    const before = this.seen.get(id);
    this.seen.delete(id);
    this.seen.set(id, now);
    for (const [oldest, at] of this.seen) {
      if (this.seen.size <= MOST && now - at <= KEPT) break;
      this.seen.delete(oldest);
    }
    return before === undefined || now - before > KEPT ? undefined : now - before;
  }
}
