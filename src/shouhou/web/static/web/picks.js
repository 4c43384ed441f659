// Fetches suggestions while one types in a field that names a row (a part number, an agent).
const latest = new WeakMap();

const suggest = async (field) => {
  const options = document.getElementById(field.getAttribute("list"));
  if ([...options.children].some((option) => option.value === field.value)) return;
  const asked = field.value;
  latest.set(field, asked);
  const url = `${field.dataset.pick}?q=${encodeURIComponent(asked)}`;
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (answer.ok && latest.get(field) === asked) options.innerHTML = await answer.text();
};

let waiting = 0;
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-pick]")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => suggest(event.target), 150);
});
