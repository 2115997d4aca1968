/** Advance widths of DejaVu Sans (Verdana's are the same) in thousandths of the font size, from " " to "~". */
const ADVANCES = [
  ...[318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337],
  ...[636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531],
  ...[1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787],
  ...[603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500],
  ...[500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612],
  ...[635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838],
];
const FIRST = " ".charCodeAt(0);
/** Width assumed for letters and signs outside ASCII: that of most mathematical signs. */
const OTHER = 838;

/**
 * The width of one line of text, in the unit of the font size, from stored widths of DejaVu Sans. Other sans-serif
 * fonts are narrower, so a box of this width holds the text in them too.
 */
export function textWidth(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += ADVANCES[character.charCodeAt(0) - FIRST] ?? OTHER;
  return thousandths * fontSize / 1000;
}
