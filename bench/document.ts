import { writeFormatted } from "./write_formatted.ts";

/**
 * Puts generated text into a document, between `<!-- name -->` and `<!-- /name -->`; where those are not, at the end,
 * with them.
 */
export function withSection(document: string, name: string, text: string): string {
  const begin = `<!-- ${name} -->`, end = `<!-- /${name} -->`;
  const section = `${begin}\n\n${text.trim()}\n\n${end}`;
  const from = document.indexOf(begin), to = document.indexOf(end);
  if (from < 0 || to < from) return `${document.trimEnd()}\n\n${section}\n`.trimStart();
  return document.slice(0, from) + section + document.slice(to + end.length);
}

/** The same for a file, made if it is missing. */
export async function writeSection(file: string, name: string, text: string): Promise<void> {
  const document = await Deno.readTextFile(file).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  await writeFormatted(file, withSection(document, name, text));
}
