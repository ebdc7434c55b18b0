/**
 * A program: the least that Bun can do for a picture that is in memory. Every answer is made beforehand; a request costs a
 * look into a Map, a comparison of tags, and a date. `bun bare-route.ts <manifest.json>` writes its address.
 */

/** What is in the manifest, a list. The bytes are in `file`. */
export interface BareAnswer {
  path: string;
  file: string;
  etag: string;
  headers: Record<string, string>;
  notModifiedHeaders: Record<string, string>;
}

const manifest = (await Bun.file(process.argv[2] ?? '').json()) as BareAnswer[];
const answers = new Map(
  await Promise.all(
    manifest.map(async (answer) => [answer.path, { ...answer, bytes: await Bun.file(answer.file).bytes() }] as const),
  ),
);
let date = new Date().toUTCString();
setInterval(() => {
  date = new Date().toUTCString();
}, 1000);

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch(request) {
    const { url } = request;
    const answer = answers.get(url.slice(url.indexOf('/', 8)));
    if (!answer) return new Response(null, { status: 404 });
    const { bytes, etag, headers, notModifiedHeaders } = answer;
    if (request.headers.get('if-none-match') === etag) {
      notModifiedHeaders.date = date;
      return new Response(null, { status: 304, headers: notModifiedHeaders });
    }
    headers.date = date;
    return new Response(bytes, { headers });
  },
});
console.log(server.url.origin);
