import { cookiePrefix } from '../cookies';
import type { OpenApiDocument } from './document-types';
import type { JsonSchema } from './json-schema';
import { pictureOperations } from './picture-operations';
import { procedureOperations } from './procedure-operations';
import { errorSchemas } from './refusal-answers';
import { siteOperations } from './site-operations';

const description = `
Queries are GET with their input as JSON in \`input\`, changes are POST with it as the body; where no field is required, leave it out.
An answer is \`{ "result": { "data": … } }\`, a refusal \`{ "error": … }\` with a reason in \`error.data.reason\`. Dates are ISO 8601.
Several calls may go in one: \`/trpc/a,b?batch=1\`, with inputs by number, answered as a list.

A program sends an API key in \`x-api-key\`. A page sends its visitor’s cookie; changes then need an \`Origin\` that is the site’s or one it trusts.
`
  .trim()
  .replace(/\n(?!\n)/g, ' ')
  .replace(/\n /g, '\n\n');

/** All that Visage answers, as OpenAPI 3.1. */
export function describeApi(publicUrl: string): OpenApiDocument {
  const sessionCookie = `${cookiePrefix(publicUrl)}.session_token`;
  const named: Record<string, JsonSchema> = {};
  const paths = { ...pictureOperations(named), ...procedureOperations(named), ...siteOperations };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Visage',
      version: '0.1.0',
      summary: 'Profile pictures, cached everywhere and never stale.',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      { name: 'pictures', description: 'Pictures as files, over plain HTTP.' },
      { name: 'profile', description: 'Who people are.' },
      { name: 'picture', description: 'What people show.' },
      { name: 'apiKey', description: 'Keys for programs.' },
      { name: 'account', description: 'What is held about you.' },
      { name: 'site', description: 'The site itself.' },
    ],
    paths,
    components: {
      schemas: { ...errorSchemas, ...named },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: 'Set by signing in at `/api/auth`.',
        },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description: 'Made by `apiKey.create`. Stands above any cookie.',
        },
      },
    },
  };
}
