import jpeg from "jpeg-js";
import { croppedInk } from "../drawing/mod.ts";
import type { DrawnExpression } from "../data/crohme/mod.ts";
import { normal, type Random } from "../random/mod.ts";
import { greyMat, withMats } from "../recognize/picture/open_cv.ts";

/** How a camera distorts the picture of a sheet of paper. */
export interface Camera {
  /** Largest rotation in either direction, in degrees. */
  readonly rotation: number;
  /** Largest shift of each corner, horizontal and vertical, as a share of the picture's shorter side. */
  readonly perspective: number;
  /** The paper's brightness where the light is strongest, 0 to 255. */
  readonly paper: number;
  /** The ink's brightness where the light is strongest, 0 to 255. */
  readonly ink: number;
  /** How much darker the opposite corner is, as a share: the light falls off evenly in a random direction. */
  readonly shading: number;
  /** Deviation of the Gaussian blur, in pixels. */
  readonly blur: number;
  /** Deviation of the Gaussian noise of each pixel, in grey values. */
  readonly noise: number;
  /** The JPEG's quality, 1 to 100. */
  readonly jpegQuality: number;
}

/** From a good photograph to a bad one. */
export const CAMERAS = {
  mild: {
    rotation: 1,
    perspective: 0.02,
    paper: 235,
    ink: 60,
    shading: 0.15,
    blur: 0.6,
    noise: 3,
    jpegQuality: 90,
  },
  medium: {
    rotation: 2,
    perspective: 0.05,
    paper: 220,
    ink: 70,
    shading: 0.35,
    blur: 0.9,
    noise: 6,
    jpegQuality: 70,
  },
  strong: {
    rotation: 4,
    perspective: 0.08,
    paper: 200,
    ink: 80,
    shading: 0.55,
    blur: 1.2,
    noise: 10,
    jpegQuality: 50,
  },
} as const satisfies Readonly<Record<string, Camera>>;

/**
 * The picture as a camera would take it (rotated, in perspective, unevenly lit, blurred, noisy, saved as JPEG), with the
 * truth moved accordingly. OpenCV must have been started.
 */
export function photograph(drawn: DrawnExpression, camera: Camera, random: Random): DrawnExpression {
  return withMats((cv, keep) => {
    const { width, height } = drawn.image;
    const view = viewOf(width, height, camera, random);
    const size = new cv.Size(view.width, view.height);
    const warp = keep(cv.getPerspectiveTransform(
      keep(cv.matFromArray(4, 1, cv.CV_32FC2, [0, 0, width, 0, width, height, 0, height])),
      keep(cv.matFromArray(4, 1, cv.CV_32FC2, view.corners)),
    ));
    const warped = (pixels: Uint8Array, paper: number) => {
      const from = keep(greyMat(cv, { width, height, pixels })), to = keep(new cv.Mat());
      cv.warpPerspective(from, to, warp, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, new cv.Scalar(paper));
      return to;
    };
    const page = warped(drawn.image.pixels, 255);
    cv.GaussianBlur(page, page, new cv.Size(0, 0), camera.blur);
    const pixels = developed({ ...view, pixels: new Uint8Array(page.data) }, camera, random);
    const symbols = drawn.symbols.map(({ box: { left, top }, ink, ...truth }) => {
      const mask = new Uint8Array(width * height);
      ink.pixels.forEach((value, i) =>
        mask[(top + Math.floor(i / ink.width)) * width + left + i % ink.width] = 255 * value
      );
      return { ...truth, ...croppedInk({ ...view, pixels: new Uint8Array(warped(mask, 0).data) }, 0, 0) };
    });
    return { image: { width: view.width, height: view.height, pixels }, symbols };
  });
}

interface View {
  readonly width: number;
  readonly height: number;
  /** New corners of the page, in pixels: x, y of each, clockwise from the top left. */
  readonly corners: readonly number[];
}

/** Rotates the page about its middle and shifts its corners; all of it stays in view. */
function viewOf(width: number, height: number, { rotation, perspective }: Camera, random: Random): View {
  const angle = (2 * random() - 1) * rotation * Math.PI / 180;
  const pull = perspective * Math.min(width, height);
  const corners = [[0, 0], [width, 0], [width, height], [0, height]].map(([x, y]) => {
    const dx = x - width / 2, dy = y - height / 2;
    return [
      dx * Math.cos(angle) - dy * Math.sin(angle) + pull * (2 * random() - 1),
      dx * Math.sin(angle) + dy * Math.cos(angle) + pull * (2 * random() - 1),
    ];
  });
  const xs = corners.map(([x]) => x), ys = corners.map(([, y]) => y);
  const left = Math.min(...xs), top = Math.min(...ys);
  return {
    width: Math.ceil(Math.max(...xs) - left),
    height: Math.ceil(Math.max(...ys) - top),
    corners: corners.flatMap(([x, y]) => [x - left, y - top]),
  };
}

/** Paper and ink under uneven light, with noise, through a JPEG. */
function developed(page: DrawnExpression["image"], camera: Camera, random: Random): Uint8Array {
  const { width, height, pixels } = page;
  const direction = 2 * Math.PI * random();
  const across = Math.cos(direction), down = Math.sin(direction);
  const reach = Math.abs(across) + Math.abs(down);
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < pixels.length; i++) {
    const x = 2 * (i % width + 0.5) / width - 1, y = 2 * (Math.floor(i / width) + 0.5) / height - 1;
    const light = 1 - camera.shading * (1 + (across * x + down * y) / reach) / 2;
    const brightness = camera.ink + (camera.paper - camera.ink) * pixels[i] / 255;
    const value = light * brightness + camera.noise * normal(random);
    data.fill(Math.max(0, Math.min(255, Math.round(value))), 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  const file = jpeg.encode({ width, height, data }, camera.jpegQuality).data;
  const decoded = jpeg.decode(file, { useTArray: true, formatAsRGBA: true }).data;
  return Uint8Array.from({ length: width * height }, (_, i) => decoded[4 * i]);
}
