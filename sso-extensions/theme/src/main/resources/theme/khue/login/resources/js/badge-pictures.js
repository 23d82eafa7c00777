// Three presses are one post: the child waits once. Without script each press is a post of its own. Nothing on the page says which
// picture was pressed. Texts come as data attributes, for the page's Content-Security-Policy allows no script inside it.
const slots = document.getElementById("slots");
const form = document.getElementById("kc-pictures-form");
const STAR = "M12 3.5l2.5 5.3 5.8.8-4.2 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8L3.7 9.6l5.8-.8z";
const SVG = "http://www.w3.org/2000/svg";
// What the server knows of already, from presses without script.
const before = Number(slots.dataset.pressed);
const pressed = [];

function star() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STAR);
  path.setAttribute("fill", "currentColor");
  svg.append(path);
  return svg;
}

function show() {
  const count = before + pressed.length;
  [...slots.children].forEach((slot, n) => {
    slot.classList.toggle("on", n < count);
    slot.replaceChildren(...(n < count ? [star()] : []));
  });
  slots.setAttribute("aria-label", slots.dataset[`said${count}`]);
}

form.addEventListener("submit", event => {
  const button = event.submitter;
  if (button?.name === "again" && before === 0) {
    event.preventDefault();
    pressed.length = 0;
    show();
    return;
  }
  if (button?.name !== "picture") return;
  event.preventDefault();
  if (before + pressed.length >= slots.children.length) return;
  pressed.push(button.value);
  show();
  if (before + pressed.length < slots.children.length) return;
  for (const value of pressed) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "picture";
    field.value = value;
    form.append(field);
  }
  form.submit();
});

// Back from another page: the presses of before are not shown, so they do not count.
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  pressed.length = 0;
  form.querySelectorAll("input[name=picture]").forEach(field => field.remove());
  show();
});
