/** An output of a notebook cell, as Jupyter's message `display_data` has it. */
export interface Output {
  /** All its forms, by MIME type: JSON for `+json` types, base64 for images, else text. The richest is shown. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Puts an output under the running cell, or in the place of an earlier one with the same `displayId`. */
export type PutOutput = (output: Output, place?: Place) => Promise<void>;

/** Which of a cell's outputs is meant. */
export interface Place {
  /** Names it for later. */
  readonly displayId: string;
  /** Whether it stands there already. */
  readonly update: boolean;
}

/** The kernel of Deno 2.9 may report a cell as finished before its last output has left; this gives it the time. */
const MILLISECONDS_TO_LEAVE = 30;

/** Puts an output under the running cell of a Jupyter notebook on Deno's kernel. */
export async function putOutput({ data }: Output, place?: Place): Promise<void> {
  await jupyter().broadcast(place?.update ? "update_display_data" : "display_data", {
    data,
    metadata: {},
    transient: place ? { display_id: place.displayId } : {},
  });
  await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_TO_LEAVE));
}

/** What Deno's kernel offers; its own types are only there in a notebook. */
export interface Jupyter {
  /** Sends any message that a kernel may. */
  broadcast(message: string, content: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * The running notebook.
 *
 * @throws {Error} outside of one.
 */
export function jupyter(): Jupyter {
  try {
    return (Deno as unknown as { readonly jupyter: Jupyter }).jupyter;
  } catch {
    throw new Error(
      "show(), showTable() and follow() put their output under a notebook's cell; elsewhere use toSvg(), toPng() or reportPage()",
    );
  }
}
