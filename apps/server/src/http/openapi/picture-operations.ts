import { maxSize } from '@visage/contract/limits';
import { acceptedMimeTypes, formats, pictureMetadata, storedMimeTypes } from '@visage/contract/picture';
import {
  type Answer,
  apiKeyAccess,
  type Content,
  cookie,
  nobody,
  type Operation,
  type Parameter,
  type PathItem,
} from './document-types';
import { type JsonSchema, jsonSchemaOf } from './json-schema';
import { refusalAnswers } from './refusal-answers';

const tags = ['pictures'];
const text = { type: 'string' };

const id: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'A user id, `@handle`, or `ext:` and the id that another site gave them.',
  schema: text,
  example: '@ada',
};

function query(name: string, schema: JsonSchema, description: string): Parameter {
  return { name, in: 'query', required: false, description, schema };
}

const conditions: Parameter[] = ['If-None-Match', 'If-Modified-Since'].map((name) => ({
  name,
  in: 'header',
  required: false,
  description: 'A precondition (RFC 9110 section 13).',
  schema: text,
}));

const validators = {
  ETag: { description: 'Of exactly these bytes.', schema: text },
  'Cache-Control': { description: 'Who may keep this, and for how long.', schema: text },
};

const imageContent = (types: readonly string[]): Content =>
  Object.fromEntries(types.map((type) => [type, { schema: {} }]));

const notModified: Answer = { description: 'What the client holds is what would be sent.', headers: validators };
const failed: Answer = {
  description: 'A precondition failed.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const picture: Operation = {
  operationId: 'picture',
  tags,
  summary: 'What someone shows',
  description:
    'Public pictures may be kept by any cache, which must ask before it uses them; with `v` they are immutable. Who may not see a picture is answered as if there were nobody.',
  security: [nobody, cookie, apiKeyAccess],
  parameters: [
    id,
    query(
      'size',
      { type: 'integer', minimum: 1, maximum: maxSize },
      'A square for so many pixels, in the next step of 32 to 1024.',
    ),
    query(
      'format',
      { type: 'string', enum: Object.keys(formats) },
      'Belongs to `size`. Without it, the best that `Accept` names.',
    ),
    query('v', text, 'A version, as the API gives it in URLs.'),
    query(
      'fallback',
      { type: 'string', enum: ['initials', '404'] },
      'What someone without a picture gets, instead of a redirect to the placeholder.',
    ),
    query('expires', { type: 'integer', minimum: 0 }, 'Of a signed URL: Unix seconds. Belongs to `signature`.'),
    query('signature', text, 'Of a signed URL. Belongs to `expires`.'),
    ...conditions,
  ],
  responses: {
    200: {
      description: 'The picture, or initials.',
      headers: validators,
      content: imageContent([...storedMimeTypes, 'image/svg+xml']),
    },
    302: {
      description: 'No picture: the placeholder.',
      headers: { Location: { description: 'A path.', schema: text } },
    },
    304: notModified,
    404: { ...failed, description: 'No picture, where `fallback=404`.' },
    412: failed,
    ...refusalAnswers(['invalid_input', 'busy', 'unavailable'], 'raw'),
  },
};

const history: Operation = {
  operationId: 'earlierPicture',
  tags,
  summary: 'An earlier picture, for its owner and administrators',
  security: [cookie, apiKeyAccess],
  parameters: [
    { ...id, description: 'A user id.', example: 'an id' },
    { name: 'pictureId', in: 'path', required: true, schema: text, example: 'an id' },
    ...conditions,
  ],
  responses: {
    200: { description: 'The picture.', headers: validators, content: imageContent(storedMimeTypes) },
    304: notModified,
    412: failed,
    ...refusalAnswers(['not_found', 'unavailable'], 'raw'),
  },
};

const placeholder: Operation = {
  operationId: 'placeholder',
  tags,
  summary: 'What stands in for someone without a picture',
  security: [nobody],
  parameters: conditions,
  responses: {
    200: { description: 'A square of 256 pixels.', headers: validators, content: imageContent(['image/png']) },
    304: notModified,
  },
};

const avatar: Operation = {
  operationId: 'avatar',
  tags,
  summary: 'What someone shows, by the hash of their address',
  description:
    'The protocol of Gravatar and Libravatar. Only people who allow to be found by their address are; everyone else is answered as an address that nobody has. Nothing is refused for a parameter, and nothing redirects.',
  security: [nobody],
  parameters: [
    {
      ...id,
      name: 'hash',
      description: 'MD5 or SHA-256 of the trimmed, lower-cased address, in hex; perhaps with an extension.',
      example: '40f8d096a3777232204cb3f796c577b7',
    },
    query('s', text, 'Side in pixels, 1 to 2048, and exactly that; 80 unless given. Also `size`.'),
    query('d', text, 'What stands for nobody: `404`, `mp`, `identicon` and others. Also `default`.'),
    query('f', text, '`y`: that, in any case. Also `forcedefault`.'),
    query('r', text, 'Means nothing here. Also `rating`.'),
    ...conditions,
  ],
  responses: {
    200: { description: 'A square.', headers: validators, content: imageContent(storedMimeTypes) },
    304: notModified,
    404: { ...failed, description: 'Nobody, where `d=404`.' },
    412: failed,
    ...refusalAnswers(['busy', 'unavailable'], 'raw'),
  },
};

/** `/profile/me/picture`: the file itself as the body. */
function putPicture(named: Record<string, JsonSchema>): Operation {
  return {
    operationId: 'putPicture',
    tags,
    summary: 'Show a new picture, sent as a file',
    description:
      'As `picture.upload`. Without a `Content-Type`, or with `application/octet-stream`, the bytes decide what it is; another must agree with them. Signed in, or with a key that has `profiles:write`.',
    security: [cookie, apiKeyAccess],
    requestBody: { required: true, content: imageContent([...acceptedMimeTypes, 'application/octet-stream']) },
    responses: {
      200: {
        description: 'The picture’s metadata.',
        content: { 'application/json': { schema: jsonSchemaOf(pictureMetadata, 'output', named) } },
      },
      ...refusalAnswers(
        [
          ...([
            'invalid_input',
            'undecodable',
            'unauthenticated',
            'forbidden',
            'too_many_bytes',
            'too_many_pixels',
          ] as const),
          ...(['unsupported_type', 'mime_mismatch', 'rate_limited', 'busy', 'unavailable'] as const),
        ],
        'raw',
      ),
    },
  };
}

export function pictureOperations(named: Record<string, JsonSchema>): Record<string, PathItem> {
  return {
    '/profile/{id}/picture': withHead(picture),
    '/profile/me/picture': { put: putPicture(named) },
    '/profile/{id}/history/{pictureId}': withHead(history),
    '/avatar/{hash}': withHead(avatar),
    '/placeholder.png': withHead(placeholder),
  };
}

/** HEAD answers as GET does, without the body. */
export function withHead(get: Operation): PathItem {
  const responses = Object.entries(get.responses).map(([status, { content: _, ...rest }]) => [status, rest] as const);
  return {
    get,
    head: {
      ...get,
      operationId: `${get.operationId}Head`,
      summary: `${get.summary}: its headers`,
      responses: Object.fromEntries(responses),
    },
  };
}
