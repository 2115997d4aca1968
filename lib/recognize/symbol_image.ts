export { type Ink, symbolImage } from "../data/mod.ts";
