import { createVisageClient, type VisageClient } from '@visage/client/visage-client';
import { createUploadFetch, type SentBytes } from './upload-fetch';

/** The page and the API share an origin: the session's cookie says who is asking. Queries are tried again by the query client. */
export const client: VisageClient = createVisageClient({ baseUrl: '', retries: 0 });

/**
 * A client for one upload, which reports how much of the request has been sent. Lost on the way, or refused by a server that is busy, it is sent again
 * by itself: the same bytes twice are one picture.
 */
export function clientForUpload(report: (sent: SentBytes) => void): VisageClient {
  return createVisageClient({ baseUrl: '', retries: 2, uploadFetch: createUploadFetch(report) });
}
