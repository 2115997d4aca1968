import type openCvModule from "@techstark/opencv-js";

/** OpenCV, once it is ready; with a function that its package has and its types do not. */
export type OpenCv = typeof openCvModule & {
  /** Distances to the nearest 0, and which zeros those are: numbers of pixels, or of connected pieces. */
  distanceTransformWithLabels(
    src: InstanceType<typeof openCvModule.Mat>,
    distances: InstanceType<typeof openCvModule.Mat>,
    labels: InstanceType<typeof openCvModule.Mat>,
    distance: number,
    mask: number,
    labelType: number,
  ): void;
};

let starting: Promise<void> | undefined, started: OpenCv | undefined;

/**
 * Loads OpenCV's wasm module and starts it, once for all. It is handed out in a record: the module has a `then` of its own
 * that never settles, so an async function must not return it bare.
 */
export async function startOpenCv(): Promise<{ readonly cv: OpenCv }> {
  await (starting ??= start().catch((error) => {
    starting = undefined; // the next call tries again
    throw error;
  }));
  return { cv: started! };
}

async function start(): Promise<void> {
  const { default: openCv } = await import("@techstark/opencv-js");
  if (!openCv.Mat) await new Promise<void>((done) => openCv.onRuntimeInitialized = done);
  started = openCv as OpenCv;
}

/** What OpenCV allocates and frees by hand: matrices and vectors of them. */
interface Freed {
  delete(): void;
}

/**
 * Runs `work` with a `keep` that notes every matrix made, and frees them all at the end, whatever happens: the one place
 * that owns OpenCV's memory. Results must be copied out.
 */
export function withMats<T>(work: (cv: OpenCv, keep: <M extends Freed>(mat: M) => M) => T): T {
  if (!started) throw new Error("OpenCV is not started: await startOpenCv() first");
  const kept: Freed[] = [];
  try {
    return work(started, (mat) => {
      kept.push(mat);
      return mat;
    });
  } finally {
    for (const mat of kept) mat.delete();
  }
}

/** A matrix of one channel of bytes with these pixels. */
export function greyMat(cv: OpenCv, { width, height, pixels }: {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}): InstanceType<OpenCv["Mat"]> {
  const mat = new cv.Mat(height, width, cv.CV_8UC1);
  mat.data.set(pixels);
  return mat;
}
