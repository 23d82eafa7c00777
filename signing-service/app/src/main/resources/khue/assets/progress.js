// Shows how far signing or sealing has come, without loading the page anew: the sums change, focus stays where it is.
"use strict";
(() => {
  const every = 1000;
  const panel = document.getElementById("outcome");
  const told = document.getElementById("told");
  let announced = 0;

  // Only text and the value of the bar are taken over; what the answer holds is never run.
  function take(from) {
    const bar = panel.querySelector("progress");
    const next = from.querySelector("progress");
    bar.value = next.value;
    bar.textContent = next.textContent;
    const sums = from.querySelectorAll(".sums b");
    panel.querySelectorAll(".sums b").forEach((sum, n) => { sum.textContent = sums[n].textContent; });
    const left = from.querySelector("h1 + p");
    let shown = panel.querySelector("h1 + p");
    if (left && !shown) {
      shown = document.createElement("p");
      shown.className = left.className;
      panel.querySelector("h1").after(shown);
    }
    if (shown) {
      shown.textContent = left ? left.textContent : "";
    }
    const tenth = Math.floor(10 * bar.value / bar.max);
    if (tenth > announced) {
      announced = tenth;
      told.textContent = bar.textContent;
    }
  }

  async function look() {
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, redirect: "error" });
      const from = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("outcome");
      if (!answer.ok || !from || from.dataset.carrying !== "RUNNING") {
        location.replace(location.pathname);
        return;
      }
      take(from);
    } catch {
      // The server is away for a moment; the next look tells.
    }
    setTimeout(look, every);
  }

  setTimeout(look, every);
})();
