import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, ObjectType, Field, Resolver } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Choice, Count, FinancialYear, Flag, Line, Lines, Nested, optional, Text } from '../fields.js';
import { command, type LedgerCommand, Receipt, type Request } from '../ledger-command.js';
import { recordedWith, resultOf } from '../results.js';
import { Outlook, RefreshKind, Stance } from './plan.enums.js';
import { PlanNode } from './plan.node.js';

const EditionNumber = (description = 'The number of the edition.') => Count(1, 1000, description);
const OfEdition = () => Count(1, 1000, 'The edition; the one current on the day if absent.', optional);
const AmbitionNumber = (description = 'The number of the ambition.') => Count(1, 1000, description);

@InputType({ description: 'Who owns a plan.' })
export class OwnerInput {
  @Line(200, 'The organisation.') organisation: string;
  @Line(200, 'The system that it belongs to.', optional) system?: string;
}

@InputType({ description: 'Registers a plan under a code of its own, for ever.' })
export class RegisterPlan extends command('plan', 'RegisterPlan') implements domain.Payload<domain.PlanCommand, 'RegisterPlan'> {
  @Line(300, 'Its title.') title: string;
  @Nested(() => OwnerInput, 'Who owns it.') owner: OwnerInput;
}

@InputType({ description: 'Opens the next edition; its five years follow from the first.' })
export class OpenEdition extends command('plan', 'OpenEdition') implements domain.Payload<domain.PlanCommand, 'OpenEdition'> {
  @EditionNumber('Its number: the last + 1.') number: number;
  @FinancialYear('The financial year that is its Year 1.') firstFinancialYear: string;
  @Choice(RefreshKind, 'How much of the plan it remakes.') refreshKind: domain.RefreshKind;
  @Text(2000, 'Why it is opened.', optional) reason?: string;
}

@InputType({ description: 'Records guidance on what an edition should refresh.' })
export class RecordRefreshGuidance
  extends command('plan', 'RecordRefreshGuidance')
  implements domain.Payload<domain.PlanCommand, 'RecordRefreshGuidance'>
{
  @OfEdition() edition?: number;
  @Line(200, 'Who issued it.') issuer: string;
  @Text(2000, 'What it asks for.') scope: string;
}

@InputType({ description: 'Records that a board was asked for its opinion on an edition.' })
export class RequestOpinion extends command('plan', 'RequestOpinion') implements domain.Payload<domain.PlanCommand, 'RequestOpinion'> {
  @OfEdition() edition?: number;
  @Line(200, 'The board.') board: string;
}

@InputType({ description: 'Records what a board says of an edition.' })
export class RecordOpinion extends command('plan', 'RecordOpinion') implements domain.Payload<domain.PlanCommand, 'RecordOpinion'> {
  @OfEdition() edition?: number;
  @Line(200, 'The board.') board: string;
  @Choice(Stance, 'What it says.') stance: domain.Stance;
  @Lines(1000, 'The points it makes.', optional) points?: string[];
  @Flag('True where it asks for a change.', optional) changeAsked?: boolean;
  @Line(200, 'The post that signed it; never a person.', optional) signedBy?: string;
  @Line(300, 'What it names, where that is not simply the edition.', optional) subjectAsPrinted?: string;
  @Flag('True where the day on which it was received is unknown: `effectiveOn` then stands for it.', optional) receivedOnUnknown?: boolean;
}

@InputType({ description: 'Records what an edition changes against the one before.' })
export class RecordEditionChange
  extends command('plan', 'RecordEditionChange')
  implements domain.Payload<domain.PlanCommand, 'RecordEditionChange'>
{
  @OfEdition() edition?: number;
  @Line(100, 'The kind of change.') kind: string;
  @Line(200, 'What it is about.') ref: string;
  @Text(2000, 'The change in words.') text: string;
}

@InputType({
  description: 'Publishes an edition. Findings refuse it until they are acknowledged by rule. `effectiveOn` is the day of publication.',
})
export class PublishEdition extends command('plan', 'PublishEdition') implements domain.Payload<domain.PlanCommand, 'PublishEdition'> {
  @EditionNumber() edition: number;
  @Flag(
    'True where the day of publication is unknown: the first day of Year 1 then stands for it, and `effectiveOn` is left out.',
    optional,
  )
  publishedOnUnknown?: boolean;
  @Lines(32, 'Rules whose findings are accepted, such as `MISSING_PART`.', optional) acknowledged?: string[];
}

@InputType({
  description:
    'Confirms that every open milestone of the editions before was carried forward, met, dropped, superseded, split, merged or handed over. Refused with all that were not.',
})
export class ConfirmRollForward
  extends command('plan', 'ConfirmRollForward')
  implements domain.Payload<domain.PlanCommand, 'ConfirmRollForward'>
{
  @EditionNumber('The number of the edition that is rolled forward into.') edition: number;
}

