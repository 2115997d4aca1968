// @ts-self-types="./wasm_modules.d.ts"
// A source-phase import, which TypeScript does not parse yet: it needs no permission.

/** The compiled kernels, which import the memory they work in. */
export const kernelsModule = () => import.source("./kernels.wasm");
