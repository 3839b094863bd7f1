import type { Line } from '#libs/audit';
import { parseStreamName } from '#libs/ledger';

/** As much of JSON Schema (2020-12) as describes the data of events. */
export interface Schema {
  readonly type?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** The schema of every version of every type of event that a bundle shows, named `<slice>/<type>.v<version>`. */
export interface EventSchemas {
  readonly $schema: string;
  readonly $defs: Readonly<Record<string, Schema>>;
}

/** Learns the shape of events from what it is shown: a description of the bundle that cannot be out of date. */
export class EventCatalogue {
  private readonly known: Map<string, Schema>;

  constructor(before?: EventSchemas) {
    this.known = new Map(Object.entries(before?.$defs ?? {}));
  }

  see({ stream, type, metadata, data }: Line): void {
    if (data === undefined) return;
    const name = `${parseStreamName(stream)?.slice}/${type}.v${String(metadata.v)}`;
    this.known.set(name, merged(this.known.get(name) ?? {}, schemaOf(data)));
  }

  get schemas(): EventSchemas {
    const sorted = [...this.known].sort(([a], [b]) => (a < b ? -1 : 1));
    return { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs: Object.fromEntries(sorted) };
  }
}

function schemaOf(value: unknown): Schema {
  if (value === null) return { type: ['null'] };
  if (Array.isArray(value)) return { type: ['array'], items: value.map(schemaOf).reduce(merged, {}) };
  if (typeof value === 'number') return { type: [Number.isInteger(value) ? 'integer' : 'number'] };
  if (typeof value !== 'object') return { type: [typeof value] };
  const properties = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, schemaOf(member)]));
  return { type: ['object'], properties, required: Object.keys(value).sort() };
}

/** What describes both; an empty schema is one that has seen nothing yet. */
function merged(a: Schema, b: Schema): Schema {
  if (a.type === undefined || b.type === undefined) return a.type === undefined ? b : a;
  const names = Object.keys({ ...a.properties, ...b.properties }).sort();
  const properties = names.map((name) => [name, merged(a.properties?.[name] ?? {}, b.properties?.[name] ?? {})] as const);
  const required = a.required && b.required ? a.required.filter((name) => b.required?.includes(name)) : (a.required ?? b.required);
  const items = a.items && b.items ? merged(a.items, b.items) : (a.items ?? b.items);
  return {
    type: [...new Set([...a.type, ...b.type])].sort(),
    ...(required !== undefined && { properties: Object.fromEntries(properties), required }),
    ...(items !== undefined && { items }),
  };
}
