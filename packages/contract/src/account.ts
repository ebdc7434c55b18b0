import * as z from 'zod/mini';
import { optionalInput } from './text';

export const password = z
  .string()
  .check(z.minLength(8, 'Use at least 8 characters.'), z.maxLength(128, 'Use at most 128 characters.'));

export const email = z
  .string('Type your e-mail address.')
  .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email('This doesn’t look like an e-mail address.'));

export const deleteInput = optionalInput(z.strictObject({ password: z.optional(z.string().check(z.maxLength(128))) }));
export const deleteOutput = z.object({ deleted: z.literal(true) });
