import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "../properties.ts";
import {
  type Codec,
  CodecError,
  createDownlink,
  createUplink,
  float16,
  parseCodec,
  parseUpload,
  quantization,
  randomK,
  topK,
} from "../../lib/federated/compression/mod.ts";
import { decodeIndices, encodeIndices } from "../../lib/federated/compression/index_code.ts";
import { normal, permutation, stream } from "../../lib/random/mod.ts";

function through(codec: Codec, values: Float32Array, seed = 1): Float32Array {
  return codec.decode(codec.encode(values, stream(seed, "codec")), values.length);
}

function normals(n: number, seed = 1): Float32Array {
  const random = stream(seed, "normals");
  return Float32Array.from({ length: n }, () => normal(random));
}

const squaredNorm = (values: Iterable<number>) => [...values].reduce((sum, x) => sum + x * x, 0);

const anyVector = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), {
  minLength: 1,
  maxLength: 1500,
})
  .map((values) => Float32Array.from(values));

Deno.test("indices survive their code, whatever they are", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(5_000_000), { maxLength: 300 }), (values) => {
    const indices = Uint32Array.from(values).sort();
    assertEquals(decodeIndices(encodeIndices(indices), indices.length), indices);
  }));
});

Deno.test("the code of a twentieth of all indices, at random, is within 3 % of the entropy", () => {
  const n = 200_000, share = 0.05;
  const indices = permutation(n, stream(1, "indices")).slice(0, share * n).sort();
  const entropyBits = n * (-share * Math.log2(share) - (1 - share) * Math.log2(1 - share));
  const bits = 8 * encodeIndices(indices).length;
  assert(bits > entropyBits && bits < 1.03 * entropyBits, `${bits / entropyBits}`);
});

Deno.test("what a codec loses may add up beyond 32 bits: what is kept stays finite", () => {
  for (const text of ["float16+feedback", "top:0.5+feedback", "quantize:8+feedback"]) {
    const residual = Float32Array.of(3e38, -3e38);
    const sent = createUplink(parseUpload(text)).send(
      Float64Array.of(3e38, -3e38),
      residual,
      stream(1, "codec"),
    );
    assert(sent.residual!.every(Number.isFinite), text);
    const again = createUplink(parseUpload(text)).send(
      Float64Array.from(residual, (value) => -value),
      residual,
      stream(1, "codec"),
    );
    assert(again.residual!.every((value) => value === 0), text);
  }
});

Deno.test("float16 is the nearest number of 16 bits: hand-worked, and within 2⁻¹¹ of any", () => {
  // Above 1 the steps are 2⁻¹⁰; the smallest is 2⁻²⁴; ties go to the even neighbour.
  const values = Float32Array.of(
    1,
    1 + 2 ** -10,
    1 + 2 ** -11,
    1 + 3 * 2 ** -11,
    2 ** -24,
    2 ** -26,
    1e6,
    -1e6,
  );
  assertEquals(
    [...through(float16(), values)],
    [1, 1 + 2 ** -10, 1, 1 + 2 ** -9, 2 ** -24, 0, Infinity, -Infinity],
  );
  // Where what is lost is sent later, large values are sent as far as they go.
  assertEquals([...through(float16("contracting"), Float32Array.of(1e6, -1e6))], [65504, -65504]);
  fc.assert(fc.property(anyVector, (values) => {
    through(float16(), values).forEach((value, i) =>
      assert(Math.abs(value - values[i]) <= Math.max(Math.abs(values[i]) * 2 ** -11, 2 ** -25))
    );
  }));
});

Deno.test("top-k keeps the greatest magnitudes exactly: worked by hand", () => {
  const values = Float32Array.of(0.1, -5, 3, 0, -3, 2);
  assertEquals([...through(topK(0.5), values)], [0, -5, 3, 0, -3, 0]);
  assertEquals([...through(topK(0.2), values)], [0, -5, 3, 0, 0, 0]); // ⌈1.2⌉ = 2; of equal ones the first
  assertEquals([...through(topK(1), values)], [...values]);
  assertEquals([...through(topK(0.5), new Float32Array(6))], [0, 0, 0, 0, 0, 0]);
});

Deno.test("top-k keeps ⌈share · n⌉ values, and no value left out is greater than one kept", () => {
  fc.assert(fc.property(anyVector, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
    const sent = through(topK(share), values);
    const kept = [...sent.keys()].filter((i) => sent[i] !== 0);
    const left = [...sent.keys()].filter((i) => sent[i] === 0);
    assert(kept.length <= Math.ceil(share * values.length));
    kept.forEach((i) => assertEquals(sent[i], values[i]));
    const least = Math.min(...kept.map((i) => Math.abs(values[i])));
    left.forEach((i) => assert(Math.abs(values[i]) <= least));
  }));
});

