import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';

setDefaultTimeout(60_000);

let answer: () => Response;
const registry = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => answer() });
afterAll(() => registry.stop(true));

async function audit(answering: () => Response) {
  answer = answering;
  const asked = Bun.spawn([process.execPath, join(import.meta.dir, 'audit.ts')], {
    env: { ...process.env, NPM_CONFIG_REGISTRY: `http://127.0.0.1:${registry.port}/` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = `${await asked.stdout.text()}${await asked.stderr.text()}`;
  return { code: await asked.exited, said };
}

const grave = {
  id: 1,
  severity: 'high',
  title: 'worse than it looks',
  url: 'https://x.example',
  vulnerable_versions: '*',
};

test('nothing known is no fault, something grave is one, and a registry that can’t say is told from both', async () => {
  expect(await audit(() => Response.json({}))).toMatchObject({ code: 0 });
  const known = await audit(() => Response.json({ postgres: [grave] }));
  expect(known).toMatchObject({ code: 1, said: expect.stringContaining('worse than it looks') });
  for (const status of [405, 500]) {
    const unknown = await audit(() => new Response('no', { status }));
    expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining('could not be checked') });
  }
});
