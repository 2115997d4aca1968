/** Labelled images as the engine reads them; a `Dataset` is one. */
export interface Examples {
  /** n images of `imageBytes` grey (or interleaved) bytes. */
  readonly images: Uint8Array;
  /** n class indices. */
  readonly labels: Uint8Array;
}

/**
 * Images that are not held: each is made or read when a batch needs it, on the worker that trains on it, and kept there
 * among the last ones. There may be more of them than memory holds; the results are those of the same images held.
 */
export interface StreamedExamples {
  /** URL of a module that exports `openImages`, an `OpenImages`. Loading it needs the permission to read its file. */
  readonly module: string;
  /** What `openImages` is called with: plain data, and not much, as it goes to a worker with each job. */
  readonly options: unknown;
}

/** Reads images one by one, by their indices. */
export interface ImageReader {
  /** Bytes of each image. */
  readonly imageBytes: number;
  /** Writes an image over the first `imageBytes` bytes of `into`: the same ones each time. */
  read(index: number, into: Uint8Array): void;
  /** The class index of an image. */
  label(index: number): number;
}

/** What a module of streamed images exports as `openImages`: called once on each thread that needs the images. */
export type OpenImages<Options = unknown> = (options: Options) => ImageReader | Promise<ImageReader>;

/**
 * A reader of images, whether they are held or made when they are asked for.
 *
 * @throws {TypeError} A stream's module has no function `openImages`.
 */
export async function openExamples(examples: Examples | StreamedExamples): Promise<ImageReader> {
  if ("images" in examples) return heldReader(examples);
  const { openImages } = await import(examples.module) as { readonly openImages?: OpenImages };
  if (typeof openImages !== "function") {
    throw new TypeError(`a stream's module must export a function openImages: ${examples.module} does not`);
  }
  return await openImages(examples.options);
}

function heldReader({ images, labels }: Examples): ImageReader {
  const imageBytes = images.length / labels.length;
  return {
    imageBytes,
    read(index, into) {
      const from = index * imageBytes;
      into.set(images.subarray(from, from + imageBytes));
    },
    label: (index) => labels[index],
  };
}
