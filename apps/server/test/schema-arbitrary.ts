import fc from 'fast-check';

type JsonSchema = { [keyword: string]: unknown };

/** Values that a field of this name may take, so that some requests mean something. */
export type Pools = Record<string, readonly unknown[]>;

/** Values that a schema of the document takes. `resolve` follows references; `name` is the field's. */
export function arbitraryOf(
  schema: JsonSchema,
  pools: Pools,
  resolve: (ref: string) => JsonSchema,
  name = '',
): fc.Arbitrary<unknown> {
  const within = (each: JsonSchema, field = name) => arbitraryOf(each, pools, resolve, field);
  const known = pools[name];
  if (known && known.length > 0 && schema.type !== 'array') {
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: plainOf(schema, within) },
    );
  }
  if (typeof schema.$ref === 'string') return within(resolve(schema.$ref));
  return plainOf(schema, within);
}

function plainOf(
  schema: JsonSchema,
  within: (schema: JsonSchema, field?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { anyOf, enum: choices, type, properties = {}, required = [], items = {} } = schema;
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((each) => within(each)));
  if (Array.isArray(choices)) return fc.constantFrom(...choices);
  switch (type) {
    case 'object': {
      const fields = Object.entries(properties as Record<string, JsonSchema>).map(
        ([field, each]) => [field, within(each, field)] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: required as string[] });
    }
    case 'array':
      return fc.uniqueArray(within(items as JsonSchema), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 5), 5),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(Number(schema.minimum ?? -5), -1e6),
        max: Math.min(Number(schema.maximum ?? 5), 1e6),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return stringOf(schema);
    default:
      return fc.jsonValue();
  }
}

function stringOf({ format, pattern, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return fc.nat(1e6).map((each) => `someone${each}@example.org`);
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern, 'u'));
  const length = { minLength: Number(minLength), maxLength: Math.min(Number(maxLength), 60) };
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'binary' }));
}
