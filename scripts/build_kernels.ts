/**
 * Compiles the kernels of lib/engine and those of lib/tfjs_backend into the `.wasm.ts` files beside their sources:
 * `deno task kernels`.
 * @module
 */
import asc from "assemblyscript/asc";
import { dirname, fromFileUrl, join } from "@std/path";
import type { Simd } from "../lib/engine/mod.ts";

const LIB = join(dirname(fromFileUrl(import.meta.url)), "..", "lib");

/** Emscripten leaves the first 1,024 bytes of a memory alone: the few bytes of static data lie there. */
const TFJS_OPTIONS = ["--importMemory", "--memoryBase", "512"];

/** What is compiled. */
export type KernelsName = Simd | "tfjs";

/** Compiles the kernels; the same bytes every time. */
export async function compileKernels(name: KernelsName): Promise<Uint8Array> {
  const folder = name === "tfjs" ? "tfjs_backend" : "engine";
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      `${folder}/assembly/index.ts`,
      ...["--outFile", "kernels.wasm", "--runtime", "stub", "--noAssert", "-O3", "--enable", "simd"],
      ...(name === "plain" ? [] : ["--enable", "relaxed-simd"]),
      ...(name === "tfjs" ? TFJS_OPTIONS : []),
    ],
    {
      readFile(path) {
        try {
          return Deno.readTextFileSync(join(LIB, path));
        } catch {
          return null;
        }
      },
      writeFile(_name, content) {
        binary = content as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) {
    throw new Error(`the kernels do not compile: ${error?.message}\n${stderr.toString()}`);
  }
  return binary;
}

/** Where the compiled kernels are committed: as the text of a module, which needs no permission and which any bundler takes. */
export function kernelsFile(name: KernelsName): string {
  return name === "tfjs"
    ? join(LIB, "tfjs_backend", "kernels.wasm.ts")
    : join(LIB, "engine", `kernels_${name}.wasm.ts`);
}

/** The module that is committed for a binary. */
export function kernelsModule(binary: Uint8Array): string {
  return `// Made by scripts/build_kernels.ts from the sources in assembly/.
const BINARY =
  "${binary.toBase64()}";

/** The compiled kernels. */
export const kernels: Promise<WebAssembly.Module> = WebAssembly.compile(Uint8Array.fromBase64(BINARY));
`;
}

if (import.meta.main) {
  for (const name of ["relaxed", "plain", "tfjs"] as const) {
    const binary = await compileKernels(name);
    await Deno.writeTextFile(kernelsFile(name), kernelsModule(binary));
    console.log(`${name}: ${binary.length} bytes`);
  }
}
