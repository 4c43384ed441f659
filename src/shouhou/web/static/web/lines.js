// Lines of a form that can be added and taken away (Django's formsets).
const total = (lines) => document.getElementById(`id_${lines.dataset.lines}-TOTAL_FORMS`);

const renumber = (lines) => {
  const shown = [...lines.querySelectorAll("[data-line]")].filter((line) => !line.hidden);
  shown.forEach((line, at) => {
    line.querySelector("[data-line-number]").textContent = at + 1;
  });
};

const add = (lines) => {
  const count = total(lines);
  const html = lines.querySelector("[data-lines-empty]").innerHTML;
  const body = lines.querySelector("[data-lines-body]");
  body.insertAdjacentHTML("beforeend", html.replaceAll("__prefix__", count.value));
  count.value = Number(count.value) + 1;
  renumber(lines);
  body.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
};

const remove = (lines, line) => {
  const mark = line.querySelector("input[name$=-DELETE]");
  if (mark) mark.checked = true;
  // A hidden line still travels with its form; empty and unchanged, Django leaves it out.
  else line.querySelectorAll("input, select, textarea").forEach((field) => { field.value = ""; });
  line.querySelectorAll("[required]").forEach((field) => { field.required = false; });
  line.hidden = true;
  renumber(lines);
  lines.querySelector("[data-lines-add]").focus();
};

document.addEventListener("click", (event) => {
  const lines = event.target.closest("[data-lines]");
  if (!lines) return;
  if (event.target.closest("[data-lines-add]")) add(lines);
  if (event.target.closest("[data-line-remove]")) remove(lines, event.target.closest("[data-line]"));
});

// Enter in the last line's last field opens the next line: the hand stays on the keys.
document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.("[data-line]");
  if (!line || event.key !== "Enter" || event.isComposing || event.target.matches("textarea, button")) return;
  event.preventDefault();
  const fields = [...line.querySelectorAll("input:not([type=hidden], [hidden] *), select")];
  const next = fields[fields.indexOf(event.target) + 1];
  if (next) {
    next.focus();
    next.select?.();
  }
  else if (line.nextElementSibling) line.nextElementSibling.querySelector("input:not([type=hidden])")?.focus();
  else add(line.closest("[data-lines]"));
});
