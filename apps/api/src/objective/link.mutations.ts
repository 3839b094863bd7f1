import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Line, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({ description: 'Says how an objective addresses inequality.' })
export class SetInequalityAction
  extends command('objective', 'SetInequalityAction')
  implements domain.Payload<domain.ObjectiveCommand, 'SetInequalityAction'>
{
  @ObjectiveCode() objective: string;
  @Text(2000, 'The action.') action: string;
}

@InputType({ description: 'Names a body that oversees an objective.' })
export class LinkOversight
  extends command('objective', 'LinkOversight')
  implements domain.Payload<domain.ObjectiveCommand, 'LinkOversight'>
{
  @ObjectiveCode() objective: string;
  @Line(300, 'The committee, board or group.') body: string;
}

@InputType({ description: 'Names a partner who delivers an objective.' })
export class LinkPartner extends command('objective', 'LinkPartner') implements domain.Payload<domain.ObjectiveCommand, 'LinkPartner'> {
  @ObjectiveCode() objective: string;
  @Line(300, 'The partner.') partner: string;
}

@InputType({ description: 'Ends the part of a partner in an objective.' })
export class UnlinkPartner
  extends command('objective', 'UnlinkPartner')
  implements domain.Payload<domain.ObjectiveCommand, 'UnlinkPartner'>
{
  @ObjectiveCode() objective: string;
  @Line(300, 'The partner.') partner: string;
  @Text(2000, 'Why.', optional) reason?: string;
}

@InputType({ description: 'Records what an objective is aligned with.' })
export class AlignObjective
  extends command('objective', 'AlignObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'AlignObjective'>
{
  @ObjectiveCode() objective: string;
  @Line(100, 'The kind of thing: a core purpose, a national shift, a strategy …') alignment: string;
  @Line(300, 'Its name.') name: string;
}

@Resolver()
export class LinkMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective: string }, request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  setInequalityAction(@Args('input') input: SetInequalityAction, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  linkOversight(@Args('input') input: LinkOversight, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  linkPartner(@Args('input') input: LinkPartner, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  unlinkPartner(@Args('input') input: UnlinkPartner, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  alignObjective(@Args('input') input: AlignObjective, @Asker() request: Request) {
    return this.record(input, request);
  }
}
