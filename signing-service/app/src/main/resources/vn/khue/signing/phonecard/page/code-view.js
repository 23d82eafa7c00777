// Draws the code and how long it is still shown.
import { digitsOf } from "./digits.js";
import { proofOf, STEP } from "./device-card.js";
import { pathOf, qrOf } from "./qr.js";

/** Modules of light around a code (ISO/IEC 18004 clause 5.3.8). */
const MARGIN = 4;
/** Of the dial: a ray and the gap behind it. */
const RAY = "1.6 1.4 ";

export class CodeView {
  /**
   * @param held {card, key}
   * @param base address before "/v#"
   * @param svg for the code
   * @param rays circle that is dashed
   * @param left element for the seconds in words
   */
  constructor({ card, key }, base, { svg, rays, left }, words) {
    Object.assign(this, { card, key, base, svg, rays, left, words });
  }

  /** Shows what belongs to this moment. The text of a new code, or undefined while the former is still right. */
  async show(now) {
    const step = Math.floor(now / STEP);
    this.count(STEP - now % STEP);
    if (step === this.step) return undefined;
    this.step = step;
    const digits = digitsOf(await proofOf(this.card, now, this.key));
    const rows = qrOf(this.base + "/v#", digits);
    const size = rows.length + 2 * MARGIN;
    this.svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    this.svg.querySelector("path").setAttribute("d", pathOf(rows, MARGIN));
    this.text = this.base + "/v#" + digits;
    this.svg.dataset.text = this.text;
    return this.text;
  }

  count(left) {
    this.rays.setAttribute("stroke-dasharray", RAY.repeat(left) + "0 " + 3 * STEP);
    this.left.textContent = this.words.say("left", left);
  }

  /** A code that is not to be shown any more is gone from the page. */
  clear() {
    this.svg.querySelector("path").removeAttribute("d");
    delete this.svg.dataset.text;
    this.step = this.text = undefined;
  }
}
