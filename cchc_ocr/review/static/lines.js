// The text of a page, line by line under its picture; a line is mended where it stands.
import { ask, text } from "./talk.js";

export class Lines {
  /** `on.save(action)` stores a line and gives true where that succeeded; `on.show(page, box)` shows its place. */
  constructor(panel, on) {
    this.panel = panel;
    this.on = on;
    this.page = 0;
    panel.addEventListener("click", (event) => {
      const line = event.target.closest(".line");
      if (line) this.mend(line);
    });
    panel.addEventListener("focusin", (event) => {
      const item = event.target.closest("li");
      if (item?.dataset.box) this.on.show(Number(item.dataset.page), item.dataset.box.split(",").map(Number));
    });
    panel.addEventListener("keydown", (event) => this.#key(event));
  }

  async load(page, force = false) {
    if (page === this.page && !force) return;
    this.page = page;
    this.panel.textContent = text("loading");
    try {
      this.panel.innerHTML = (await ask(`/pages/${page}/lines`)).html;
    } catch (error) {
      this.panel.textContent = error.message;
    }
  }

  mend(line) {
    const field = document.createElement("input");
    field.value = line.dataset.text;
    field.spellcheck = false;
    field.setAttribute("aria-label", line.getAttribute("aria-label"));
    line.hidden = true;
    line.after(field);
    field.focus();
    field.addEventListener("blur", () => {
      if (field.value === line.dataset.text) this.#leave(field);
    });
  }

  #leave(field) {
    const line = field.previousElementSibling;
    field.remove();
    line.hidden = false;
    return line;
  }

  /** An empty field above a line, for one that was missed. */
  #insert(item) {
    const field = document.createElement("input");
    field.spellcheck = false;
    field.dataset.before = item.dataset.pointer;
    field.setAttribute("aria-label", text("newLine"));
    item.prepend(field);
    field.focus();
    field.addEventListener("blur", () => field.value || field.remove());
  }

  async #key(event) {
    const item = event.target.closest("li");
    if (!item) return;
    if (event.target.tagName !== "INPUT") {
      if (event.key === "Insert" || event.key === "i") {
        event.preventDefault();
        this.#insert(item);
      }
      const next = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling }[event.key];
      if (!next) return;
      event.preventDefault();
      next.querySelector(".line").focus();
      return;
    }
    const field = event.target, isNew = "before" in field.dataset;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (isNew) field.remove();
      (isNew ? item.querySelector(".line") : this.#leave(field)).focus();
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const number = [...this.panel.querySelectorAll("li")].indexOf(item);
    const was = isNew ? "" : field.previousElementSibling.dataset.text;
    if (field.value === was) {
      if (!isNew) this.#leave(field);
    } else if (!(await this.on.save(this.#action(item, field, isNew, was)))) {
      return;
    } else {
      await this.load(this.page, true);
    }
    const lines = this.panel.querySelectorAll(".line");
    lines[Math.min(number + 1, lines.length - 1)]?.focus();
  }

  #action(item, field, isNew, was) {
    const page = Number(item.dataset.page);
    if (isNew) return { action: "add-line", pointer: field.dataset.before, typed: field.value, page };
    const box = item.dataset.box ? item.dataset.box.split(",").map(Number) : null;
    return { action: "line", pointer: item.dataset.pointer, was, typed: field.value, page, box };
  }
}
