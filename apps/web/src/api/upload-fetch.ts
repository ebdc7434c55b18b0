import type { VisageFetch } from '@visage/client/visage-fetch';

/** Bytes of the request's body, base64 and JSON included. */
export interface SentBytes {
  sent: number;
  total: number;
  /** Sent before, in vain. */
  isAgain: boolean;
}

/** `fetch` over XMLHttpRequest, which alone can tell how much of a body has been sent. Rejects as `fetch` does. */
export function createUploadFetch(report: (bytes: SentBytes) => void): VisageFetch {
  let attempts = 0;
  return (input, init) =>
    new Promise((resolve, reject) => {
      const { signal, body } = init ?? {};
      if (signal?.aborted) return reject(aborted());
      attempts += 1;
      const tell = (sent: number, total: number) => report({ sent, total, isAgain: attempts > 1 });
      tell(0, 0);
      const request = new XMLHttpRequest();
      request.open(init?.method ?? 'GET', String(input instanceof Request ? input.url : input));
      for (const [name, value] of new Headers(init?.headers as HeadersInit)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => tell(loaded, total);
      request.onload = () =>
        resolve(new Response(request.responseText, { status: request.status, headers: headersOf(request) }));
      request.onerror = () => reject(new TypeError('The network failed.'));
      request.onabort = () => reject(aborted());
      signal?.addEventListener('abort', () => request.abort(), { once: true });
      request.send(typeof body === 'string' ? body : null);
    });
}

function aborted(): DOMException {
  return new DOMException('The upload was cancelled.', 'AbortError');
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return headers;
}
