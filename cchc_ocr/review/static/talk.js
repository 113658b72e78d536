// What is asked of the program, and the texts of the page.

export const data = JSON.parse(document.getElementById("data").textContent);
export const base = `/d/${data.id}`;

/** A text of the page with its values filled in. */
export function text(name, ...values) {
  return data.texts[name].replace(/\{(\d)\}/g, (_, at) => values[at] ?? "");
}

/** What went wrong, in words for the person; `answer` is what the program said. */
export class Refused extends Error {
  constructor(message, answer = {}) {
    super(message);
    this.answer = answer;
  }
}

/** Asks the program; throws Refused, also where the program does not answer. */
export async function ask(path, sent) {
  const more = sent === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent),
  };
  let response;
  try {
    response = await fetch(base + path, more);
  } catch {
    throw new Refused(text("away"));
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(told.error ?? text("away"), told);
  return told;
}
