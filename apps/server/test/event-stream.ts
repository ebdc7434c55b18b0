import type { PictureChange } from '@visage/contract/picture';
import type { Person, TestVisage } from './visage';

/** One event of a stream, as it went over the wire. */
interface StreamEvent {
  event: string;
  data: string;
}

export type EventStream = Awaited<ReturnType<typeof openStream>>;

/** Opens `picture.onChange` for these users; `headers` go on top. */
export async function openStream(
  visage: Pick<TestVisage, 'base' | 'origin'>,
  ids: readonly string[],
  person: Person | null = null,
  headers: Record<string, string> = {},
) {
  const controller = new AbortController();
  const response = await fetch(
    `${visage.base}/trpc/picture.onChange?input=${encodeURIComponent(JSON.stringify({ ids }))}`,
    {
      headers: { origin: visage.origin, ...(person && { cookie: person.cookie }), ...headers },
      signal: controller.signal,
    },
  );
  const events = eventsIn(response);
  return {
    response,
    /** The next change; undefined when the stream has ended. */
    async next(): Promise<PictureChange | undefined> {
      for (;;) {
        const { value } = await events.next();
        if (!value) return undefined;
        if (value.event === 'message') return JSON.parse(value.data);
      }
    },
    /** The next event of any kind; undefined when the stream has ended. */
    nextEvent: async (): Promise<StreamEvent | undefined> => (await events.next()).value ?? undefined,
    close: () => controller.abort(),
  };
}

/** Reads what HTML section 9.2 calls an event stream, as far as Visage writes one. */
async function* eventsIn({ body }: Response): AsyncGenerator<StreamEvent, void> {
  let text = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(chunk);
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const fields = new Map(text.slice(0, end).split('\n').filter(Boolean).map(split));
      text = text.slice(end + 2);
      if (fields.size > 0) yield { event: fields.get('event') ?? 'message', data: fields.get('data') ?? '' };
    }
  }
}

function split(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
