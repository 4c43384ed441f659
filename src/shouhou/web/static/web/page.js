// What every page needs. Each module looks for its own data attributes and does nothing without.
import "./busy.js";
import "./dialogs.js";
import "./keys.js";
import "./lists.js";
import "./refusals.js";
import "./lines.js";
import "./picks.js";
import "./uploads.js";
import { listen } from "./scan.js";
import { draw } from "./chart.js";

const start = (root) => {
  root.querySelectorAll("[data-scan-panel]").forEach(listen);
  root.querySelectorAll("[data-chart]").forEach(draw);
};

// A navigation longer than the window opens where its reader is.
const showWhereOneIs = (here) => {
  const list = here.closest(".side-nav");
  const top = here.offsetTop - list.offsetTop;
  if (top + here.offsetHeight > list.clientHeight) list.scrollTop = top - list.clientHeight / 2;
};

start(document);
document.querySelectorAll(".side-nav a[aria-current]").forEach(showWhereOneIs);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt.parentElement ?? event.detail.elt);
});
