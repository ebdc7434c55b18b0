import type { TestVisage } from './visage';

let addresses = 0;

/** An address that no test has used as a client's before. */
export function newAddress(): string {
  addresses += 1;
  return `172.16.${addresses >> 8}.${addresses & 255}`;
}

/** A POST under `/api/auth`, as a page of the site sends it, from an address of its own unless `headers` name one. */
export function auth(visage: TestVisage, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return visage.picture(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: visage.origin, 'x-forwarded-for': newAddress(), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
