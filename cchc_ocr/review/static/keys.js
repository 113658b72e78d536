// Which key was pressed, whatever keyboard or input method for Vietnamese is in use.

const TYPED = new Set(["INPUT", "SELECT", "TEXTAREA"]);

/** The letter or name of a key, "" where it is meant for something else: a field, or a key of the browser. */
export function keyOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return "";
  if (event.target.closest?.("dialog")) return event.key === "?" ? "?" : "";
  if (TYPED.has(event.target.tagName)) return "";
  if (event.key.length === 1 && event.key < "\x7f") return event.key.toLowerCase();
  const byPlace = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code);  // an input method may have taken the letter
  return event.key === "Process" && byPlace ? byPlace[1].toLowerCase() : event.key;
}

/** Shows or hides the help. */
export function toggleHelp() {
  const help = document.getElementById("help");
  if (help.open) help.close();
  else help.showModal();
}
