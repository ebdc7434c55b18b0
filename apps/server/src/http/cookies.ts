const isHttps = (publicUrl: string) => publicUrl.startsWith('https:');

/**
 * What the names of all cookies start with. With https that is `__Host-`, which browsers take from this very host alone, over https
 * alone (RFC 6265bis section 4.1.3.2): another host of the domain can't slip anyone a session of its own choice.
 */
export function cookiePrefix(publicUrl: string): string {
  return isHttps(publicUrl) ? '__Host-visage' : 'visage';
}

/** Beside what better-auth gives them: `HttpOnly`, `SameSite=Lax`, `Path=/`, and no `Domain`. */
export function cookieAttributes(publicUrl: string) {
  return { secure: isHttps(publicUrl) };
}
