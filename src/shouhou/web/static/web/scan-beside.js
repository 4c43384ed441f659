// The fields beside the scan field: what is in them when a piece is scanned travels with that scan,
// however late it is sent. A "kept" field (the box) stays for the next scans and through a reload;
// a "once" field (the quantity) is as it was after each.
const NUMBER = /^\d{1,5}$/;

export class Beside {
  // `place` names the page; `scanned(code)` takes a scan that went astray into one of the fields.
  constructor(form, place, scanned) {
    this.form = form;
    this.place = `shouhou.beside:${place}`;
    this.fields = [...form.querySelectorAll("[data-scan-beside]")];
    const kept = JSON.parse(sessionStorage.getItem(this.place) ?? "{}");
    for (const field of this.fields) {
      if (this.stays(field) && kept[field.name]) field.value = kept[field.name];
      this.listen(field, scanned);
    }
  }

  stays(field) {
    return field.dataset.scanBeside === "kept";
  }

  // A scanner neither sees nor asks where the cursor is: what is no small number was a scan.
  listen(field, scanned) {
    let before = field.value;
    field.addEventListener("focus", () => {
      before = field.value;
      field.select();
    });
    field.addEventListener("change", () => {
      const typed = field.value.normalize("NFKC").trim();
      if (NUMBER.test(typed)) field.value = typed;
      else this.put(field, before);
      this.keep();
    });
    field.addEventListener("keydown", (event) => {
      const typed = field.value.normalize("NFKC").trim();
      const isScan = typed && !NUMBER.test(typed);
      if (event.key !== "Enter" && !(event.key === "Tab" && isScan)) return;
      event.preventDefault();
      if (isScan) this.put(field, before);
      scanned(isScan ? typed : "");
    });
  }

  put(field, value) {
    field.value = value;
    this.keep();
  }

  keep() {
    const kept = this.fields.filter((field) => this.stays(field)).map((field) => [field.name, field.value]);
    if (kept.length) sessionStorage.setItem(this.place, JSON.stringify(Object.fromEntries(kept)));
  }

  // What travels with the scan that is taken now.
  taken() {
    const said = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    for (const field of this.fields) if (!this.stays(field)) field.value = field.defaultValue;
    return said;
  }

  // A scanned label that names a value of a field, as a box's label does: chosen, not sent.
  chosenBy(code) {
    for (const field of this.fields) {
      const { scanLabel, scanChosen } = field.dataset;
      const number = scanLabel && code.toUpperCase().startsWith(scanLabel) ? code.slice(scanLabel.length) : "";
      if (!NUMBER.test(number)) continue;
      this.put(field, String(Number(number)));
      return `${scanChosen} ${field.value}`;
    }
    return "";
  }

  // The next free number: the server's, and none that a scan still waiting has begun.
  next(button, waiting) {
    const name = button.dataset.scanNext;
    const begun = new Set(waiting.map((scan) => scan.beside?.[name]));
    let number = Number(button.value);
    while (begun.has(String(number))) number += 1;
    this.put(this.form.elements[name], String(number));
    return `${this.form.elements[name].dataset.scanChosen} ${number}`;
  }
}
