import type { GreyImage } from "./grey_image.ts";

/** Draws a round-ended line, ink bright: each pixel keeps the brightest coverage, radius + ½ − distance within [0, 1]. */
export function drawSegment(
  { pixels, width, height }: GreyImage,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
): void {
  const reach = radius + 0.5;
  const dx = x1 - x0, dy = y1 - y0;
  const inverseLength2 = dx || dy ? 1 / (dx * dx + dy * dy) : 0;
  const firstX = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastX = Math.min(width - 1, Math.floor(Math.max(x0, x1) + reach));
  const firstY = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastY = Math.min(height - 1, Math.floor(Math.max(y0, y1) + reach));
  for (let y = firstY; y <= lastY; y++) {
    const py = y + 0.5 - y0;
    for (let x = firstX; x <= lastX; x++) {
      const at = y * width + x;
      if (pixels[at] === 255) continue;
      const px = x + 0.5 - x0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverseLength2));
      const ex = px - along * dx, ey = py - along * dy;
      const distance2 = ex * ex + ey * ey;
      if (distance2 >= reach * reach) continue;
      const value = Math.round(255 * Math.min(1, reach - Math.sqrt(distance2)));
      if (value > pixels[at]) pixels[at] = value;
    }
  }
}
