// Gate mode: the whole screen, card after card, no hand needed.

const SHOWN = { ok: 3500, warn: 7000, bad: 7000 };

export class Gate {
  /**
   * @param root what fills the screen
   * @param counts elements by tone
   * @param clear takes the verdict away
   */
  constructor(root, counts, clear) {
    this.root = root;
    this.counts = counts;
    this.clear = clear;
    this.sums = { ok: 0, warn: 0, bad: 0 };
    this.on = false;
    document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement && this.full) this.leave(); });
    document.addEventListener("visibilitychange", () => { if (this.on && !document.hidden) this.stayAwake(); });
  }

  async enter() {
    this.on = true;
    document.body.classList.add("gatemode");
    await this.root.requestFullscreen?.().then(() => { this.full = true; }, () => undefined);
    await this.stayAwake();
  }

  leave() {
    this.on = this.full = false;
    document.body.classList.remove("gatemode");
    clearTimeout(this.timer);
    if (document.fullscreenElement) document.exitFullscreen();
    this.lock?.release();
    this.left?.();
  }

  /** Counts a verdict at the gate, and takes it away after a while. */
  passed(tone) {
    if (!this.on) return;
    this.sums[tone]++;
    for (const [each, element] of Object.entries(this.counts)) element.textContent = String(this.sums[each]);
    clearTimeout(this.timer);
    this.timer = setTimeout(this.clear, SHOWN[tone]);
  }

  async stayAwake() {
    this.lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
  }
}
