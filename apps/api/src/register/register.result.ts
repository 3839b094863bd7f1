import { CommandBus } from '@nestjs/cqrs';
import { Field, ObjectType } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { type LedgerCommand, Receipt, type Request } from '../ledger-command.js';
import { recordedWith, resultOf } from '../results.js';
import { discrepancySeen, type DiscrepancySeen, registerEntrySeen, type RegisterEntrySeen } from './register.seen.js';
import { DiscrepancyNode, RegisterEntryNode } from './register.types.js';

@ObjectType({ description: 'A command on an entry of the register that went through.' })
export class RegisterEntryRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => RegisterEntryNode, {
    nullable: true,
    description: 'The entry as it then was; null while this node has not yet projected the command.',
  })
  registerEntry: RegisterEntrySeen | null;
}

@ObjectType({ description: 'A command on a discrepancy that went through.' })
export class DiscrepancyRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => DiscrepancyNode, {
    nullable: true,
    description: 'The discrepancy as it then was; null while this node has not yet projected the command.',
  })
  discrepancy: DiscrepancySeen | null;
}

export const RegisterEntryResult = resultOf('RegisterEntryRecordedResult', RegisterEntryRecorded);
export const DiscrepancyResult = resultOf('DiscrepancyRecordedResult', DiscrepancyRecorded);

type AboutCode = LedgerCommand & { readonly code: string };

/** Sends a command and finds the entry that it changed. */
export async function recordEntry(
  commands: CommandBus,
  input: AboutCode,
  request: Request,
): Promise<RegisterEntryRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  if (isRefusal(result)) return result;
  return recordedWith(result, 'registerEntry', (view) => {
    const found = view.registerEntry(input.code);
    return found && registerEntrySeen(found, view);
  });
}

/** Sends a command and finds the discrepancy that it changed. */
export async function recordDiscrepancy(
  commands: CommandBus,
  input: AboutCode,
  request: Request,
): Promise<DiscrepancyRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  if (isRefusal(result)) return result;
  return recordedWith(result, 'discrepancy', (view) => {
    const found = view.discrepancy(input.code);
    return found && discrepancySeen(found, view);
  });
}
