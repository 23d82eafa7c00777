// What works without it works a little faster with it: the button that prints, and the count of who is chosen.
const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  document.getElementById("print-by-hand").hidden = true;
  print.addEventListener("click", () => window.print());
}
const chosen = document.querySelectorAll("[data-chosen]");
const boxes = document.querySelectorAll("input[name=p]");
function count() {
  const n = [...boxes].filter(box => box.checked).length;
  chosen.forEach(place => {
    place.textContent = (n === 1 ? place.dataset.one : place.dataset.chosen).replace("{n}", n);
  });
}
if (chosen.length) {
  boxes.forEach(box => box.addEventListener("change", count));
  count();
}
const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("secret").textContent);
    document.getElementById("copied").textContent = copy.textContent = copy.dataset.done;
  });
}