Deno.test("a model that has become NaN is sent, too", () => {
  assert(through(topK(0.5), new Float32Array(10).fill(NaN)).some(Number.isNaN));
  assert(through(quantization(4, "unbiased"), new Float32Array(10).fill(NaN)).some(Number.isNaN));
});

Deno.test("random-k: the kept values are exact, or times n / k; on average each is itself", () => {
  const values = normals(40);
  const contracting = through(randomK(0.25, "contracting"), values);
  const sent = [...contracting.keys()].filter((i) => contracting[i] !== 0);
  assertEquals(sent.length, 10);
  sent.forEach((i) => assertEquals(contracting[i], values[i]));
  const mean = new Float64Array(40);
  const draws = 20_000;
  for (let seed = 0; seed < draws; seed++) {
    through(randomK(0.25, "unbiased"), values, seed).forEach((value, i) => mean[i] += value / draws);
  }
  // Each draw is 4x with chance ¼, else 0: deviation √3 |x|; five standard errors.
  values.forEach((value, i) =>
    assertAlmostEquals(mean[i], value, 5 * Math.sqrt(3 / draws) * Math.abs(value))
  );
});

Deno.test("quantisation rounds to one of the two levels beside a value, and on average is the value", () => {
  for (const bits of [8, 4, 2] as const) {
    const values = normals(1100), s = 2 ** (bits - 1) - 1;
    const scale = (i: number) =>
      Math.max(...values.subarray(512 * Math.floor(i / 512), 512 * Math.floor(i / 512) + 512).map(Math.abs));
    const scales = [0, 512, 1024].map(scale), draws = 2000;
    const mean = new Float64Array(1100);
    for (let seed = 0; seed < draws; seed++) {
      through(quantization(bits, "unbiased"), values, seed).forEach((value, i) => {
        assert(Math.abs(value - values[i]) < 1.0001 * scales[Math.floor(i / 512)] / s);
        mean[i] += value / draws;
      });
    }
    // The deviation of a draw is at most half a step; 6 standard errors, as there are 1100 means.
    values.forEach((value, i) =>
      assertAlmostEquals(mean[i], value, 6 * scales[Math.floor(i / 512)] / (2 * s) / Math.sqrt(draws))
    );
  }
});

Deno.test("in their contracting form no codec loses more than there was", () => {
  const codecs = [
    float16(),
    topK(0.1),
    randomK(0.1, "contracting"),
    ...[8, 4, 2].map((bits) => quantization(bits as 8 | 4 | 2, "contracting")),
  ];
  fc.assert(fc.property(anyVector, fc.constantFrom(...codecs), (values, codec) => {
    const lost = squaredNorm(through(codec, values).map((value, i) => value - values[i]));
    assert(lost <= squaredNorm(values) * (1 + 1e-6), `${lost} of ${squaredNorm(values)}`);
  }));
});

Deno.test("2-bit quantisation in its unbiased form may lose more than there was: why feedback needs the other", () => {
  const values = normals(5120);
  const lost = squaredNorm(through(quantization(2, "unbiased"), values).map((value, i) => value - values[i]));
  assert(lost > 1.1 * squaredNorm(values));
});

Deno.test("messages are as long as their contents: worked by hand", () => {
  const n = 1024, values = normals(n), random = stream(1, "codec");
  assertEquals(float16().encode(values, random).length, 2 * n);
  // Two buckets with a scale of 4 bytes each.
  for (const bits of [8, 4, 2] as const) {
    assertEquals(quantization(bits, "unbiased").encode(values, random).length, 8 + n * bits / 8);
  }
  assertEquals(randomK(0.05, "unbiased").encode(values, random).length, 4 + 4 * 52);
  const top = topK(0.05).encode(values, random).length;
  // 52 values of 4 bytes, and about 6 bits for each index.
  assert(top > 52 * 4 + 30 && top < 52 * 4 + 52, `${top}`);
});

Deno.test("a message's bytes are all that the receiver needs: decoded from a copy in another place", () => {
  for (const codec of [float16(), topK(0.1), randomK(0.1, "unbiased"), quantization(4, "unbiased")]) {
    const values = normals(777), message = codec.encode(values, stream(2, "codec"));
    const text = message.toBase64();
    assertEquals(codec.decode(Uint8Array.fromBase64(text), 777), through(codec, values, 2));
  }
});

