// Shows that something is under way when an answer takes longer than a moment.
const PATIENCE = 250;
let underWay = 0;
let timer = 0;

document.addEventListener("htmx:beforeRequest", () => {
  underWay += 1;
  clearTimeout(timer);
  timer = setTimeout(() => document.documentElement.toggleAttribute("data-busy", true), PATIENCE);
});

document.addEventListener("htmx:afterRequest", () => {
  underWay = Math.max(underWay - 1, 0);
  if (underWay) return;
  clearTimeout(timer);
  document.documentElement.toggleAttribute("data-busy", false);
});
