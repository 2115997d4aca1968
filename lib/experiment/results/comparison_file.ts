/** What marks a folder as a comparison of runs; it holds what was compared. */
export const COMPARISON_FILE = "comparison.json";
