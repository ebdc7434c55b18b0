import { keyName } from '@visage/contract/api-key';
import { Refusal } from '@visage/contract/errors';
import * as z from 'zod/mini';

/**
 * What an authenticator answers, as far as the plugin takes it on trust: it looks the id up before it looks at anything. Ids have at most 1,023
 * bytes (WebAuthn section 4, "Credential ID").
 */
const response = z.looseObject({ id: z.string().check(z.minLength(1), z.maxLength(1364)) });
const answerInput = z.object({ response });
const registrationInput = z.object({ response, name: z.optional(keyName) });
const renamingInput = z.object({ id: z.string(), name: keyName });

type Body = Record<string, unknown>;

/** The body of a request about passkeys, whose other fields go no further. Throws `Refusal('invalid_input')`. */
export const passkeyInput = {
  answer: (typed: Body | null): Body => read(answerInput, typed),
  registration: (typed: Body | null): Body => read(registrationInput, typed),
  renaming: (typed: Body | null): Body => read(renamingInput, typed),
};

function read(schema: z.ZodMiniType<Body>, typed: Body | null): Body {
  const { data, error } = schema.safeParse(typed ?? {});
  if (data) return data;
  const fields = Object.fromEntries(error.issues.map(({ path, message }) => [path.map(String).join('.'), message]));
  throw new Refusal('invalid_input', error.issues[0]?.message ?? 'Invalid.', { fields });
}
