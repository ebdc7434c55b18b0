import { curlExample } from './curl-example';
import { docsStyle } from './docs-style';
import type { Answer, Content, Method, OpenApiDocument, Operation } from './document-types';
import { escaped, schemaTable, words } from './schema-table';

const styleHash = new Bun.CryptoHasher('sha256').update(docsStyle).digest('base64');

/** Nothing but the page and its own style. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Entry {
  path: string;
  method: Method;
  operation: Operation;
}

/** The description of the API as a page of plain HTML, which needs no script: a click on an example selects it whole. */
export function docsPage(document: OpenApiDocument): string {
  const { info, tags, components } = document;
  const base = document.servers[0]?.url ?? '';
  const entries = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'put', 'post'] as const).flatMap((method): Entry[] => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  const sections = tags.map((tag) => ({
    ...tag,
    entries: entries.filter(({ operation }) => operation.tags[0] === tag.name),
  }));
  const intro = info.description.split('\n\n').map((each) => `<p>${words(each)}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The API of Visage</title>
<meta name="description" content="Every request that Visage answers, with examples.">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${docsStyle}</style>
</head>
<body>
<div class="page">
<nav aria-label="Contents"><details><summary>Contents</summary>
${sections.map(({ name, entries: listed }) => `<h2>${escaped(name)}</h2><ul>${listed.map(link).join('')}</ul>`).join('\n')}
<h2>schemas</h2><ul>${Object.keys(components.schemas)
    .map((name) => `<li><a href="#schema-${name}">${name}</a></li>`)
    .join('')}</ul>
</details></nav>
<main>
<h1>The API of Visage</h1>
<p class="soft">${words(info.summary)}</p>
${intro.join('\n')}
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${sections
  .map(
    ({
      name,
      description,
      entries: listed,
    }) => `<section aria-labelledby="tag-${name}"><h2 id="tag-${name}">${escaped(name)}</h2>
<p class="soft">${words(description)}</p>
${listed.map((entry) => article(base, entry)).join('\n')}</section>`,
  )
  .join('\n')}
<section aria-labelledby="tag-schemas"><h2 id="tag-schemas">schemas</h2>
${Object.entries(components.schemas)
  .map(
    ([name, schema]) =>
      `<article id="schema-${name}"><h3>${name}</h3>${typeof schema.description === 'string' ? `<p class="soft">${words(schema.description)}</p>` : ''}${schemaTable(schema)}</article>`,
  )
  .join('\n')}
</section>
</main>
</div>
</body>
</html>
`;
}

function link({ operation: { operationId } }: Entry): string {
  return `<li><a href="#${operationId}">${operationId}</a></li>`;
}

function article(base: string, { path, method, operation }: Entry): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const input = parameters.find(({ content }) => content)?.content ?? requestBody?.content;
  const others = parameters.filter(({ content }) => !content);
  return `<article id="${operationId}">
<h3><a href="#${operationId}">${words(summary)}</a></h3>
<p class="route"><span class="method">${method.toUpperCase()}</span><code>${escaped(path)}</code></p>
${description ? `<p>${words(description)}</p>` : ''}
<pre tabindex="0" aria-label="Example: ${escaped(operationId)}"><code>${escaped(curlExample(base, path, method, operation))}</code></pre>
${others.length > 0 ? `<h4>Parameters</h4>${schemaTable({ properties: Object.fromEntries(others.map(({ name, schema, description: said }) => [name, { ...schema, description: said }])), required: others.filter(({ required }) => required).map(({ name }) => name) })}` : ''}
${input ? `<h4>${parameters.some(({ content }) => content) ? 'Input' : 'Body'}</h4>${contentTable(input)}` : ''}
<details><summary>Answers</summary><dl>${Object.entries(responses).map(answer).join('')}</dl></details>
</article>`;
}

function contentTable(content: Content): string {
  const json = content['application/json'];
  return json
    ? schemaTable(json.schema)
    : `<p>${Object.keys(content)
        .map((type) => `<code>${escaped(type)}</code>`)
        .join(', ')}</p>`;
}

function answer([status, { description, content }]: [string, Answer]): string {
  const [type, first] = Object.entries(content ?? {})[0] ?? [];
  const shown = first?.['x-event'] ?? first?.schema;
  const body = type && shown ? `<br><span class="soft">${escaped(type)}</span>` : '';
  const table = status === '200' && type === 'application/json' && shown ? schemaTable(dataOf(shown)) : '';
  return `<div><dt>${status}</dt><dd>${words(description)}${body}${table}</dd></div>`;
}

/** What is in tRPC's envelope. */
function dataOf(schema: Record<string, unknown>): Record<string, unknown> {
  const { result } = (schema.properties ?? {}) as { result?: { properties: { data: Record<string, unknown> } } };
  return result?.properties.data ?? schema;
}
