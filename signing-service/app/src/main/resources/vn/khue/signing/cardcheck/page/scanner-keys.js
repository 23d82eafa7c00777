// A hand-held scanner types what it reads, quicker than anybody, and ends with Enter. It is heard wherever the focus is.

const QUICK = 80;
const LEAST = 20;
const MOST = 8192;

/** @param take is given each text that was typed so */
export function hearScanner(take) {
  let text = "";
  let last = 0;
  addEventListener("keydown", event => {
    // A field keeps its own keys: what is scanned into it is sent by its form.
    if (event.target.closest?.("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
    const now = event.timeStamp;
    if (now - last > QUICK) text = "";
    last = now;
    if (event.key === "Enter") {
      if (text.length >= LEAST) {
        event.preventDefault();
        take(text);
      }
      text = "";
    } else if (event.key.length === 1 && text.length < MOST) {
      text += event.key;
      // Once it is sure that no person types, a space must press no button.
      if (text.length > 4) event.preventDefault();
    }
  });
}
