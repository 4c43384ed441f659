// Keys for people who do not reach for the mouse. Single letters can be switched off.
const KEY = "shouhou.keys";
const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");
const lettersAreOn = () => localStorage.getItem(KEY) !== "off";

const step = (by) => {
  const rows = [...document.querySelectorAll("#list tbody tr, [data-rows] tbody tr")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  row?.querySelector("a, button")?.focus();
  row?.scrollIntoView({ block: "nearest" });
};

const turn = (rel) => document.querySelector(`.pager a[rel=${rel}]`)?.click();

const acts = {
  "/": () => document.querySelector("[data-scan-field], [data-scan-box]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => step(1),
  k: () => step(-1),
  "[": () => turn("prev"),
  "]": () => turn("next"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const act = acts[event.key];
  if (!act || !lettersAreOn() || typing(event.target)) return;
  event.preventDefault();
  act();
});

for (const box of document.querySelectorAll("[data-keys-switch]")) {
  box.checked = lettersAreOn();
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));
}
