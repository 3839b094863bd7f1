import { Field, ObjectType } from '@nestjs/graphql';
import { EntryNode } from '../history/entry.types.js';
import { Source } from '../plan/plan.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'A recorded field of a thing with the entry that last changed it.' })
export class TracedField {
  @Field({ description: 'The field.' }) field: string;
  @Field({ description: 'The entry, with its source line; for what a retraction changed, the retraction.' }) entry: EntryNode;
}

@ObjectType({ implements: () => [Report], description: 'What a thing, or one field of it, rests on.' })
export class SourceTrace extends Report {
  @Field({ description: 'The code of the thing.' }) subject: string;
  @Field({ description: 'What it is, such as `milestone`.' }) kind: string;
  @Field({ description: 'Its title, or what it says.' }) title: string;
  @Field({ description: 'True where the field asked about is computed: then the recorded fields that it may rest on are listed.' })
  derived: boolean;
  @Field(() => [TracedField], { description: 'The recorded fields asked about, in the order of their names.' })
  fields: readonly TracedField[];
  @Field({ description: 'The thing as a count of one: its `because` are all entries that the whole of it rests on.' }) whole: TallyNode;
  @Field(() => [Source], { description: 'The lines of the sources behind those fields, and those that the thing itself names.' })
  lines: readonly Source[];
}
