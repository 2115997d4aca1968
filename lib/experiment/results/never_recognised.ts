import type { Detail } from "./summary.ts";

/** The labels of the test set of which not one image was recognised. */
export function neverRecognised({ classes }: Pick<Detail, "classes">): string[] {
  return Object.entries(classes).flatMap(([label, { recall }]) => recall === 0 ? [label] : []);
}
