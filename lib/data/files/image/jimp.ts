// @ts-types="./jimp_types.ts"
export { Jimp } from "jimp";
