import { MOST_PIXELS } from "../limits.ts";

/** What jpeg-js refuses to exceed, whatever a JPEG says after its header: it needs 25 bytes for each pixel. */
export const JPEG_BOUNDS = { maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: 850 } as const;
