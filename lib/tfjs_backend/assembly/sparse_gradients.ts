import { addScaledPatch, ENTRY, paddedRun, transposeWeights, untransposeWeights } from "../../engine/assembly/convolution";
import { copyRows } from "./geometry";

/**
 * dW of `convolution`, visiting non-zero gradients only: behind a max-pool and ReLU one in four or fewer. `scratch`,
 * with run = kw · cin rounded up to 4: cout · kh · run, then padH · padW · cin + 4 floats, then
 * cout × (outH · outW + 1) list entries of 8 bytes, then cout counts of 4.
 */
export function sparse_filter_gradient(x: usize, dy: usize, dw: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32, padH: i32, padW: i32, scratch: usize): void {
  const run = kw * cin, padded = paddedRun(run), padRow = <usize>padded << 2, wRow = <usize>kh * padRow;
  const pixel = <usize>cin << 2, inRow = <usize>inW * pixel, row = <usize>padW * pixel;
  const listBytes = <usize>(outH * outW + 1) * ENTRY;
  const map = scratch + <usize>cout * wRow, lists = map + <usize>padH * row + 16, counts = lists + <usize>cout * listBytes;
  const inPlace = padH == inH && padW == inW;
  if (!inPlace) memory.fill(map, 0, <usize>padH * row);
  memory.fill(scratch, 0, <usize>cout * wRow);
  for (let i = 0; i < n; i++, x += <usize>inH * inRow) {
    if (!inPlace) copyRows(x, inRow, map + <usize>padTop * row + <usize>padLeft * pixel, row, inH, inRow);
    const image = inPlace ? x : map;
    memory.fill(counts, 0, <usize>cout << 2);
    for (let oy = 0; oy < outH; oy++) {
      let offset = <usize>(oy * strideH) * row;
      for (let ox = 0; ox < outW; ox++, offset += <usize>strideW * pixel) {
        for (let c = 0, list = lists, count = counts; c < cout; c++, dy += 4, list += listBytes, count += 4) {
          // Written always and counted only if non-zero: no branch to mispredict.
          const g = f32.load(dy), length = i32.load(count);
          const entry = list + <usize>length * ENTRY;
          i32.store(entry, <i32>offset), f32.store(entry, g, 4);
          i32.store(count, length + <i32>(g != 0));
        }
      }
    }
    for (let c = 0, list = lists, sums = scratch; c < cout; c++, list += listBytes, sums += wRow) {
      const end = list + <usize>i32.load(counts + (<usize>c << 2)) * ENTRY;
      addScaledPatch(list, end, image, row, sums, padRow, kh, padded);
    }
  }
  untransposeWeights(scratch, dw, kh, run, padded, cout);
}

/**
 * dX of `convolution`, visiting non-zero gradients only. `scratch`, with run = kw · cin rounded up to 4:
 * cout · kh · run, then padH · padW · cin + 4 floats, then cout + 1 list entries of 8 bytes.
 */
export function sparse_input_gradient(dy: usize, w: usize, dx: usize, n: i32, inH: i32, inW: i32, cin: i32, kh: i32, kw: i32, cout: i32, outH: i32, outW: i32, strideH: i32, strideW: i32, padTop: i32, padLeft: i32, padH: i32, padW: i32, scratch: usize): void {
  const run = kw * cin, padded = paddedRun(run), padRow = <usize>padded << 2, wRow = <usize>kh * padRow;
  const pixel = <usize>cin << 2, inRow = <usize>inW * pixel, row = <usize>padW * pixel;
  const image = scratch + <usize>cout * wRow, list = image + <usize>padH * row + 16;
  transposeWeights(w, scratch, kh, run, padded, cout);
  for (let i = 0; i < n; i++, dx += <usize>inH * inRow) {
    memory.fill(image, 0, <usize>padH * row);
    for (let oy = 0; oy < outH; oy++) {
      let to = image + <usize>(oy * strideH) * row;
      for (let ox = 0; ox < outW; ox++, to += <usize>strideW * pixel) {
        let end = list;
        for (let c = 0, offset: usize = 0; c < cout; c++, dy += 4, offset += wRow) {
          const g = f32.load(dy);
          i32.store(end, <i32>offset), f32.store(end, g, 4);
          end += <usize>(g != 0) * ENTRY;
        }
        if (end > list) addScaledPatch(list, end, scratch, padRow, to, row, kh, padded);
      }
    }
    copyRows(image + <usize>padTop * row + <usize>padLeft * pixel, row, dx, inRow, inH, inRow);
  }
}
