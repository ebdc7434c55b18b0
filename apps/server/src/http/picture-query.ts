/** The parameters of the picture route, read and checked (SPEC section 3). */
export interface PictureQuery {
  version: string | null;
  fallback: 'placeholder' | '404';
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
 * Unknown parameters are ignored; a known one that is empty, given twice or out of range throws `BadParameter`. Judged
 * before anyone is looked up, so that the answer says nothing about who exists.
 */
export function readPictureQuery(search: URLSearchParams): PictureQuery {
  const fallback = single(search, 'fallback');
  if (fallback !== null && fallback !== '404') throw new BadParameter('fallback', 'fallback is 404, or left out.');
  return { version: single(search, 'v'), fallback: fallback ?? 'placeholder' };
}

function single(search: URLSearchParams, parameter: string): string | null {
  const values = search.getAll(parameter);
  if (values.length > 1) throw new BadParameter(parameter, `${parameter} is given more than once.`);
  if (values[0] === '') throw new BadParameter(parameter, `${parameter} is empty.`);
  return values[0] ?? null;
}
