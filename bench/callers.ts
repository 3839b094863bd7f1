/** Keeps `callers` calls going at a time until `count` are done; each takes the next number. */
export async function byCallers(callers: number, count: number, call: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}
