/**
 * Compiles lib/engine/assembly to the two .wasm files beside it: `deno task kernels`.
 * @module
 */
import asc from "assemblyscript/asc";
import { dirname, fromFileUrl, join } from "@std/path";
import type { Simd } from "../lib/engine/mod.ts";

const ENGINE = join(dirname(fromFileUrl(import.meta.url)), "..", "lib", "engine");

/** Compiles the kernels; the same bytes every time. */
export async function compileKernels(simd: Simd): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      ...["--outFile", "kernels.wasm", "--runtime", "stub", "--noAssert", "-O3", "--enable", "simd"],
      ...(simd === "relaxed" ? ["--enable", "relaxed-simd"] : []),
    ],
    {
      readFile(name) {
        try {
          return Deno.readTextFileSync(join(ENGINE, "assembly", name));
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
export function kernelsFile(simd: Simd): string {
  return join(ENGINE, `kernels_${simd}.wasm`);
}

if (import.meta.main) {
  for (const simd of ["relaxed", "plain"] as const) {
    const binary = await compileKernels(simd);
    await Deno.writeFile(kernelsFile(simd), binary);
    console.log(`${simd}: ${binary.length} bytes`);
  }
}
