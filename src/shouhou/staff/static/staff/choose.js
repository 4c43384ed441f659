// One box that chooses all others of a name, and shows whether all of them are chosen.
for (const all of document.querySelectorAll("[data-chooses]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name=${all.dataset.chooses}]`)];
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", show);
}
