import { type ImageSet, seenImages, wereSeen } from "../../data/light.ts";
import { UsageError } from "../../errors/mod.ts";

/**
 * What is to be said of test images that are among images trained on.
 *
 * @param place Where they would be, for the message.
 * @throws {UsageError} They are there, and not by chance as plain strokes are.
 */
export function notSeen(trained: ImageSet, test: ImageSet, place: string, remedy: string): string[] {
  const seen = seenImages(trained, test);
  const { identical, compared, near } = seen, n = test.indices.length;
  const counts = `${identical} of ${n} test images are, byte for byte, among ${place}`;
  if (wereSeen(seen)) {
    throw new UsageError(
      `${counts}; of ${compared} looked at closely ${near} are nearly so. The test would be on images trained on. ` +
        remedy,
    );
  }
  return identical > 0 ? [`${counts}: plain strokes, which are alike in many hands`] : [];
}
