import { UserError } from "../errors/mod.ts";

/**
 * Which vector instructions the kernels use: "relaxed" fuses multiplication and addition (one rounding), "plain"
 * does not. Both give the same bytes every time and on every machine, but not the same bytes as each other.
 */
export type Simd = "relaxed" | "plain";

/** This machine cannot run the kernels. */
export class UnsupportedError extends UserError {
  /** Always "UnsupportedError". */
  override readonly name = "UnsupportedError";
}

/** (func (result v128) (i8x16.popcnt (i8x16.splat (i32.const 0)))), valid only where WebAssembly has SIMD. */
// deno-fmt-ignore
const SIMD_PROBE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 10, 1, 8, 0,
  0x41, 0, 0xfd, 0x0f, 0xfd, 0x62, 0x0b,
]);

/** a · b + c of three numbers by f32x4.relaxed_madd, exported as "a"; valid only where relaxed SIMD exists. */
// deno-fmt-ignore
const MADD_PROBE = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7d, 0x7d, 0x7d, 1, 0x7d, 3, 2, 1, 0,
  7, 5, 1, 1, 0x61, 0, 0, 10, 22, 1, 20, 0,
  0x20, 0, 0xfd, 0x13, 0x20, 1, 0xfd, 0x13, 0x20, 2, 0xfd, 0x13, 0xfd, 0x85, 0x02, 0xfd, 0x1f, 0, 0x0b,
]);

let detected: Simd | undefined;

/**
 * The best instructions that this machine runs: "relaxed" only where it fuses, which an Intel or AMD processor without
 * FMA3 does not. There relaxed instructions are no faster than plain ones, and their bytes are others than elsewhere.
 *
 * @throws {UnsupportedError} It has no SIMD at all.
 */
export function detectSimd(): Simd {
  return detected ??= fuses() ? "relaxed" : plain();
}

function plain(): Simd {
  if (WebAssembly.validate(SIMD_PROBE)) return "plain";
  throw new UnsupportedError(
    "This machine has no vector instructions for WebAssembly, which the kernels need: an Intel or AMD processor must " +
      "have SSE4.1 (since 2008), and a browser WebAssembly SIMD (since 2021, Safari since 2023).",
  );
}

/** Whether relaxed SIMD is there and rounds a · b + c once: (1 + ε)² − (1 + 2ε) is ε², and 0 if ε² was rounded away. */
function fuses(): boolean {
  if (!WebAssembly.validate(MADD_PROBE)) return false;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MADD_PROBE));
  const madd = exports.a as (a: number, b: number, c: number) => number;
  const ε = 2 ** -12;
  return madd(1 + ε, 1 + ε, -(1 + 2 * ε)) === ε * ε;
}
