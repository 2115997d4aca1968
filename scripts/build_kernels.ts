/**
 * Compiles the kernels: those of lib/engine, and those of lib/tfjs_backend, to the .wasm files beside their
 * sources: `deno task kernels`.
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

/** Where the compiled kernels are committed. */
export function kernelsFile(name: KernelsName): string {
  return name === "tfjs"
    ? join(LIB, "tfjs_backend", "kernels.wasm")
    : join(LIB, "engine", `kernels_${name}.wasm`);
}

if (import.meta.main) {
  for (const name of ["relaxed", "plain", "tfjs"] as const) {
    const binary = await compileKernels(name);
    await Deno.writeFile(kernelsFile(name), binary);
    console.log(`${name}: ${binary.length} bytes`);
  }
}
