import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import {
  Choice,
  Count,
  Counts,
  Day,
  DecimalNumber,
  Flag,
  Line,
  Lines,
  Nested,
  NestedList,
  optional,
  RegisterCode,
  Text,
} from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { FigureComparator, LinkKind, LinkRole, RegisterKind } from './register.enums.js';
import { recordEntry, RegisterEntryResult } from './register.result.js';

const MOST_LINES = 10_000_000;
const SourceLines = () => Counts(1, MOST_LINES, 'The 1-based lines of the document that speak of it.', optional);
const Reason = () => Text(2000, 'Why.');

@InputType({ description: 'A name that an entry also goes by.' })
export class RegisterAliasInput implements domain.Alias {
  @Line(300, 'The name.') alias: string;
  @Line(300, 'Where it is printed.', optional) place?: string;
}

@InputType({ description: 'What an entry says beside its name; `registerKinds` tells which details its kind has.' })
export class RegisterDetailInput implements domain.DetailSent {
  @Line(40, 'Its name, fixed by the kind.') name: string;
  @Lines(2000, 'Its value as text; several for LINES; in a change, none to take it away.') values: string[];
}

@InputType({ description: 'A number that an entry states. A percentage keeps its numerator and base (R52).' })
export class FigureInput implements domain.Figure {
  @Line(300, 'What is counted or measured.') label: string;
  @DecimalNumber('The number.') value: string;
  @Line(100, 'Its unit, `%` for a percentage.') unit: string;
  @Line(100, 'The period that it is of, as printed.', optional) period?: string;
  @Choice(FigureComparator, 'How it bounds what it speaks of; absent where it states it.', optional) comparator?: domain.FigureComparator;
  @Day('The day by which it is to be reached.', optional) byDate?: string;
  @DecimalNumber('Of a percentage, how many.', optional) numerator?: string;
  @DecimalNumber('How many in all: what the numerator, or else the value, is out of.', optional) base?: string;
  @Flag('True where the source says about, over or more than.', optional) approximate?: boolean;
  @Line(1000, 'What the source adds.', optional) note?: string;
  @Count(1, MOST_LINES, 'The 1-based line of the entry’s document that states it.', optional) line?: number;
}

@InputType({ description: 'What an entry is linked to.' })
export class RegisterLinkInput implements domain.LinkSent {
  @Choice(LinkKind, 'What it is.') kind: domain.LinkKind;
  @Line(64, 'Its code, or the number of an ambition or edition.') code: string;
  @Choice(LinkRole, 'What the link says; that the entry concerns the thing if absent.', optional) role?: domain.LinkRole;
}

@InputType({
  description:
    'Adds an entry to the register under a code of its own, for ever. `effectiveOn` is the day from which it holds. Posts, never people.',
})
export class AddRegisterEntry
  extends command('register', 'AddRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'AddRegisterEntry'>
{
  @RegisterCode() code: string;
  @Choice(RegisterKind, 'What it is.') kind: domain.RegisterKind;
  @Line(300, 'Its name.') name: string;
  @Text(2000, 'What it is about.', optional) summary?: string;
  @NestedList(() => RegisterAliasInput, 'Names that it also goes by.', optional) aliases?: RegisterAliasInput[];
  @NestedList(() => RegisterDetailInput, 'What it says of itself.', optional) details?: RegisterDetailInput[];
  @NestedList(() => FigureInput, 'The numbers that it states.', optional) figures?: FigureInput[];
  @NestedList(() => RegisterLinkInput, 'What it is linked to.', optional) links?: RegisterLinkInput[];
  @SourceLines() sourceLines?: number[];
}

@InputType({ description: 'Renames an entry; the former name is kept.' })
export class RenameRegisterEntry
  extends command('register', 'RenameRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'RenameRegisterEntry'>
{
  @RegisterCode() code: string;
  @Line(300, 'The new name.') name: string;
}

@InputType({ description: 'Records a name that an entry also goes by.' })
export class AddRegisterAlias
  extends command('register', 'AddRegisterAlias')
  implements domain.Payload<domain.RegisterCommand, 'AddRegisterAlias'>
{
  @RegisterCode() code: string;
  @Line(300, 'The name.') alias: string;
  @Line(300, 'Where it is printed.', optional) place?: string;
}

@InputType({ description: 'Changes what an entry says; what is not given stays.' })
export class ChangeRegisterEntry
  extends command('register', 'ChangeRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'ChangeRegisterEntry'>
{
  @RegisterCode() code: string;
  @Text(2000, 'What it is about.', optional) summary?: string;
  @NestedList(() => RegisterDetailInput, 'The details that change; one without values is taken away.', optional)
  details?: RegisterDetailInput[];
  @NestedList(() => FigureInput, 'All its figures, where any of them changes.', optional) figures?: FigureInput[];
  @SourceLines() sourceLines?: number[];
  @Reason() reason: string;
}

@InputType({ description: 'Links an entry to a part of the plan, or to another entry.' })
export class LinkRegisterEntry
  extends command('register', 'LinkRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'LinkRegisterEntry'>
{
  @RegisterCode() code: string;
  @Nested(() => RegisterLinkInput, 'What it is linked to.') to: RegisterLinkInput;
}

@InputType({ description: 'Ends a link of an entry.' })
export class UnlinkRegisterEntry
  extends command('register', 'UnlinkRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'UnlinkRegisterEntry'>
{
  @RegisterCode() code: string;
  @Nested(() => RegisterLinkInput, 'What it was linked to.') to: RegisterLinkInput;
  @Reason() reason: string;
}

@InputType({ description: 'Ends an entry. `effectiveOn` is the day from which it no longer holds.' })
export class EndRegisterEntry
  extends command('register', 'EndRegisterEntry')
  implements domain.Payload<domain.RegisterCommand, 'EndRegisterEntry'>
{
  @RegisterCode() code: string;
  @Reason() reason: string;
}

@Resolver()
export class EntryMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => RegisterEntryResult)
  addRegisterEntry(@Args('input') input: AddRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  renameRegisterEntry(@Args('input') input: RenameRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  addRegisterAlias(@Args('input') input: AddRegisterAlias, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  changeRegisterEntry(@Args('input') input: ChangeRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  linkRegisterEntry(@Args('input') input: LinkRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  unlinkRegisterEntry(@Args('input') input: UnlinkRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }

  @Mutation(() => RegisterEntryResult)
  endRegisterEntry(@Args('input') input: EndRegisterEntry, @Asker() request: Request) {
    return recordEntry(this.commands, input, request);
  }
}
