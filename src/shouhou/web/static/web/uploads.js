// Shows the files that are about to be sent, lets them be taken back, and how far sending has come.
const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

const without = (input, gone) => {
  const kept = new DataTransfer();
  for (const file of input.files) if (file !== gone) kept.items.add(file);
  input.files = kept.files;
  show(input);
  input.focus();
};

const entry = (input, file, removeText) => {
  const item = document.createElement("li");
  if (file.type.startsWith("image/")) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
    item.append(picture);
  }
  const name = document.createElement("span");
  name.textContent = file.name;
  const weight = document.createElement("small");
  weight.textContent = size(file.size);
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "btn btn-sm";
  remove.textContent = removeText;
  remove.setAttribute("aria-label", `${removeText} ${file.name}`);
  remove.addEventListener("click", () => without(input, file));
  item.append(name, weight, remove);
  return item;
};

const show = (input) => {
  const list = input.closest("[data-upload]").querySelector("[data-upload-list]");
  list.replaceChildren(...[...input.files].map((file) => entry(input, file, list.dataset.remove)));
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-upload] input[type=file]")) show(event.target);
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("[data-upload-progress]");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});
