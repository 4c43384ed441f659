// The scan screen: the cursor stays in the field, every scan is answered, in order, and seen,
// heard and counted.
import { Beside } from "./scan-beside.js";
import { ScanQueue } from "./scan-queue.js";
import { isOn, play, turn } from "./tones.js";

const LOG_LENGTH = 8;
// What scanners and input methods send: full-width characters, line ends, blanks around.
const asTyped = (raw) => raw.normalize("NFKC").trim();
const isElsewhere = (element) => element.matches("input, textarea, select") || element.closest("dialog[open]");

const parsed = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
};

const post = (form, scan) => {
  const body = new FormData(form);
  body.set("request_key", scan.key);
  if (scan.code) body.set("scan", scan.code);
  for (const [name, value] of Object.entries(scan.beside ?? {})) body.set(name, value);
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  return fetch(form.action, { method: "POST", body, headers, redirect: "manual" });
};

class Panel {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-scan]");
    this.undo = root.querySelector("[data-scan-undo]");
    this.field = root.querySelector("[data-scan-field]");
    this.last = root.querySelector("[data-scan-last]");
    const place = new URL(this.form.action).pathname;
    this.beside = new Beside(this.form, place, (code) => this.take(code));
    this.queue = new ScanQueue(place, {
      send: (scan) => post(scan.code ? this.form : this.undo, scan),
      answered: (scan, html) => this.show(scan, html),
      broken: (scan) => this.fail(scan, root.dataset.broken),
      changed: (length, isOffline) => this.tellWaiting(length, isOffline),
    });
    this.bind();
    this.field.focus();
    this.queue.run();
  }

  bind() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    // Some scanners end with Tab.
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || event.shiftKey || !this.field.value) return;
      event.preventDefault();
      this.take();
    });
    this.undo?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.queue.add({});
      this.field.focus();
    });
    const sound = this.root.querySelector("[data-scan-sound]");
    sound.setAttribute("aria-pressed", isOn());
    sound.addEventListener("click", () => {
      turn(!isOn());
      sound.setAttribute("aria-pressed", isOn());
      this.field.focus();
    });
  }

  take(raw = this.field.value) {
    const code = asTyped(raw);
    this.field.value = "";
    this.field.focus();
    if (!code) return;
    const chosen = this.beside.chosenBy(code);
    if (chosen) this.tell("here", chosen, "");
    else this.queue.add({ code, beside: this.beside.taken() });
  }

  next(button) {
    this.tell("here", this.beside.next(button, this.queue.waiting), "");
    this.field.focus();
  }

  async show(scan, html) {
    const found = parsed(html);
    const answer = found.querySelector("[data-outcome]");
    if (!answer) {
      this.fail(scan, found.textContent.trim());
      return;
    }
    answer.remove();
    this.put(answer);
    if (answer.dataset.count) this.root.querySelector("[data-scan-count]").textContent = answer.dataset.count;
    if (found.querySelector("[hx-swap-oob]")) {
      window.htmx.swap(document.body, html, { swapStyle: "none" });
    }
  }

  // An answer that the server could not make: the panel's own, from the error's look.
  fail(scan, text) {
    this.tell("error", scan.code ?? "", text);
  }

  tell(outcome, code, text) {
    const answer = document.createElement("div");
    answer.className = `scan-answer scan-${outcome}`;
    answer.dataset.outcome = outcome;
    const words = document.createElement("div");
    for (const [style, said] of [["scan-code code", code], ["scan-detail", text]]) {
      const line = document.createElement("p");
      line.className = style;
      line.textContent = said;
      words.append(line);
    }
    answer.append(words);
    this.put(answer);
  }

  put(answer) {
    play(answer.dataset.outcome);
    this.last.replaceChildren(answer);
    const log = this.root.querySelector("[data-scan-log]");
    const line = document.createElement("li");
    line.className = `scan-logged scan-${answer.dataset.outcome}`;
    line.append(...[...answer.querySelectorAll(".scan-code, .scan-word")].map((part) => part.cloneNode(true)));
    log.prepend(line);
    while (log.children.length > LOG_LENGTH) log.lastElementChild.remove();
    if (!isElsewhere(document.activeElement)) this.field.focus();
  }

  tellWaiting(length, isOffline) {
    const { waiting, offline } = this.root.dataset;
    const told = this.root.querySelector("[data-scan-waiting]");
    told.textContent = isOffline ? `${offline} ${length}` : length > 1 ? `${waiting} ${length}` : "";
    told.classList.toggle("scan-offline", Boolean(isOffline));
  }
}

let panel = null;

export const listen = (root) => {
  if (panel?.root !== root) panel = new Panel(root);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-scan-next]");
  if (button && panel?.root.contains(button)) panel.next(button);
});

document.addEventListener("keydown", (event) => {
  if (!panel?.root.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "F9" && panel.undo) {
    event.preventDefault();
    panel.undo.requestSubmit();
  }
  if (event.key === "F8") panel.root.querySelector("[data-scan-next]")?.click();
  // A scan that begins while nothing has the cursor goes into the field, first character included.
  const isStray = !isElsewhere(event.target) && !event.target.closest("a, button, summary");
  if (event.key.length === 1 && event.key !== " " && isStray) panel.field.focus();
}, { capture: true });
