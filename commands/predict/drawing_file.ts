import { dirname } from "@std/path";
import { joined } from "../../lib/data/files/bytes.ts";
import { pngChunk } from "../../lib/data/files/image/png_chunk.ts";
import { writeAll } from "../../lib/files/mod.ts";

/** The text chunk by which a drawing of `deno task predict` is known again. */
const MARK = pngChunk("tEXt", new TextEncoder().encode("Software\0FedInk, deno task predict"));

/** Where it stands: after the signature and the header, which come first in each PNG. */
const MARK_AT = 33;

/** Names tried: `a.annotated.png`, `a.annotated-2.png`, … */
const MOST_NAMES = 100;

/** Writes drawings beside files of others. */
export class DrawingFolder {
  readonly #written = new Set<string>();

  /**
   * Writes a drawing under a name; under the next free one where something has it that is no such drawing, or one that
   * was written just now of another picture. Nothing is written through a link: the drawing is made beside and takes the
   * name.
   *
   * @param path Where it should be, with the ending .png.
   * @param png The bytes of a PNG.
   * @returns Where it is.
   * @throws {Error} What the system refuses, or a hundred names are taken.
   */
  write(path: string, png: Uint8Array): string {
    Deno.mkdirSync(dirname(path), { recursive: true });
    for (let n = 1; n <= MOST_NAMES; n++) {
      const name = n === 1 ? path : path.replace(/\.png$/, `-${n}.png`);
      if (this.#written.has(name) || !isFreeOrOwn(name)) continue;
      replace(name, marked(png));
      this.#written.add(name);
      return name;
    }
    throw new Error(`${MOST_NAMES} names like ${path} are taken by other files`);
  }
}

function marked(png: Uint8Array): Uint8Array {
  return joined([png.subarray(0, MARK_AT), MARK, png.subarray(MARK_AT)]);
}

/** Whether nothing has the name, or a drawing of this command does: a plain file with its mark. */
function isFreeOrOwn(path: string): boolean {
  try {
    if (!Deno.lstatSync(path).isFile) return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
  using file = Deno.openSync(path);
  const start = new Uint8Array(MARK_AT + MARK.length);
  file.readSync(start);
  return MARK.every((value, i) => value === start[MARK_AT + i]);
}

function replace(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    {
      using file = Deno.openSync(temporary, { write: true, createNew: true });
      writeAll(file, bytes);
    }
    Deno.renameSync(temporary, path);
  } catch (error) {
    try {
      Deno.removeSync(temporary);
    } catch { /* it was not made: the first error tells more */ }
    throw error;
  }
}
