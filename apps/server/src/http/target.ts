/**
 * What a request asks for: path and query, on a host that is nobody's. The `Host` header decides nothing, and Bun makes it
 * part of `request.url` even where that is then no URL; where there is no such header, the URL is the path alone.
 */
export function targetOf(request: Request): URL {
  const { url } = request;
  const path = url.startsWith('/') ? url : url.slice(url.indexOf('/', url.indexOf('://') + 3));
  return new URL(`http://host.invalid${path}`);
}
