import { PANEL, panelRowMajor, sixRows } from "./gemm";
import { least } from "./simd";
import { storePooled } from "./pooling";

/** Output tiles transformed together: three times six rows for the matrix products, all in the nearest caches. */
const BLOCK: i32 = 18;

/** U = G g Gᵀ of every kernel, packed in panels of 8 output channels: [place][panel][input channel][8]. */
function transformKernels(w: usize, u: usize, cin: i32, cout: i32): void {
  const half = f32x4.splat(0.5);
  const tap = <usize>(cin * cout) << 2, place = tap;
  for (let j = 0; j < cout; j += 4) {
    for (let c = 0; c < cin; c++) {
      const from = w + (<usize>(c * cout + j) << 2);
      let to = u + <usize>(j >> 3) * (<usize>cin << 5) + (<usize>c << 5) + (<usize>(j & 4) << 2);
      const g00 = v128.load(from + 0 * tap);
      const g01 = v128.load(from + 1 * tap);
      const g02 = v128.load(from + 2 * tap);
      const g10 = v128.load(from + 3 * tap);
      const g11 = v128.load(from + 4 * tap);
      const g12 = v128.load(from + 5 * tap);
      const g20 = v128.load(from + 6 * tap);
      const g21 = v128.load(from + 7 * tap);
      const g22 = v128.load(from + 8 * tap);
      const e0 = f32x4.mul(half, f32x4.add(g00, g20)), h0 = f32x4.mul(half, g10);
      const a00 = g00, a10 = f32x4.add(e0, h0), a20 = f32x4.sub(e0, h0), a30 = g20;
      const e1 = f32x4.mul(half, f32x4.add(g01, g21)), h1 = f32x4.mul(half, g11);
      const a01 = g01, a11 = f32x4.add(e1, h1), a21 = f32x4.sub(e1, h1), a31 = g21;
      const e2 = f32x4.mul(half, f32x4.add(g02, g22)), h2 = f32x4.mul(half, g12);
      const a02 = g02, a12 = f32x4.add(e2, h2), a22 = f32x4.sub(e2, h2), a32 = g22;
      const f0 = f32x4.mul(half, f32x4.add(a00, a02)), m0 = f32x4.mul(half, a01);
      v128.store(to, a00), v128.store(to + place, f32x4.add(f0, m0));
      v128.store(to + 2 * place, f32x4.sub(f0, m0)), v128.store(to + 3 * place, a02);
      to += 4 * place;
      const f1 = f32x4.mul(half, f32x4.add(a10, a12)), m1 = f32x4.mul(half, a11);
      v128.store(to, a10), v128.store(to + place, f32x4.add(f1, m1));
      v128.store(to + 2 * place, f32x4.sub(f1, m1)), v128.store(to + 3 * place, a12);
      to += 4 * place;
      const f2 = f32x4.mul(half, f32x4.add(a20, a22)), m2 = f32x4.mul(half, a21);
      v128.store(to, a20), v128.store(to + place, f32x4.add(f2, m2));
      v128.store(to + 2 * place, f32x4.sub(f2, m2)), v128.store(to + 3 * place, a22);
      to += 4 * place;
      const f3 = f32x4.mul(half, f32x4.add(a30, a32)), m3 = f32x4.mul(half, a31);
      v128.store(to, a30), v128.store(to + place, f32x4.add(f3, m3));
      v128.store(to + 2 * place, f32x4.sub(f3, m3)), v128.store(to + 3 * place, a32);
    }
  }
}

/** V = Bᵀ d B of one tile's 4 × 4 input patch, for all input channels: `place` bytes between the 16 places. */
function transformInput(x: usize, row: usize, pixel: usize, v: usize, place: usize): void {
  for (let c: usize = 0; c < pixel; c += 16, x += 16, v += 16) {
    let p = x, to = v;
    const d00 = v128.load(p), d10 = v128.load(p + row), d20 = v128.load(p + 2 * row), d30 = v128.load(p + 3 * row);
    const t00 = f32x4.sub(d00, d20), t10 = f32x4.add(d10, d20), t20 = f32x4.sub(d20, d10), t30 = f32x4.sub(d10, d30);
    p += pixel;
    const d01 = v128.load(p), d11 = v128.load(p + row), d21 = v128.load(p + 2 * row), d31 = v128.load(p + 3 * row);
    const t01 = f32x4.sub(d01, d21), t11 = f32x4.add(d11, d21), t21 = f32x4.sub(d21, d11), t31 = f32x4.sub(d11, d31);
    p += pixel;
    const d02 = v128.load(p), d12 = v128.load(p + row), d22 = v128.load(p + 2 * row), d32 = v128.load(p + 3 * row);
    const t02 = f32x4.sub(d02, d22), t12 = f32x4.add(d12, d22), t22 = f32x4.sub(d22, d12), t32 = f32x4.sub(d12, d32);
    p += pixel;
    const d03 = v128.load(p), d13 = v128.load(p + row), d23 = v128.load(p + 2 * row), d33 = v128.load(p + 3 * row);
    const t03 = f32x4.sub(d03, d23), t13 = f32x4.add(d13, d23), t23 = f32x4.sub(d23, d13), t33 = f32x4.sub(d13, d33);
    v128.store(to, f32x4.sub(t00, t02)), v128.store(to + place, f32x4.add(t01, t02));
    v128.store(to + 2 * place, f32x4.sub(t02, t01)), v128.store(to + 3 * place, f32x4.sub(t01, t03));
    to += 4 * place;
    v128.store(to, f32x4.sub(t10, t12)), v128.store(to + place, f32x4.add(t11, t12));
    v128.store(to + 2 * place, f32x4.sub(t12, t11)), v128.store(to + 3 * place, f32x4.sub(t11, t13));
    to += 4 * place;
    v128.store(to, f32x4.sub(t20, t22)), v128.store(to + place, f32x4.add(t21, t22));
    v128.store(to + 2 * place, f32x4.sub(t22, t21)), v128.store(to + 3 * place, f32x4.sub(t21, t23));
    to += 4 * place;
    v128.store(to, f32x4.sub(t30, t32)), v128.store(to + place, f32x4.add(t31, t32));
    v128.store(to + 2 * place, f32x4.sub(t32, t31)), v128.store(to + 3 * place, f32x4.sub(t31, t33));
  }
}

