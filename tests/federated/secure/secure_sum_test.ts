import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "../../properties.ts";
import { secureSum, SecureSumError } from "../../../lib/federated/mod.ts";
import { fromFixedPoint, toFixedPoint } from "../../../lib/federated/secure/fixed_point.ts";
import { agree, keyPair, open, privateKey, seal, secretOf } from "../../../lib/federated/secure/keys.ts";
import { addMask, expand } from "../../../lib/federated/secure/mask.ts";
import { leastSurvivors, neighbourhoods } from "../../../lib/federated/secure/neighbours.ts";
import { secureClient } from "../../../lib/federated/secure/secure_client.ts";
import { secureTraffic } from "../../../lib/federated/secure/traffic.ts";
import { unmask } from "../../../lib/federated/secure/unmask.ts";
import { stream } from "../../../lib/random/mod.ts";

/** Vectors of the clients that stay. */
async function* vectors(clients: readonly number[], length: number) {
  for (const client of clients) {
    await Promise.resolve();
    yield { client, vector: vectorOf(client, length) };
  }
}

function vectorOf(client: number, length: number): Float64Array {
  const random = stream(1, "vector", client);
  return Float64Array.from({ length }, () => 8 * random() - 4);
}

function plainSum(clients: readonly number[], length: number): number[] {
  const sum = new Array(length).fill(0);
  for (const client of clients) vectorOf(client, length).forEach((value, i) => sum[i] += value);
  return sum;
}

for (const [n, dropped] of [[2, []], [3, [1]], [9, []], [9, [0, 4, 8]], [10, [2, 3, 9]]] as const) {
  Deno.test(`the secret sum is the plain sum to n · 2⁻²⁵: ${n} clients, ${dropped.length} drop out`, async () => {
    const all = Array.from({ length: n }, (_, i) => 3 * i + 1);
    const staying = all.filter((_, i) => !(dropped as readonly number[]).includes(i));
    const { sum, survivors } = await secureSum(all, vectors(staying, 500));
    assertEquals(survivors, staying.length);
    plainSum(staying, 500).forEach((value, i) => assertAlmostEquals(sum[i], value, n * 2 ** -25 + 1e-12));
  });
}

Deno.test("more than a third gone, there is no sum", async () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  await assertRejects(
    () => secureSum(all, vectors(all.slice(4), 5)),
    SecureSumError,
    "5 clients are left of 9",
  );
  await assertRejects(() => secureSum(all, vectors([], 5)), SecureSumError, "0 clients are left of 9");
  await assertRejects(() => secureSum([1], vectors([1], 5)), SecureSumError, "at least two");
});

Deno.test("two hundred clients, a tenth of them gone: each deals with forty others, the sum is the plain one", async () => {
  const all = Array.from({ length: 200 }, (_, i) => i), staying = all.filter((i) => i % 10 !== 3);
  const { sum, survivors } = await secureSum(all, vectors(staying, 20));
  plainSum(staying, 20).forEach((value, i) => assertAlmostEquals(sum[i], value, 200 * 2 ** -25 + 1e-9));
  assertEquals(survivors, 180);
  const circles = neighbourhoods(all);
  for (const [client, { members, threshold }] of circles) {
    assertEquals([new Set(members).size, members.includes(client), threshold], [41, true, 21]);
    // Masks cancel in pairs, so to be neighbours is mutual.
    for (const other of members) assert(circles.get(other)!.members.includes(client));
  }
});

Deno.test("where too few of a client's neighbours are left to restore its secrets, there is no sum", async () => {
  const keys = new Map(
    await Promise.all([0, 1, 2].map(async (client) => {
      const { publicKeys } = await secureClient(client);
      return [client, publicKeys] as const;
    })),
  );
  const circles = new Map([0, 1, 2].map((client) => [client, { members: [0, 1, 2], threshold: 2 }]));
  const revealed = [{ seeds: new Map([[0, new Uint8Array(33)]]), maskKeys: new Map() }];
  await assertRejects(
    () => unmask(new Uint32Array(2), keys, circles, new Set([0, 1, 2]), revealed),
    SecureSumError,
    "1 neighbours of client 0 are left, the sum needs 2",
  );
});

Deno.test("what a secret sum costs is what its messages take", async () => {
  for (const n of [2, 5, 41]) {
    const clients = Array.from({ length: n }, (_, i) => i), numbers = 7;
    const parties = await Promise.all(clients.map(secureClient));
    const keys = new Map(parties.map(({ publicKeys }, own) => [own, publicKeys]));
    const sealed = await Promise.all(parties.map((party) => party.share(keys, leastSurvivors(n))));
    const raw = async (key: CryptoKey) => (await crypto.subtle.exportKey("raw", key)).byteLength;
    const keyBytes = await raw(parties[0].publicKeys.shares) + await raw(parties[0].publicKeys.mask);
    const shares = [...sealed[0].values()].reduce((sum, { length }) => sum + length, 0);
    const toFirst = new Map(sealed.slice(1).map((all, i) => [i + 1, all.get(0)!]));
    const masked = await parties[0].mask(toFixedPoint(new Float64Array(numbers), n), toFirst);
    const { seeds, maskKeys } = parties[0].reveal(new Set(clients));
    const revealed = [...seeds.values(), ...maskKeys.values()].reduce((sum, { length }) => sum + length, 0);
    const received = [...toFirst.values()].reduce((sum, { length }) => sum + length, 0);
    assertEquals(secureTraffic(n, numbers), {
      up: keyBytes + shares + masked.byteLength + revealed,
      down: (n - 1) * keyBytes + received + Math.ceil((n - 1) / 8),
    });
  }
});

