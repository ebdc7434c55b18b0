import { nobody, type Operation, type PathItem } from './document-types';
import { refusalAnswers } from './refusal-answers';

const plain = { 'text/plain': { schema: { type: 'string' } } };
const tags = ['site'];
const security = [nobody];

const notModified = { description: 'What the client holds is what would be sent.' };

function get(operation: Pick<Operation, 'operationId' | 'summary' | 'responses'>): PathItem {
  return { get: { ...operation, tags, security } };
}

/** For programs that watch over Visage, and those that want to know what it can do. */
export const siteOperations: Record<string, PathItem> = {
  '/healthz': get({
    operationId: 'healthz',
    summary: 'Whether the process answers',
    responses: { 200: { description: 'It does.', content: plain } },
  }),
  '/readyz': get({
    operationId: 'readyz',
    summary: 'Whether the database answers, too',
    responses: { 200: { description: 'It does.', content: plain }, ...refusalAnswers(['unavailable'], 'raw') },
  }),
  '/metrics': get({
    operationId: 'metrics',
    summary: 'What has been counted, for Prometheus; for this machine, or who holds the token',
    responses: {
      200: { description: 'Text of version 0.0.4.', content: plain },
      ...refusalAnswers(['unauthenticated', 'forbidden'], 'raw'),
    },
  }),
  '/openapi.json': get({
    operationId: 'openapi',
    summary: 'This description',
    responses: {
      200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
      304: notModified,
    },
  }),
  '/docs': get({
    operationId: 'docs',
    summary: 'This description, as a page',
    responses: {
      200: { description: 'A page.', content: { 'text/html': { schema: { type: 'string' } } } },
      304: notModified,
    },
  }),
};
