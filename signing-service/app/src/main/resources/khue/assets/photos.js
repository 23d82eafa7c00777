// Sends photos one after another, says how far it is, and can pause between two of them. Without this script the form sends all at once.
"use strict";
(() => {
  const form = document.getElementById("photo-form");
  const input = document.getElementById("files");
  const panel = document.getElementById("sending");
  if (!form || !panel) {
    return;
  }
  const bar = panel.querySelector("progress");
  const said = document.getElementById("sending-said");
  const told = document.getElementById("sending-told");
  const pause = document.getElementById("sending-pause");
  const rows = panel.querySelector("tbody");
  const words = panel.dataset;
  let queue = [];
  let sums = { all: 0, done: 0, kept: 0 };
  let paused = false;
  let busy = false;
  let announced = -1;

  const text = (word, ...values) => words[word].replace(/\{(\d)\}/g, (_, n) => values[n]);

  function show() {
    bar.max = sums.all;
    bar.value = sums.done;
    bar.textContent = text("of", sums.done, sums.all);
    said.textContent = text("sums", sums.done, sums.all, sums.kept, sums.done - sums.kept);
    // Every tenth, and the end: more would talk without a pause.
    const tenth = Math.floor(10 * sums.done / sums.all);
    if (tenth > announced) {
      announced = tenth;
      told.textContent = said.textContent;
    }
    pause.textContent = words[paused ? "resume" : "pause"];
    pause.hidden = sums.done === sums.all;
  }

  /** Files of one pupil go together, since which of them is right only a person can say. */
  function groups(files) {
    const byName = new Map();
    for (const file of files) {
      const name = file.name.replace(/\.[^.]*$/, "").trim().toLowerCase();
      byName.set(name, [...byName.get(name) ?? [], file]);
    }
    return [...byName.values()];
  }

  // Only text and known attributes are taken over; what the answer holds is never run.
  function take(answer) {
    const from = new DOMParser().parseFromString(answer, "text/html");
    const lines = from.querySelectorAll("tr[data-outcome]");
    lines.forEach(line => {
      const row = document.createElement("tr");
      row.dataset.outcome = line.dataset.outcome;
      row.setAttribute("role", "row");
      line.querySelectorAll("td").forEach(cell => {
        const own = document.createElement("td");
        own.setAttribute("role", "cell");
        own.textContent = cell.textContent.trim();
        row.append(own);
      });
      rows.append(row);
      sums.kept += ["KEPT", "RENEWED"].includes(line.dataset.outcome) ? 1 : 0;
    });
    from.querySelectorAll("#same ~ ul li").forEach(line => {
      const row = document.createElement("tr");
      const cell = document.createElement("td");
      row.setAttribute("role", "row");
      cell.setAttribute("role", "cell");
      cell.colSpan = 3;
      cell.textContent = text("same", line.textContent.trim());
      row.append(cell);
      rows.append(row);
    });
    return lines.length > 0;
  }

  async function send(files) {
    const body = new FormData();
    form.querySelectorAll("input[type=hidden]").forEach(hidden => body.append(hidden.name, hidden.value));
    files.forEach(file => body.append("files", file));
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" }, redirect: "error" });
    const page = await answer.text();
    if (!answer.ok || !take(page)) {
      throw new Error(String(answer.status));
    }
  }

  async function run() {
    busy = true;
    while (queue.length && !paused) {
      try {
        await send(queue[0]);
      } catch {
        // What was taken is kept; the rest waits for whoever presses on.
        paused = true;
        said.textContent = words.away;
        told.textContent = words.away;
        pause.textContent = words.resume;
        pause.focus();
        busy = false;
        return;
      }
      sums.done += queue.shift().length;
      show();
    }
    busy = false;
    if (!queue.length) {
      document.getElementById("sending-done").hidden = false;
      document.getElementById("sending-done").focus();
    }
  }

  pause.addEventListener("click", () => {
    paused = !paused;
    show();
    if (!paused && !busy) {
      run();
    }
  });

  form.addEventListener("submit", event => {
    const files = [...input.files];
    if (busy || files.length < 2) {
      return;
    }
    event.preventDefault();
    queue = groups(files);
    sums = { all: files.length, done: 0, kept: 0 };
    paused = false;
    announced = -1;
    rows.replaceChildren();
    panel.hidden = false;
    form.hidden = true;
    show();
    pause.focus();
    run();
  });

  // A page that is left keeps what was sent, and not what was not.
  addEventListener("beforeunload", event => {
    if (queue.length) {
      event.preventDefault();
    }
  });
})();
