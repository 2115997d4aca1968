/**
 * A function that computes each result once and keeps it.
 *
 * @param compute May take more than the key, where the key decides the result all the same.
 */
export function remembered<Key, More extends unknown[], Result>(
  compute: (key: Key, ...more: More) => Result,
): (key: Key, ...more: More) => Result {
  const known = new Map<Key, Result>();
  return (key, ...more) => {
    let result = known.get(key);
    if (result === undefined) known.set(key, result = compute(key, ...more));
    return result;
  };
}
