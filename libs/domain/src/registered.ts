import { sameWording } from './wording.js';

/** Something of the register, by all the names that it goes or went by. */
export interface Registered {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly formerNames: readonly { readonly title: string }[];
  readonly aliases: readonly { readonly alias: string }[];
}

/** Every name that an entry goes or went by. */
export const namesOf = ({ name, formerNames, aliases }: Registered): readonly string[] => [
  name,
  ...formerNames.map(({ title }) => title),
  ...aliases.map(({ alias }) => alias),
];

/** The programme of the register that goes by a name, or has that code. */
export const programmeNamed = <E extends Registered>(entries: readonly E[], ref: string): E | undefined =>
  entries.find((entry) => entry.kind === 'PROGRAMME' && (entry.code === ref || namesOf(entry).some((name) => sameWording(name, ref))));
