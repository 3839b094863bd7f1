/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Makes a value for each key when it is first asked for, and keeps it. */
export function onceFor<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, { readonly value: T }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}

/** Things that are listed when they are first asked for, and found by code. */
interface Listed<T> {
  readonly all: () => readonly T[];
  readonly one: (code: string) => T | undefined;
}

/** Makes a list when it is first asked for, and keeps it. */
export function listed<T extends { readonly code: string }>(make: () => readonly T[]): Listed<T> {
  const all = once(make);
  const byCode = once(() => new Map(all().map((one) => [one.code, one])));
  return { all, one: (code) => byCode().get(code) };
}
