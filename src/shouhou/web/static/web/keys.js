// Keys for people who do not reach for the mouse, and scans that begin while nothing has the cursor.
const KEY = "shouhou.keys";
// No person presses two keys within this many milliseconds; every hand scanner does.
const FASTER_THAN_HANDS = 40;
const lettersAreOn = () => localStorage.getItem(KEY) !== "off";
const box = () => document.querySelector("[data-scan-field]") ?? document.querySelector("[data-scan-box]");
const isTyping = () =>
  Boolean(document.activeElement?.closest("input:not([type=checkbox], [type=radio]), textarea, select")) ||
  Boolean(document.querySelector("dialog[open]"));

const step = (by) => {
  const rows = [...document.querySelectorAll("#list tbody tr, [data-rows] tbody tr")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  row?.querySelector("a, button")?.focus();
  row?.scrollIntoView({ block: "nearest" });
};

const turn = (rel) => document.querySelector(`.pager a[rel=${rel}]`)?.click();

const acts = {
  "/": () => box()?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => step(1),
  k: () => step(-1),
  "[": () => turn("prev"),
  "]": () => turn("next"),
};

let pressed = null;

const press = (key) => {
  pressed = {
    key,
    timer: setTimeout(() => {
      pressed = null;
      if (lettersAreOn()) acts[key]?.();
    }, FASTER_THAN_HANDS),
  };
};

const takeScan = (key) => {
  clearTimeout(pressed.timer);
  box().value = pressed.key + key;
  box().focus();
  pressed = null;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length !== 1 || event.key === " " || isTyping() || !box()) return;
  event.preventDefault();
  if (pressed) takeScan(event.key);
  else press(event.key);
});

for (const toggle of document.querySelectorAll("[data-keys-switch]")) {
  toggle.checked = lettersAreOn();
  toggle.addEventListener("change", () => localStorage.setItem(KEY, toggle.checked ? "on" : "off"));
}
