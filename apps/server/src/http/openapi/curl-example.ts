import type { Method, Operation } from './document-types';

/** How an operation is asked for on a command line; null for what means nothing there. */
export function curlExample(base: string, path: string, method: Method, operation: Operation): string {
  const url = base + path.replace(/\{(\w+)\}/g, (_, name) => pathExample(operation, name));
  const lines = [`curl${method === 'head' ? ' -I' : ''} ${quoted(url)}`];
  const needsSession = operation.security.every((each) => 'session' in each);
  if (needsSession) lines.push('-b cookies.txt');
  else if (operation.security.every((each) => Object.keys(each).length > 0)) lines.push('-H "x-api-key: $VISAGE_KEY"');
  const input = operation.parameters?.find(({ name }) => name === 'input');
  const asked = input?.content?.['application/json']?.example;
  if (asked !== undefined) lines.push('-G', `--data-urlencode ${quoted(`input=${JSON.stringify(asked)}`)}`);
  if (method === 'put') lines.push('-T me.jpg');
  if (method === 'post') {
    if (needsSession) lines.push(`-H ${quoted(`Origin: ${base}`)}`);
    lines.push(`--json ${quoted(JSON.stringify(operation.requestBody?.content['application/json']?.example ?? {}))}`);
  }
  return lines.join(' \\\n  ');
}

function pathExample({ parameters = [] }: Operation, name: string): string {
  const example = parameters.find((each) => each.in === 'path' && each.name === name)?.example;
  return encodeURIComponent(String(example ?? name)).replaceAll('%40', '@');
}

/** As a shell reads it back. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
