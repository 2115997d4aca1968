import { visibleLines } from "./visible.ts";

/** Markup that is safe to put into a page. */
export class Html {
  /** @param text Markup in which all foreign text is escaped already. */
  constructor(readonly text: string) {}
}

/**
 * A template of markup. Strings and numbers put into it are escaped, for text and for quoted attributes, and their
 * invisible characters are made visible; other markup is put in as it is; undefined becomes nothing.
 */
export function markup(parts: TemplateStringsArray, ...values: (Html | string | number | undefined)[]): Html {
  const filled = values.map((value, i) =>
    (value instanceof Html ? value.text : escaped(value)) + parts[i + 1]
  );
  return new Html(parts[0] + filled.join(""));
}

/** Markup, script or style written by this library, not escaped. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** Pieces of markup one after another. */
export function join(pieces: readonly Html[]): Html {
  return new Html(pieces.map(({ text }) => text).join(""));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(value: string | number | undefined): string {
  if (value === undefined) return "";
  // A page shows the end of a line as a space.
  return visibleLines(`${value}`).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
