// Grids of scores and tables: from cell to cell by arrows, and sums beside the printed ones while a cell is typed in.
import { text } from "./talk.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TOTALS = /^\s*(t\u1ed5ng|c\u1ed9ng|to\u00e0n)/i;  // how rows begin that are themselves sums

/** The cell next to one in a grid; null where there is none, or where the one is in no grid. */
export function neighbour(cell, key) {
  const place = cell?.closest(".grid td");
  if (!place || !(key in STEPS)) return null;
  const [dx, dy] = STEPS[key];
  const rows = [...place.closest("table").tBodies[0].rows];
  const row = rows[rows.indexOf(place.parentElement) + dy];
  return row?.cells[place.cellIndex + dx]?.querySelector(".value") ?? null;
}

/** A number as it is printed here: 1.234,5 or 1234.5; NaN for what is none. */
export function numberOf(printed) {
  const bare = printed.replace(/[\s%]/g, "");
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare) || /^[+-]?\d+,\d+$/.test(bare))
    return Number(bare.replace(/\./g, "").replace(",", "."));
  return /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
}

/** Sums of columns anew; `typed` is what stands in the field for the cell in hand. */
export function addUp(hand, typed) {
  for (const output of document.querySelectorAll(".grid output")) {
    const table = output.closest("table");
    const column = output.closest("td").cellIndex;
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("header"));
    const told = (row) => {
      const cell = row.cells[column]?.querySelector(".value");
      return cell === hand ? typed : cell?.textContent ?? "";
    };
    const isTotal = (row) => [...row.cells].slice(0, 3).some((cell) => TOTALS.test(cell.textContent));
    const parts = rows.filter((row) => !isTotal(row)).map((row) => numberOf(told(row))).filter((n) => !isNaN(n));
    const printed = rows.filter(isTotal).map((row) => numberOf(told(row))).find((n) => !isNaN(n));
    show(output, parts, printed, table.classList.contains("printed") ? rows.length : 0);
  }
}

/** A column that mostly holds no numbers has no sum. */
function show(output, parts, printed, rows) {
  const sum = Math.round(parts.reduce((one, other) => one + other, 0) * 1e4) / 1e4;
  const comma = document.documentElement.lang === "vi";
  const said = (number) => (comma ? String(number).replace(".", ",") : String(number));
  const fits = printed !== undefined && Math.abs(sum - printed) < 0.006;
  output.className = printed === undefined ? "" : fits ? "fits" : "off";
  if (parts.length < Math.max(2, rows / 2)) output.textContent = "";
  else if (printed === undefined || fits) output.textContent = said(sum);
  else output.textContent = text("sumOff", said(sum), said(printed));
}
