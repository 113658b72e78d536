// The list of documents by keyboard.
import { keyOf, toggleHelp } from "./keys.js";

const rows = [...document.querySelectorAll(".documents tbody tr")];
let at = -1;

function choose(number) {
  if (!rows.length) return;
  rows[at]?.classList.remove("chosen");
  at = Math.min(Math.max(number, 0), rows.length - 1);
  rows[at].classList.add("chosen");
  const link = rows[at].querySelector("a");
  link.focus();
  rows[at].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const key = keyOf(event);
  const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  if (key in moves) choose(at + moves[key]);
  else if (key === "f") document.querySelector(".filters select")?.focus();
  else if (key === "?" && document.getElementById("help")) toggleHelp();
  else if (key === "d") document.querySelector("main.message a")?.click();
  else return;
  event.preventDefault();
});
for (const select of document.querySelectorAll(".filters select"))
  select.addEventListener("change", () => select.form.requestSubmit());
choose(0);
