import { maxSize, sizeSteps } from '@visage/contract/limits';
import { type Format, formats } from '@visage/contract/picture';

/** The parameters of the picture route, read and checked (SPEC section 3). */
export interface PictureQuery {
  version: string | null;
  fallback: 'placeholder' | 'initials' | '404';
  /** As asked for, 1 to 2048. */
  size: number | null;
  format: Format | null;
  /** Unix seconds, and what vouches for them. */
  signed: { expires: number; signature: string } | null;
}

/** A known parameter that can't be used, and why. */
export class BadParameter extends Error {
  readonly parameter: string;

  constructor(parameter: string, message: string) {
    super(message);
    this.parameter = parameter;
  }
}

/**
 * Unknown parameters are ignored; a known one that is empty, given twice, out of range or where it does not belong throws
 * `BadParameter`. Judged before anyone is looked up, so that the answer says nothing about who exists.
 */
export function readPictureQuery(search: URLSearchParams): PictureQuery {
  const fallback = oneOf(search, 'fallback', ['initials', '404']);
  const size = wholeNumber(search, 'size', 1, maxSize);
  const format = oneOf(search, 'format', Object.keys(formats) as Format[]);
  if (format !== null && size === null) throw new BadParameter('format', 'format belongs to size.');
  return {
    version: versionIn(search),
    fallback: fallback ?? 'placeholder',
    size,
    format,
    signed: readSigned(search),
  };
}

/** What can be no version (22 characters of base64url) is any other value: the answer without it. */
function versionIn(search: URLSearchParams): string | null {
  const given = single(search, 'v');
  return given !== null && /^[\w-]{22}$/.test(given) ? given : null;
}

/** The side of the square that a size is served in: the next step up, or the last. */
export function stepFor(size: number): number {
  return sizeSteps.find((step) => step >= size) ?? sizeSteps[sizeSteps.length - 1] ?? size;
}

/** The server's own answer depends on `Accept` where a size, but no format, is asked for. */
export function isNegotiated({ size, format }: PictureQuery): boolean {
  return size !== null && format === null;
}

function readSigned(search: URLSearchParams): PictureQuery['signed'] {
  const expires = wholeNumber(search, 'expires', 0, Number.MAX_SAFE_INTEGER);
  const signature = single(search, 'signature');
  if (expires === null && signature === null) return null;
  if (expires === null) throw new BadParameter('signature', 'signature belongs to expires.');
  if (signature === null) throw new BadParameter('expires', 'expires belongs to signature.');
  return { expires, signature };
}

function oneOf<Value extends string>(search: URLSearchParams, parameter: string, values: Value[]): Value | null {
  const given = single(search, parameter);
  if (given === null) return null;
  const value = values.find((each) => each === given);
  if (value === undefined) throw new BadParameter(parameter, `${parameter} is one of ${values.join(', ')}.`);
  return value;
}

function wholeNumber(search: URLSearchParams, parameter: string, least: number, most: number): number | null {
  const given = single(search, parameter);
  if (given === null) return null;
  const value = Number(given);
  if (!/^(0|[1-9]\d*)$/.test(given) || value < least || value > most) {
    throw new BadParameter(parameter, `${parameter} is a whole number from ${least} to ${most}.`);
  }
  return value;
}

function single(search: URLSearchParams, parameter: string): string | null {
  const values = search.getAll(parameter);
  if (values.length > 1) throw new BadParameter(parameter, `${parameter} is given more than once.`);
  if (values[0] === '') throw new BadParameter(parameter, `${parameter} is empty.`);
  return values[0] ?? null;
}
