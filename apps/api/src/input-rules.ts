import { getMetadataStorage, type ValidationArguments, ValidationTypes } from 'class-validator';

/** A class of inputs; it is made without arguments. */
export type InputClass = new () => object;

type Fields = Record<string, unknown>;
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;
type Holds = (value: unknown, owner: Fields) => boolean;

/** What the decorators say of one field. */
interface FieldRule {
  /** The class of the object, or of the objects of the list, in it. */
  readonly within: InputClass | undefined;
  readonly holds: Holds;
}

type Shape = ReadonlyMap<string, FieldRule>;

const shapes = new Map<unknown, Shape>();
const WITHIN = 'planledger:within';

/** Says of which class the object, or the objects of the list, in a field are. */
export const Within =
  (type: () => InputClass): PropertyDecorator =>
  (owner, name) =>
    Reflect.defineMetadata(WITHIN, type, owner, name);

/** A real instance of an input class with everything that was sent, known or not; objects within it too. */
export function instanceOf(type: InputClass, sent: object): object {
  const shape = shapeOf(type);
  const made = new type() as Fields;
  for (const name of Object.keys(sent)) {
    const value = (sent as Fields)[name];
    const rule = shape.get(name);
    // A field of its own, whatever its name: what no rule names is refused afterwards.
    if (rule === undefined) Object.defineProperty(made, name, { value, enumerable: true });
    else made[name] = rule.within === undefined ? value : madeWithin(rule.within, value);
  }
  return made;
}

function madeWithin(type: InputClass, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => madeWithin(type, one));
  return typeof value === 'object' && value !== null ? instanceOf(type, value) : value;
}

/**
 * True where class-validator would find nothing wrong with an instance, members that no rule names included. Ask it for
 * its words only where this is false: it builds the report that it might have to give however sound the input is.
 */
export function isSound(made: object): boolean {
  const shape = shapeOf((Object.getPrototypeOf(made) as { constructor: InputClass }).constructor);
  for (const name of Object.keys(made)) if (!shape.has(name)) return false;
  for (const [name, { holds }] of shape) if (!holds((made as Fields)[name], made as Fields)) return false;
  return shape.size > 0;
}

function isSoundWithin(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSoundWithin);
  return value === undefined || (value instanceof Object && isSound(value));
}

function shapeOf(type: InputClass): Shape {
  const before = shapes.get(type);
  if (before !== undefined) return before;
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const fields = Map.groupBy(metadata, ({ propertyName }) => propertyName);
  const shape = new Map([...fields].map(([name, ofField]) => [name, fieldRule(type, name, ofField)]));
  shapes.set(type, shape);
  return shape;
}

function fieldRule(type: InputClass, name: string, metadata: Metadata): FieldRule {
  const ofType = (kind: string): Metadata => metadata.filter((one) => one.type === kind);
  const applies = ofType(ValidationTypes.CONDITIONAL_VALIDATION).map(({ constraints }) => constraints[0] as (owner: Fields) => boolean);
  const checks = ofType(ValidationTypes.CUSTOM_VALIDATION).flatMap(checksOf);
  if (ofType(ValidationTypes.NESTED_VALIDATION).length > 0) checks.push(isSoundWithin);
  return {
    within: (Reflect.getMetadata(WITHIN, type.prototype as object, name) as (() => InputClass) | undefined)?.(),
    holds: (value, owner) => !applies.every((condition) => condition(owner)) || checks.every((check) => check(value, owner)),
  };
}

function checksOf({ propertyName: property, constraintCls, constraints, each }: Metadata[number]): Holds[] {
  const validators = getMetadataStorage().getTargetValidatorConstraints(constraintCls);
  return validators.map(({ instance }): Holds => {
    const check: Holds = (value, object) => {
      const asked: ValidationArguments = { value, object, property, constraints, targetName: '' };
      return instance.validate(value, asked) === true;
    };
    return each ? (value, owner) => (Array.isArray(value) ? value.every((one) => check(one, owner)) : check(value, owner)) : check;
  });
}
