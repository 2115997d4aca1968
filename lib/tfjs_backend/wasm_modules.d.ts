/** The compiled kernels, which import the memory they work in. */
export function kernelsModule(): Promise<WebAssembly.Module>;
