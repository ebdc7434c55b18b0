import { accountExport } from '@visage/contract/account-export';
import { apiKey, keyName } from '@visage/contract/api-key';
import { handle } from '@visage/contract/handle';
import { textLimits } from '@visage/contract/limits';
import { altText, pictureChange, pictureMetadata, uploadInput } from '@visage/contract/picture';
import { displayName, ownProfile, profile, profileFields, updateOutput } from '@visage/contract/profile';
import { siteSettings } from '@visage/contract/site';
import { instant } from '@visage/contract/text';
import * as z from 'zod/mini';

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * What the schemas of the contract don't say in a way that JSON Schema could: names for those used often, lengths (counted in
 * characters there and here), words. Only here, so that no browser loads them.
 */
const notes = z.registry<JsonSchema & { id?: string }>();
notes.add(profile, { id: 'Profile', description: 'Someone, as others see them.' });
notes.add(ownProfile, { id: 'OwnProfile', description: 'A profile as its owner sees it.' });
notes.add(updateOutput, { id: 'UpdatedProfile' });
notes.add(pictureMetadata, { id: 'PictureMetadata', description: 'Everything about a picture but its bytes.' });
notes.add(pictureChange, {
  id: 'PictureChange',
  description: 'Both null where there is none, or the caller may not see it.',
});
notes.add(apiKey, { id: 'ApiKey' });
notes.add(accountExport, { id: 'AccountExport' });
notes.add(siteSettings, { id: 'SiteSettings' });
notes.add(instant, { description: 'ISO 8601, UTC.', pattern: undefined });
notes.add(pictureMetadata.shape.version, {
  description: 'Names the present answer of the picture route; never used again.',
});
notes.add(pictureMetadata.shape.url, { description: 'A path on this server: the versioned, immutable URL.' });
notes.add(pictureMetadata.shape.digest, { description: 'Hex SHA-256 of the bytes the route serves without `size`.' });
notes.add(pictureMetadata.shape.thumbhash, { description: 'Base64 of a ThumbHash, about 25 bytes.' });
notes.add(uploadInput.shape.data, {
  description: 'The file in base64 (RFC 4648 section 4), without a `data:` prefix.',
  contentEncoding: 'base64',
});
notes.add(uploadInput.shape.mimeType, { description: 'Must agree with the bytes.' });
notes.add(handle, { description: 'Compared without case.', pattern: '^[A-Za-z0-9_-]{3,30}$' });
notes.add(displayName, { minLength: 1, maxLength: textLimits.displayName });
notes.add(profileFields.bio, { maxLength: textLimits.bio });
notes.add(profileFields.pronouns, { maxLength: textLimits.pronouns });
notes.add(profileFields.location, { maxLength: textLimits.location });
notes.add(profileFields.website, {
  maxLength: textLimits.website,
  description: 'A full http or https address, or empty.',
});
notes.add(altText, { maxLength: textLimits.altText });
notes.add(keyName, { minLength: 1, maxLength: textLimits.keyName });

const components = '#/components/schemas/';

/** A schema of the contract as JSON Schema. What has a name goes into `named`, and is referred to. */
export function jsonSchemaOf(
  schema: z.ZodMiniType,
  io: 'input' | 'output',
  named: Record<string, JsonSchema>,
): JsonSchema {
  const { $schema: _, $defs = {}, ...whole } = z.toJSONSchema(schema, { metadata: notes, io, target: 'draft-2020-12' });
  const text = JSON.stringify({ whole, $defs }).replaceAll('"#/$defs/', `"${components}`);
  const { whole: body, $defs: parts } = JSON.parse(text) as { whole: JsonSchema; $defs: Record<string, JsonSchema> };
  for (const [name, part] of Object.entries(parts)) named[name] = withoutId(part);
  const { id: name } = notes.get(schema) ?? {};
  // What has a name may come as a reference to it; it must not become a reference to itself.
  if (name === undefined || '$ref' in body) return withoutId(body);
  named[name] = withoutId(body);
  return reference(name);
}

export const reference = (name: string): JsonSchema => ({ $ref: `${components}${name}` });

/** The name, which zod leaves in the schema too. */
function withoutId({ id: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** The schema that an input is judged by, and whether it may be left out (`optionalInput` of the contract). */
export function inputOf(schema: z.ZodMiniType): { schema: z.ZodMiniType; isOptional: boolean } {
  if (schema instanceof z.ZodMiniPipe && schema._zod.def.in instanceof z.ZodMiniTransform) {
    return { schema: schema._zod.def.out as z.ZodMiniType, isOptional: true };
  }
  return { schema, isOptional: false };
}