Deno.test("what the server receives of a client looks random, and another each time, for the same vector", async () => {
  const seen: Uint32Array[] = [];
  const zeros = async function* () {
    for (const client of [0, 1, 2]) {
      await Promise.resolve();
      yield { client, vector: new Float64Array(20_000) };
    }
  };
  const { sum } = await secureSum([0, 1, 2], zeros(), (_, masked) => seen.push(masked));
  assert(sum.every((value) => value === 0));
  assertEquals(seen.length, 3);
  for (const masked of seen) {
    // Bytes of a uniform source: χ² of 256 cells has mean 255 and deviation 22.6.
    assertEquals(masked.length, 40_000); // two words a number
    const counts = new Float64Array(256), bytes = new Uint8Array(masked.buffer);
    for (const byte of bytes) counts[byte]++;
    const expected = bytes.length / 256;
    const chi2 = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
    assert(chi2 > 255 - 6 * 22.6 && chi2 < 255 + 6 * 22.6, `χ² ${chi2}`);
  }
  assert(String(seen[0]) !== String(seen[1]));
});

Deno.test("a client gives its shares once, and not when too few are left or the threshold is low", async () => {
  const parties = await Promise.all([0, 1, 2].map(secureClient));
  const keys = new Map(parties.map(({ publicKeys }, own) => [own, publicKeys]));
  await assertRejects(() => parties[0].share(keys, 1), SecureSumError, "above half of 3");
  const toFirst = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const [own, party] of parties.entries()) {
    const sealed = await party.share(keys, 2);
    if (own !== 0) toFirst.set(own, sealed.get(0)!);
  }
  await parties[0].mask(new Uint32Array(3), toFirst);
  assertThrows(() => parties[0].reveal(new Set([0])), SecureSumError, "1 clients are left");
  const { seeds, maskKeys } = parties[0].reveal(new Set([0, 1]));
  assertEquals([[...seeds.keys()], [...maskKeys.keys()]], [[0, 1], [2]]);
  assertThrows(() => parties[0].reveal(new Set([0, 2])), SecureSumError, "a second time");
});

Deno.test("two clients agree on one secret, and a restored private key is the key", async () => {
  const [a, b] = [await keyPair(), await keyPair()];
  const common = await agree(a.privateKey, b.publicKey, "mask");
  assertEquals(await agree(b.privateKey, a.publicKey, "mask"), common);
  assert(String(await agree(a.privateKey, b.publicKey, "shares")) !== String(common));
  const restored = await privateKey(await secretOf(a.privateKey), a.publicKey);
  assertEquals(await agree(restored, b.publicKey, "mask"), common);
  const sealed = await seal(common, new Uint8Array([1, 2, 3]), "1→2");
  assertEquals(await open(common, sealed, "1→2"), new Uint8Array([1, 2, 3]));
  await assertRejects(() => open(common, sealed, "1→3"));
  sealed[15] ^= 1;
  await assertRejects(() => open(common, sealed, "1→2"));
});

Deno.test("a mask is AES-256 in counter mode: the first block of FIPS 197's key under counter 0", async () => {
  // openssl enc -aes-256-ecb -nopad -K 000102…1f on a block of zeros
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  const block = new Uint8Array((await expand(key, 4)).buffer);
  assertEquals(block.toHex(), "f29000b62a499fd0a9f39a6add2e7780");
});

Deno.test("fixed point keeps numbers to 2⁻²⁵ and wraps sums; what could overflow is refused", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.double({ min: -12.5, max: 12.5, noNaN: true }),
          fc.double({ min: -5e10, max: 5e10, noNaN: true }).map(Math.round),
        ),
        { minLength: 10, maxLength: 10 },
      ),
      (values) => {
        const sum = new Uint32Array(2);
        for (const value of values) addMask(sum, toFixedPoint([value], 10), 1);
        assertAlmostEquals(
          fromFixedPoint(sum)[0],
          values.reduce((a, b) => a + b, 0),
          // Ten roundings to the point, and as many of doubles, half a unit in the last of 53 bits each.
          10 * 2 ** -25 + 1e-12 + 10 * 2 ** -53 * values.reduce((a, b) => a + Math.abs(b), 0),
        );
      },
    ),
  );
  // ±2³⁹ is what 63 bits leave above the point's 24: a tenth of it for each of ten.
  for (const value of [2 ** 39 / 10, -(2 ** 37), NaN, Infinity]) {
    assertThrows(() => toFixedPoint([value], 10), RangeError, "below 54975581388.8");
  }
});
