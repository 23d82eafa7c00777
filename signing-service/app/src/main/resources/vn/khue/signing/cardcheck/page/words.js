// What the page says, in its language.

const CLOCK = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const DAY = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });

export class Words {
  /** @param texts from the name of a text to the text, with {0} and {1} where something is filled in */
  constructor(texts) {
    this.texts = texts;
  }

  say(name, ...values) {
    return (this.texts[name] ?? name).replace(/\{(\d)\}/g, (whole, n) => values[n] ?? whole);
  }

  has(name) {
    return name in this.texts;
  }

  /** A role by its code; a code that is new to this page is shown as it is. */
  role(code) {
    return this.texts["role." + code] ?? code;
  }

  /** The day of this moment (seconds) in Vietnam, 23/11/2026. */
  day(moment) {
    return DAY.format(new Date(moment * 1000));
  }

  /** This moment (seconds) in Vietnam, to the minute: 17:05, 23/11/2026. */
  clock(moment) {
    return CLOCK.format(new Date(moment * 1000)) + ", " + this.day(moment);
  }

  /** So many seconds in the largest unit that fits: 5 phút, 26 giờ, 3 ngày. */
  span(seconds) {
    const [unit, size] = seconds < 90 ? ["seconds", 1] : seconds < 5400 ? ["minutes", 60] : seconds < 172800 ? ["hours", 3600] : ["days", 86400];
    return this.say("span." + unit, Math.round(seconds / size));
  }
}
