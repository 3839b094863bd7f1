import * as fc from 'fast-check';
import { addDays, type Day, type Payload } from '#libs/domain';

/** An arbitrary for the own fields of each command of a slice. */
export type Fields<C extends { type: string }> = { readonly [T in C['type']]: fc.Arbitrary<Omit<Payload<C, T>, 'plan'>> };

/** Days before, in and after the years 2025/26 to 2029/30, ends of periods more often than others. */
export const anyDay: fc.Arbitrary<Day> = fc.oneof(
  fc.constantFrom('2025-03-31', '2025-04-01', '2025-09-30', '2026-03-31', '2026-04-01', '2027-03-31', '2030-03-31', '2030-04-01'),
  fc.integer({ min: -100, max: 1900 }).map((days) => addDays('2025-04-01', days)),
);

export const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
export const text = fc.oneof({ arbitrary: fc.constantFrom('A', 'B', 'C'), weight: 9 }, fc.constant(' '));
export const edition = optional(fc.integer({ min: 1, max: 4 }));
export const year = fc.integer({ min: 0, max: 6 });
export const objective = fc.constant('4b');
export const milestone = fc.constantFrom('4b-m01', '4b-m02');
export const window = fc.oneof(
  fc.record({ fromYear: year, toYear: year }),
  fc.record({ fromYear: optional(year), toYear: optional(year), startsOn: optional(anyDay), endsOn: optional(anyDay) }),
);
export const post = fc.constantFrom('Chief Finance Officer', 'Programme lead');
export const organisation = optional(fc.constantFrom('ICB', 'Trust'));
