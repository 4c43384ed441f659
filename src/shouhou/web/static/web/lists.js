// Lists: short URLs without empty filters, and filters folded away on a phone.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("[data-filters]")) return;
  const { parameters } = event.detail;
  for (const name of Object.keys(parameters)) {
    if (parameters[name] === "") delete parameters[name];
  }
});

const narrow = window.matchMedia("(max-width: 767.98px)");
for (const fold of document.querySelectorAll("[data-filters-fold]")) {
  fold.open = !narrow.matches;
  narrow.addEventListener("change", () => {
    fold.open = !narrow.matches;
  });
}
