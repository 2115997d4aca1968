import { assertEquals } from "@std/assert";
import { testWith } from "../permission.ts";

for (const simd of ["relaxed", "plain"] as const) {
  testWith(
    { read: true, env: true },
    `the committed ${simd} kernels are what their source compiles to`,
    async () => {
      const { compileKernels, kernelsFile, kernelsModule } = await import("../../scripts/build_kernels.ts");
      assertEquals(kernelsModule(await compileKernels(simd)), await Deno.readTextFile(kernelsFile(simd)));
    },
  );
}
