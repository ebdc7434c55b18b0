import type { JsonSchema } from './json-schema';

/** Text as HTML; what stands between backticks is code. */
export const words = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`);

/** The fields of an object, each with its type and what is said of it; of anything else its type in a word. */
export function schemaTable(schema: JsonSchema): string {
  const shape = objectIn(schema);
  if (!shape) return `<p>${typeWords(schema)}</p>`;
  const required = (shape.required ?? []) as string[];
  const rows = Object.entries(shape.properties as Record<string, JsonSchema>).map(([name, field]) => {
    const optional = required.includes(name) ? '' : ' <span class="soft">optional</span>';
    const said = typeof field.description === 'string' ? `<br>${words(field.description)}` : '';
    return `<div><dt><code>${escaped(name)}</code>${optional}</dt><dd>${typeWords(field)}${said}</dd></div>`;
  });
  return rows.length > 0 ? `<dl>${rows.join('')}</dl>` : '<p>No fields.</p>';
}

/** The object itself, also where it may be left out (null). */
function objectIn(schema: JsonSchema): JsonSchema | null {
  if (schema.properties) return schema;
  const others = ((schema.anyOf ?? []) as JsonSchema[]).filter(({ type }) => type !== 'null');
  return others.length === 1 && others[0] ? objectIn(others[0]) : null;
}

export function typeWords(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((each) => typeWords(each)).join(' or ');
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => `<code>${escaped(String(each))}</code>`).join(', ');
  if ('const' in schema) return `<code>${escaped(JSON.stringify(schema.const))}</code>`;
  if (schema.type === 'array')
    return `list of ${typeWords((schema.items ?? {}) as JsonSchema)}${bounds(schema, 'Items')}`;
  if (schema.properties)
    return `{ ${Object.keys(schema.properties)
      .map((each) => `<code>${escaped(each)}</code>`)
      .join(', ')} }`;
  const kind = schema.format === 'date-time' ? 'date and time' : String(schema.type ?? 'anything');
  return `${kind}${bounds(schema, 'Length')}`;
}

/** Lengths, or the range of a number; those of whole numbers as such say nothing. */
function bounds(schema: JsonSchema, of: 'Length' | 'Items'): string {
  const least = schema[`min${of}`] ?? schema.minimum;
  const most = schema[`max${of}`] ?? schema.maximum;
  if (most === undefined || most === Number.MAX_SAFE_INTEGER) return '';
  const unit = of === 'Length' && schema.type === 'string' ? ' characters' : '';
  return `, ${least === undefined ? 'at most ' : `${least} to `}${most}${unit}`;
}
