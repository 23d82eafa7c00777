// Two tones up for a right card, one low for a wrong one, two of one height where nothing was concluded. No files.

const TONES = {
  ok: [[880, 0, 0.09], [1320, 0.1, 0.16]],
  warn: [[520, 0, 0.12], [520, 0.18, 0.12]],
  bad: [[180, 0, 0.45]],
};
const SHAKES = { ok: [40], warn: [60, 60, 60], bad: [250] };
const KEPT = "khue-card-sound";

export class Sound {
  /** @param button that switches it; says how it stands by aria-pressed */
  constructor(button) {
    this.button = button;
    this.on = read() !== "off";
    button.addEventListener("click", () => this.turn(!this.on));
    this.turn(this.on);
  }

  turn(on) {
    this.on = on;
    this.button.setAttribute("aria-pressed", String(on));
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // Not kept, then.
    }
  }

  /** Browsers let a page sound only after the person did something on it. */
  wake() {
    this.context ??= new AudioContext();
    this.context.resume();
  }

  play(tone) {
    if (!this.on) return;
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKES[tone]);
    if (!this.context) return;
    for (const [height, from, length] of TONES[tone]) this.one(height, this.context.currentTime + from, length);
  }

  one(height, from, length) {
    const source = this.context.createOscillator();
    const volume = this.context.createGain();
    source.type = height < 300 ? "square" : "sine";
    source.frequency.value = height;
    volume.gain.setValueAtTime(0.25, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + length);
    source.connect(volume).connect(this.context.destination);
    source.start(from);
    source.stop(from + length);
  }
}

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
