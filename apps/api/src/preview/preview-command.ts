import type { Type } from '@nestjs/common';
import { MODULE_METADATA, PARAMTYPES_METADATA } from '@nestjs/common/constants.js';
import { InputType } from '@nestjs/graphql';
import { Nested, optional } from '../fields.js';
import type { InputClass } from '../input-rules.js';
import { LedgerCommand } from '../ledger-command.js';

@InputType({ isOneOf: true, description: 'A command to try out: exactly one mutation by its name, with its input.' })
export class PreviewCommand {
  readonly [mutation: string]: LedgerCommand;
}

const isCommand = (type: unknown): type is InputClass => typeof type === 'function' && type.prototype instanceof LedgerCommand;

/** The mutations of a resolver: the methods that take a command. */
function mutationsOf({ prototype }: Type<object>): readonly (readonly [name: string, input: InputClass])[] {
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const [input] = (Reflect.getMetadata(PARAMTYPES_METADATA, prototype as object, name) ?? []) as readonly unknown[];
    return isCommand(input) ? [[name, input] as const] : [];
  });
}

const offered = new Set<string>();

/** Lets every mutation of these modules be tried out, by the input that it takes anyhow. */
export function offer(modules: readonly Type<object>[]): void {
  const providers = modules.flatMap((module) => (Reflect.getMetadata(MODULE_METADATA.PROVIDERS, module) ?? []) as readonly Type<object>[]);
  for (const [name, input] of providers.flatMap(mutationsOf)) {
    // Several APIs may be made in one process.
    if (offered.has(name)) continue;
    offered.add(name);
    Nested(() => input, `As the mutation \`${name}\` takes it.`, optional)(PreviewCommand.prototype, name);
  }
}