Deno.test("error feedback: what was sent and what is kept are the accumulated update, to the bit", () => {
  // Not so for quantisation: subtraction rounds there, by half a unit in the last place of the accumulated value.
  fc.assert(fc.property(
    anyVector,
    fc.constantFrom("top:0.1+feedback", "random:0.1+feedback", "quantize:4+feedback", "float16+feedback"),
    (values, text) => {
      const uplink = createUplink(parseUpload(text));
      const first = uplink.send(Float64Array.from(values), undefined, stream(1, "up", 1));
      const again = uplink.send(Float64Array.from(values), first.residual, stream(1, "up", 2));
      again.received.forEach((received, i) => {
        const accumulated = Math.fround(values[i] + first.residual![i]);
        const sum = received + again.residual![i];
        if (/^(top|random)/.test(text)) assertEquals(sum, accumulated);
        else assertAlmostEquals(sum, accumulated, Math.abs(accumulated) * 2 ** -23 + 2 ** -149);
      });
    },
  ));
});

Deno.test("error feedback: in the long run the server has received all updates but one memory", () => {
  const uplink = createUplink(parseUpload("top:0.05+feedback"));
  const n = 200, total = new Float64Array(n), received = new Float64Array(n);
  let residual: Float32Array | undefined;
  for (let round = 1; round <= 300; round++) {
    const update = Float64Array.from(normals(n, round));
    update.forEach((value, i) => total[i] += value);
    const sent = uplink.send(update, residual, stream(1, "up", round));
    sent.received.forEach((value, i) => received[i] += value);
    residual = sent.residual;
  }
  total.forEach((value, i) => assertAlmostEquals(received[i] + residual![i], value, 1e-4));
});

Deno.test("top-1 without error feedback diverges as Beznosikov et al. 2020, example 1, work out; with it not", () => {
  // f_k(w) = ⟨a_k, w⟩² + ¼‖w‖², least at 0. From (1, 1, 1) each client's gradient is ½(−11, 9, 9) in some order; the
  // server gets the −11s only, so that each step of rate γ multiplies w by 1 + 11γ/6.
  const clients = [[-3, 2, 2], [2, -3, 2], [2, 2, -3]], rate = 0.01, steps = 600;
  const solve = (text: string) => {
    const uplink = createUplink(parseUpload(text));
    const memory: (Float32Array | undefined)[] = [];
    let w = [1, 1, 1];
    for (let step = 0; step < steps; step++) {
      const next = [...w];
      clients.forEach((a, k) => {
        const product = a.reduce((sum, value, i) => sum + value * w[i], 0);
        const update = Float64Array.from(a, (value, i) => rate * (2 * product * value + w[i] / 2));
        const sent = uplink.send(update, memory[k], stream(1, "up", step, k));
        memory[k] = sent.residual;
        sent.received.forEach((value, i) => next[i] -= value / 3);
      });
      w = next;
    }
    return w;
  };
  const grown = (1 + 11 * rate / 6) ** steps;
  solve("top:0.3").forEach((value) => assertAlmostEquals(value / grown, 1, 1e-4));
  // The whole mean gradient at (1, 1, 1) is (7/6, 7/6, 7/6).
  solve("none").forEach((value) => assertAlmostEquals(value / (1 - 7 * rate / 6) ** steps, 1, 1e-6));
  assert(Math.hypot(...solve("top:0.3+feedback")) < 0.05, `${solve("top:0.3+feedback")}`);
});

Deno.test("the way down: the clients' copy comes to the model, and a client is sent what it missed", () => {
  const downlink = createDownlink(parseCodec("top:0.1"));
  const target = normals(500);
  let state = downlink.init(new Float32Array(500));
  assertEquals(downlink.bytesFor(state, undefined), 2000);
  const before = state.messageBytes;
  let last = 0;
  for (let round = 1; round <= 10; round++) {
    last = state.messageBytes;
    state = downlink.broadcast(state, target, stream(1, "down", round));
  }
  state.model.forEach((value, i) => assertAlmostEquals(value, target[i], 1e-6));
  const one = state.messageBytes - last;
  assert(one > 200 && one < 250, `${one}`);
  assertEquals(downlink.bytesFor(state, last), one);
  assertEquals(downlink.bytesFor(state, before), 2000, "ten messages are longer than the model");
});

Deno.test("codecs are read by name, and what is none is refused with those there are", () => {
  assertEquals(parseCodec("quantize:4"), { kind: "quantize", bits: 4 });
  assertEquals(parseUpload("top:0.05+feedback"), { codec: { kind: "top", share: 0.05 }, feedback: true });
  assertEquals(parseUpload("float16"), { codec: { kind: "float16" }, feedback: false });
  for (const text of ["top:0", "top:1.1", "quantize:3", "float16:2", "top:0.1:2", "none:1"]) {
    assertThrows(() => parseCodec(text), CodecError, `got "${text}"`);
  }
  assertThrows(() => parseCodec(""), CodecError, 'got ""');
  assertThrows(() => parseCodec("top"), CodecError, "top needs a number, such as top:0.05.");
  assertThrows(() => parseUpload("none+feedback"), CodecError, "loses nothing");
});
