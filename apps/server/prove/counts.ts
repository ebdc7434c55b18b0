import type { Answer } from './history';
import type { Sent } from './sending';

/** What one process did. */
export interface Counts {
  reads: Record<'200' | '304' | 'nobody' | '503' | 'other' | 'connection lost' | 'hung', number>;
  writes: Record<Sent['outcome'], number>;
}

export function emptyCounts(): Counts {
  return {
    reads: { '200': 0, '304': 0, nobody: 0, '503': 0, other: 0, 'connection lost': 0, hung: 0 },
    writes: { done: 0, 'refused for now': 0, unknown: 0 },
  };
}

export function countAnswer({ reads }: Counts, { reply, lost }: Answer): void {
  if (!reply) reads[lost === 'patience' ? 'hung' : 'connection lost'] += 1;
  else if (reply.status === 200) reads['200'] += 1;
  else if (reply.status === 304) reads['304'] += 1;
  else if (reply.status === 302 || reply.status === 404) reads.nobody += 1;
  else if (reply.status === 503) reads['503'] += 1;
  else reads.other += 1;
}
