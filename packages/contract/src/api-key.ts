import * as z from 'zod/mini';
import { apiKeySeconds, textLimits } from './limits';
import { identifier, instant, line, optionalInput } from './text';

/** What a key may be allowed: to see what its owner sees, and to change what its owner may change. */
export const scopes = ['profiles:read', 'profiles:write'] as const;
export const scope = z.enum(scopes);
export type Scope = z.infer<typeof scope>;

/** For its owner, to tell keys apart. */
export const keyName = line(textLimits.keyName).check(z.minLength(1, 'Give the key a name.'));

export const createKeyInput = z.strictObject({
  name: keyName,
  scopes: z.array(scope).check(
    z.minLength(1, 'Choose at least one.'),
    z.maxLength(scopes.length),
    z.refine((chosen) => new Set(chosen).size === chosen.length, 'Choose each once.'),
  ),
  /** Seconds; left out, the key works until it is revoked. */
  expiresIn: z.optional(z.int().check(z.minimum(1), z.maximum(apiKeySeconds))),
});
/** `key` is told this once: only its hash is kept. */
export const createKeyOutput = z.object({ id: identifier, key: z.string() });

export const apiKey = z.object({
  id: identifier,
  name: z.string(),
  /** How the key begins, so that its owner can tell it from others. */
  start: z.string(),
  scopes: z.array(scope),
  createdAt: instant,
  /** Null: never. */
  expiresAt: z.nullable(instant),
  /** To the minute; null: not yet. */
  lastUsedAt: z.nullable(instant),
});
export type ApiKey = z.infer<typeof apiKey>;

export const listKeysInput = optionalInput(z.strictObject({}));
/** Keys that work, newest first. */
export const listKeysOutput = z.object({ items: z.array(apiKey), nextCursor: z.nullable(z.string()) });

export const revokeKeyInput = z.strictObject({ id: identifier });
export const revokeKeyOutput = z.object({ revoked: z.literal(true) });
