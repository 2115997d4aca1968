/** A setting's value as JSON where it is an object, else as it is written. */
export function valueText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : `${value}`;
}
