// All of triage works without it. With it: J and K move through the rows, A takes, C goes to closing, / to the filter, ? tells the keys.
// Single keys never act in a field and can be switched off (WCAG 2.2, 2.1.4).
const off = "khue.triage.keys-off";
const choice = document.getElementById("keys-on");
function isOn() {
  try {
    return localStorage.getItem(off) === null;
  } catch {
    return choice.checked;
  }
}
if (choice) {
  document.getElementById("keys-switch").hidden = false;
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    try {
      if (choice.checked) {
        localStorage.removeItem(off);
      } else {
        localStorage.setItem(off, "1");
      }
    } catch {
      // A browser that keeps nothing asks again on the next page.
    }
  });
}
const rows = [...document.querySelectorAll(".queue .item")];
let at = rows.findIndex(row => "#" + row.id === location.hash) - (location.hash ? 0 : 1);
if (at >= 0 && rows[at]) {
  rows[at].focus();
}
function here() {
  const row = document.activeElement.closest(".queue > li");
  return row ? rows.indexOf(row.querySelector(".item")) : at;
}
function move(by) {
  if (rows.length) {
    at = Math.min(rows.length - 1, Math.max(0, here() + by));
    rows[at].focus();
  }
}
function tickRow() {
  const queue = document.getElementById("queue");
  if (queue && !queue.querySelector("input[name=g]:checked") && rows[here()]) {
    const box = rows[here()].closest("li").querySelector("input[name=g]");
    if (box) {
      box.checked = true;
    }
  }
}
const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => {
    tickRow();
    document.querySelector("button[name=act][value=take]")?.click();
  },
  c: () => {
    tickRow();
    document.querySelector("[name=reason]:not([required])")?.focus();
  },
  "/": () => {
    const filter = document.getElementById("filter");
    if (filter) {
      filter.open = true;
      filter.querySelector("select").focus();
    }
  },
  "?": () => {
    const help = document.getElementById("keys");
    help.open = !help.open;
    help.querySelector("summary").focus();
  },
};
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]),select,textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !isOn()) {
    return;
  }
  const act = keys[event.key.toLowerCase()];
  if (act) {
    event.preventDefault();
    act();
  }
});