@InputType({
  description:
    'Makes a published edition the current one, from the later of its publication and its first day if no day is given. Where the editions before hold milestones, the roll-forward must be confirmed.',
})
export class MakeEditionCurrent
  extends command('plan', 'MakeEditionCurrent')
  implements domain.Payload<domain.PlanCommand, 'MakeEditionCurrent'>
{
  @EditionNumber() edition: number;
}

@InputType({ description: 'Withdraws an edition: it leaves every question but those that name it.' })
export class WithdrawEdition extends command('plan', 'WithdrawEdition') implements domain.Payload<domain.PlanCommand, 'WithdrawEdition'> {
  @EditionNumber() edition: number;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Adds an ambition; its number is its identity for ever.' })
export class AddAmbition extends command('plan', 'AddAmbition') implements domain.Payload<domain.PlanCommand, 'AddAmbition'> {
  @AmbitionNumber('Its number.') number: number;
  @Line(300, 'Its title.') title: string;
  @Text(2000, 'Why it is there.', optional) rationale?: string;
  @OfEdition() edition?: number;
}

@InputType({ description: 'Renames an ambition; the former title is kept.' })
export class RenameAmbition extends command('plan', 'RenameAmbition') implements domain.Payload<domain.PlanCommand, 'RenameAmbition'> {
  @AmbitionNumber() ambition: number;
  @Line(300, 'The new title.') title: string;
}

@InputType({ description: 'Recasts an ambition: the same number with another meaning.' })
export class RecastAmbition extends command('plan', 'RecastAmbition') implements domain.Payload<domain.PlanCommand, 'RecastAmbition'> {
  @AmbitionNumber() ambition: number;
  @Line(300, 'The new title, where it changes.', optional) title?: string;
  @Text(2000, 'Why.') rationale: string;
}

@InputType({ description: 'Makes a post accountable for an ambition.' })
export class AssignAccountablePost
  extends command('plan', 'AssignAccountablePost')
  implements domain.Payload<domain.PlanCommand, 'AssignAccountablePost'>
{
  @AmbitionNumber() ambition: number;
  @Line(200, 'The post; never a person.') post: string;
  @Line(200, 'The organisation that it belongs to.', optional) organisation?: string;
  @Flag('True for the post that leads.', optional) lead?: boolean;
}

@InputType({ description: 'Ends the accountability of a post.' })
export class EndAccountablePost
  extends command('plan', 'EndAccountablePost')
  implements domain.Payload<domain.PlanCommand, 'EndAccountablePost'>
{
  @AmbitionNumber() ambition: number;
  @Line(200, 'The post.') post: string;
  @Line(200, 'Its organisation, where several posts have the same name.', optional) organisation?: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Says how the delivery of an ambition is seen.' })
export class SetDeliveryOutlook
  extends command('plan', 'SetDeliveryOutlook')
  implements domain.Payload<domain.PlanCommand, 'SetDeliveryOutlook'>
{
  @AmbitionNumber() ambition: number;
  @Choice(Outlook, 'How it is seen.') outlook: domain.Outlook;
  @Text(2000, 'Why; required where it gets worse.', optional) reason?: string;
}

@ObjectType({ description: 'A command on a plan that went through.' })
export class PlanRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => PlanNode, {
    nullable: true,
    description: 'The plan as it then was; null while this node has not yet projected the command.',
  })
  plan: PlanNode | null;
}

export const PlanResult = resultOf('PlanRecordedResult', PlanRecorded);

/** Sends a command and finds the plan that it changed. */
export async function recordPlan(commands: CommandBus, input: LedgerCommand, request: Request): Promise<PlanRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  return isRefusal(result) ? result : recordedWith(result, 'plan', (view) => new PlanNode(view));
}

@Resolver()
export class PlanMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand, request: Request): Promise<PlanRecorded | domain.Refusal> {
    return recordPlan(this.commands, input, request);
  }

  @Mutation(() => PlanResult)
  registerPlan(@Args('input') input: RegisterPlan, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  openEdition(@Args('input') input: OpenEdition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  recordRefreshGuidance(@Args('input') input: RecordRefreshGuidance, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  requestOpinion(@Args('input') input: RequestOpinion, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  recordOpinion(@Args('input') input: RecordOpinion, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  recordEditionChange(@Args('input') input: RecordEditionChange, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  @Needs('approver')
  publishEdition(@Args('input') input: PublishEdition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  @Needs('approver')
  confirmRollForward(@Args('input') input: ConfirmRollForward, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  @Needs('approver')
  makeEditionCurrent(@Args('input') input: MakeEditionCurrent, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  @Needs('approver')
  withdrawEdition(@Args('input') input: WithdrawEdition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  addAmbition(@Args('input') input: AddAmbition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  renameAmbition(@Args('input') input: RenameAmbition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  recastAmbition(@Args('input') input: RecastAmbition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  assignAccountablePost(@Args('input') input: AssignAccountablePost, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  endAccountablePost(@Args('input') input: EndAccountablePost, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => PlanResult)
  setDeliveryOutlook(@Args('input') input: SetDeliveryOutlook, @Asker() request: Request) {
    return this.record(input, request);
  }
}