/** Y = Aᵀ M A of one tile, whose 2 × 2 outputs are one pooling window: its greatest, with bias and ReLU. */
function transformOutput(m: usize, place: usize, bias: usize, y: usize, positions: usize, cout: i32, relu: bool): void {
  for (let c = 0; c < cout; c += 4, m += 16, bias += 16, y += 16, positions += 4) {
    let p = m;
    const m00 = v128.load(p), m01 = v128.load(p + place), m02 = v128.load(p + 2 * place), m03 = v128.load(p + 3 * place);
    p += 4 * place;
    const m10 = v128.load(p), m11 = v128.load(p + place), m12 = v128.load(p + 2 * place), m13 = v128.load(p + 3 * place);
    p += 4 * place;
    const m20 = v128.load(p), m21 = v128.load(p + place), m22 = v128.load(p + 2 * place), m23 = v128.load(p + 3 * place);
    p += 4 * place;
    const m30 = v128.load(p), m31 = v128.load(p + place), m32 = v128.load(p + 2 * place), m33 = v128.load(p + 3 * place);
    const s00 = f32x4.add(f32x4.add(m00, m10), m20), s10 = f32x4.sub(f32x4.sub(m10, m20), m30);
    const s01 = f32x4.add(f32x4.add(m01, m11), m21), s11 = f32x4.sub(f32x4.sub(m11, m21), m31);
    const s02 = f32x4.add(f32x4.add(m02, m12), m22), s12 = f32x4.sub(f32x4.sub(m12, m22), m32);
    const s03 = f32x4.add(f32x4.add(m03, m13), m23), s13 = f32x4.sub(f32x4.sub(m13, m23), m33);
    const y00 = f32x4.add(f32x4.add(s00, s01), s02), y01 = f32x4.sub(f32x4.sub(s01, s02), s03);
    const y10 = f32x4.add(f32x4.add(s10, s11), s12), y11 = f32x4.sub(f32x4.sub(s11, s12), s13);
    storePooled(y00, y01, y10, y11, v128.load(bias), relu, y, positions);
  }
}

/**
 * A 3 × 3 convolution, bias, ReLU if asked and a 2 × 2 max-pool in one pass, by Winograd's F(2 × 2, 3 × 3) (Lavin &
 * Gray, arXiv 1509.09308): 16 products where the direct way takes 36, and each output tile is one pooling window.
 * cin a multiple of 4, cout of 8. `scratch`: 16 · (cin · cout + 18 · (cin + cout)) floats.
 */
export function winograd_pool_forward(x: usize, w: usize, bias: usize, y: usize, positions: usize, n: i32, inH: i32, inW: i32, cin: i32, cout: i32, cellsH: i32, cellsW: i32, relu: bool, scratch: usize): void {
  const pixel = <usize>cin << 2, row = <usize>inW * pixel, yPixel = <usize>cout << 2;
  const u = scratch, uPlace = <usize>(cin * cout) << 2;
  const v = u + 16 * uPlace, vPlace = <usize>BLOCK * pixel;
  const m = v + 16 * vPlace, mPlace = <usize>BLOCK * yPixel;
  transformKernels(w, u, cin, cout);
  const cells = cellsH * cellsW;
  for (let i = 0; i < n; i++, x += <usize>inH * row) {
    for (let cell = 0; cell < cells; cell += BLOCK) {
      const tiles = least(BLOCK, cells - cell);
      for (let t = 0; t < tiles; t++) {
        const cy = (cell + t) / cellsW, cx = cell + t - cy * cellsW;
        transformInput(x + 2 * <usize>cy * row + 2 * <usize>cx * pixel, row, pixel, v + <usize>t * pixel, vPlace);
      }
      for (let place: usize = 0; place < 16; place++) {
        const a = v + place * vPlace;
        let panel = u + place * uPlace, c = m + place * mPlace;
        for (let j = 0; j < cout; j += PANEL, panel += <usize>cin << 5, c += PANEL * 4) {
          if (tiles == BLOCK) {
            for (let t: usize = 0; t < <usize>BLOCK; t += 6) sixRows(a + t * pixel, pixel, cin, panel, c + t * yPixel, yPixel);
          } else {
            panelRowMajor(tiles, PANEL, a, pixel, 1, 0, cin, panel, c, yPixel, false, 0, false);
          }
        }
      }
      for (let t = 0; t < tiles; t++, y += yPixel, positions += cout) {
        transformOutput(m + <usize>t * yPixel, mPlace, bias, y, positions, cout, relu);
      }
    }
  }
}
