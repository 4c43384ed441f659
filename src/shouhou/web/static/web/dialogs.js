// Dialogs that buttons open and close, messages that can be dismissed, pages that can be printed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens], [data-closes], [data-dismisses], [data-prints]");
  if (!button) return;
  if (button.dataset.opens) document.getElementById(button.dataset.opens).showModal();
  if ("closes" in button.dataset) button.closest("dialog").close();
  if ("dismisses" in button.dataset) button.closest(".message").remove();
  if ("prints" in button.dataset) window.print();
});

// A refused act shows its message behind the dialog, so the dialog gives way; what was typed stays.
document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.elt.querySelector?.("dialog[open]")?.close();
});
