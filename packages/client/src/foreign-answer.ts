import type { VisageFetch } from './visage-fetch';

/** An answer that is none of the API's: of a proxy in between, or of another program at that address. */
export class ForeignAnswer extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`Answered with status ${response.status}.`);
    this.response = response;
  }
}

/** As `fetch`, for answers of the API alone, which are JSON; rejects with a {@link ForeignAnswer} otherwise. */
export function fetchAnswer(fetch: VisageFetch = (input, init) => globalThis.fetch(input, init)): VisageFetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) return response;
    void response.body?.cancel();
    throw new ForeignAnswer(response);
  };
}
