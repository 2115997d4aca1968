// @ts-types="./jimp_types.ts"
import { createJimp } from "@jimp/core";
// @ts-types="./jimp_types.ts"
import webp from "@jimp/wasm-webp";

/** Pictures read from WebP, which jimp itself does not bring along. */
export const WebpJimp = createJimp({ formats: [webp] });
