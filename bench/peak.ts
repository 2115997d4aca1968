import asc from "assemblyscript/asc";
import type { Simd } from "../lib/engine/mod.ts";

/** As many accumulators as the GEMM micro-kernel has: more than a processor's multiply-adds in flight. */
const CHAINS = 12;
const TIMES = 100_000;
/** Long enough for the optimising compiler to take over. */
const MILLISECONDS = 1500;
/** Four lanes, a multiplication and an addition each. */
const OPERATIONS = 2 * 4 * CHAINS * TIMES;

/**
 * The most single-precision operations a second that one core does in 128-bit wasm SIMD, in units of 10⁹:
 * independent chains of multiply-adds in registers, nothing read or written. The fastest of many calls.
 */
export async function peakGigaflops(simd: Simd): Promise<number> {
  const { instance } = await WebAssembly.instantiate(await compileChains(simd), {});
  const chains = instance.exports.chains as (times: number, factor: number, addend: number) => number;
  let least = Infinity;
  const end = performance.now() + MILLISECONDS;
  for (let start = performance.now(); start < end; start = performance.now()) {
    chains(TIMES, 0.5, 0.5);
    least = Math.min(least, performance.now() - start);
  }
  return OPERATIONS / least / 1e6;
}

/**
 * v ← v · a + b, which tends to 1: no overflow, no denormals. a and b are arguments, because constants would be
 * made anew for each operation.
 */
function source(simd: Simd): string {
  const numbers = Array.from({ length: CHAINS }, (_, i) => i);
  const each = (statement: (v: string, i: number) => string) =>
    numbers.map((i) => statement(`v${i}`, i)).join("\n");
  const step = (v: string) =>
    simd === "relaxed" ? `f32x4.relaxed_madd(${v}, a, b)` : `f32x4.add(f32x4.mul(${v}, a), b)`;
  return `
    export function chains(times: i32, factor: f32, addend: f32): f32 {
      const a = f32x4.splat(factor), b = f32x4.splat(addend);
      ${each((v, i) => `let ${v} = f32x4.splat(${i}.0);`)}
      for (let i = 0; i < times; i++) {
        ${each((v) => `${v} = ${step(v)};`)}
      }
      let sum = f32x4.splat(0);
      ${each((v) => `sum = f32x4.add(sum, ${v});`)}
      return f32x4.extract_lane(sum, 0);
    }`;
}

async function compileChains(simd: Simd): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main(
    [
      "chains.ts",
      ...["--outFile", "chains.wasm", "--runtime", "stub", "-O3", "--enable", "simd"],
      ...(simd === "relaxed" ? ["--enable", "relaxed-simd"] : []),
    ],
    {
      readFile: (name) => name === "chains.ts" ? source(simd) : null,
      writeFile(_name, content) {
        binary = content as Uint8Array<ArrayBuffer>;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`the peak's loop does not compile: ${stderr.toString()}`);
  return binary;
}
