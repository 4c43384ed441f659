// Leads the eye to the field that a refusal names, and keeps what was typed.
const fieldNamed = (form, where) => {
  const named = form?.elements?.namedItem(where);
  return named instanceof RadioNodeList ? named[0] : named;
};

let asked = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  asked = event.detail.elt.closest("form");
  for (const field of asked?.querySelectorAll("[data-refused]") ?? []) {
    field.removeAttribute("data-refused");
    field.removeAttribute("aria-invalid");
    field.classList.remove("is-invalid");
  }
});

document.addEventListener("refused", (event) => {
  const field = fieldNamed(asked, event.detail.where);
  if (!field || field.type === "hidden") return;
  field.dataset.refused = "";
  field.setAttribute("aria-invalid", "true");
  field.classList.add("is-invalid");
  field.focus();
});

// A form shown again leads to its first error.
document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelector?.("[aria-invalid='true']")?.focus();
});

// No answer at all: the network or the server is away. Nothing typed is lost.
document.addEventListener("htmx:sendError", () => {
  const region = document.getElementById("messages");
  const text = region?.dataset.offline;
  if (!text) return;
  const message = document.createElement("div");
  message.className = "message message-error";
  message.setAttribute("role", "alert");
  message.textContent = text;
  region.replaceChildren(message);
});
