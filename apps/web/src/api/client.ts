import { createVisageClient, type VisageClient } from '@visage/client/visage-client';
import { createUploadFetch, type SentBytes } from './upload-fetch';

/** The page and the API share an origin: the session's cookie says who is asking. */
export const client: VisageClient = createVisageClient({ baseUrl: '' });

/** A client for one upload, which reports how much of the request has been sent. */
export function clientForUpload(report: (sent: SentBytes) => void): VisageClient {
  return createVisageClient({ baseUrl: '', uploadFetch: createUploadFetch(report) });
}
