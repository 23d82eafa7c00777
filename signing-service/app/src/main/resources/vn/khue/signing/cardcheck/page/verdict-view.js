// Shows a verdict: words, colour, sign, and the same read aloud.
import { toneOf } from "./tones.js";

const TONES = ["ok", "warn", "bad"];

export class VerdictView {
  /** @param panel with [data-part] for each piece */
  constructor(panel, told, words) {
    this.panel = panel;
    this.told = told;
    this.words = words;
    this.part = name => panel.querySelector(`[data-part=${name}]`);
  }

  /**
   * @param verdict of judge()
   * @param warnAfter age of a status list from which a right card is shown with a warning
   * @param repeated how many seconds ago the card was here; undefined where it was not
   * @returns ok, warn or bad
   */
  show({ code, card, age, late }, warnAfter, repeated) {
    const shown = code === "VALID" && age >= warnAfter ? "OLD" : code;
    const tone = toneOf(shown);
    const title = this.words.say(`code.${shown}.title`);
    const advice = this.words.say(`code.${shown}.advice`, this.words.span(age ?? 0), this.words.span(Math.abs(late ?? 0)),
      card ? this.words.day(card.from) : "");
    this.panel.classList.remove(...TONES);
    this.panel.classList.add(tone);
    for (const each of TONES) this.part(each).toggleAttribute("hidden", each !== tone);
    this.part("title").textContent = title;
    this.part("advice").textContent = advice;
    this.facts(card);
    this.hint(code === "VALID" && repeated !== undefined ? this.words.say("repeated", this.words.span(repeated)) : "");
    this.panel.dataset.code = code;
    this.panel.hidden = false;
    this.told.textContent = [title, card && `${card.name}, ${this.words.role(card.role)}`, advice, this.part("hint").textContent]
      .filter(Boolean).join(". ");
    return tone;
  }

  facts(card) {
    this.part("facts").hidden = !card;
    const texts = card
      ? { name: card.name, role: this.words.role(card.role), school: card.school, until: this.words.day(card.until) }
      : { name: "", role: "", school: "", until: "" };
    for (const [name, text] of Object.entries(texts)) this.part(name).textContent = text;
  }

  hint(text) {
    this.part("hint").textContent = text;
    this.part("repeat").hidden = !text;
  }

  /** Nothing is shown until the next card: a green light must not stand for whoever comes next. */
  clear() {
    this.panel.hidden = true;
    this.facts(undefined);
    this.told.textContent = "";
    delete this.panel.dataset.code;
  }
}
