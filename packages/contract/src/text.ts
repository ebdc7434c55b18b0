import * as z from 'zod/mini';

/** C0 and C1 controls but tab and line feed, and halves of surrogate pairs: Postgres refuses some, people see none. */
const forbidden = /(?![\t\n])[\p{Cc}\p{Surrogate}]/u;
const lineBreak = /[\t\n\u2028\u2029]/u;

/**
 * A line of text as a person typed it: trimmed, at most `max` characters (Unicode code points, as Postgres counts), no
 * control characters.
 * The messages are shown to people as they stand.
 */
export function line(max: number) {
  return z.string('Type some text.').check(
    z.trim(),
    atMost(max),
    z.refine((text) => !forbidden.test(text) && !lineBreak.test(text), 'Some characters here can’t be used.'),
  );
}

const atMost = (max: number) =>
  z.refine<string>((text) => text.length <= 2 * max && [...text].length <= max, `Keep it to ${max} characters.`);

/** As {@link line}, with line breaks allowed; they come out as `\n`. */
export function paragraph(max: number) {
  return z.string('Type some text.').check(
    z.trim(),
    z.overwrite((text) => text.replaceAll('\r\n', '\n')),
    atMost(max),
    z.refine((text) => !forbidden.test(text), 'Some characters here can’t be used.'),
  );
}

/** An identifier from outside: a user id, a picture id. Opaque; bounded so that nothing silly reaches the database. */
export const identifier = z.string().check(
  z.minLength(1),
  z.maxLength(128),
  z.refine((text) => !forbidden.test(text)),
);

/** An instant as ISO 8601 in UTC, so that any HTTP client can read it. */
export const instant = z.iso.datetime();

/**
 * The input of a procedure that requires no field: no body, `null` and `{}` mean the same.
 */
export function optionalInput<Output, Input extends object>(schema: z.ZodMiniType<Output, Input>) {
  const orEmpty = z.transform((input: unknown): unknown => input ?? {});
  return z.pipe(orEmpty, schema as z.ZodMiniType<Output, unknown>) as unknown as z.ZodMiniType<
    Output,
    Input | null | undefined
  >;
}
