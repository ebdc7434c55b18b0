import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { Glob } from 'bun';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { verifyAddress } from '../../../apps/server/test/deeds';
import { base64, image } from '../../../apps/server/test/images';
import { makeKey } from '../../../apps/server/test/keys';
import { startTestVisage, type TestVisage } from '../../../apps/server/test/visage';
import { type Packed, packClient, run } from './packed';

// Building and packing take longer on a machine that is busy.
setDefaultTimeout(60_000);

let packed: Packed;
let visage: TestVisage;
let installed: string;
const root = join(import.meta.dir, '../../..');

beforeAll(async () => {
  [packed, visage] = await Promise.all([packClient(), startTestVisage({ ADMIN_EMAILS: 'person1@example.org' })]);
  installed = join(packed.project, 'node_modules/@visage/client');
});
afterAll(async () => {
  await visage?.stop();
  await packed?.remove();
});

const files = (pattern: string) => Array.fromAsync(new Glob(pattern).scan({ cwd: installed }));

test('publint and “are the types wrong” find nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true });
  expect(messages).toEqual([]);
  const tarball = createPackageFromTarballData(new Uint8Array(await Bun.file(packed.tarball).arrayBuffer()));
  const checked = await checkPackage(tarball);
  if (!checked.types) throw new Error('No types.');
  // It is ESM only: CommonJS reaches it by `import()`, and the resolution of before Node 12 knows no `exports`.
  const odd = checked.problems.filter(
    (problem) =>
      problem.kind !== 'CJSResolvesToESM' && !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
  );
  expect(odd).toEqual([]);
});

test('the element’s file asks for its own address, which may name Visage', async () => {
  expect(await Bun.file(join(installed, 'element.js')).text()).toContain('import.meta.url');
});

test('it needs no other package, and brings its licences', async () => {
  const manifest = await Bun.file(join(installed, 'package.json')).json();
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).toMatchObject({ name: '@visage/client', license: 'MIT' });
  expect(await files('{README.md,LICENSE,THIRD-PARTY-NOTICES.txt}')).toHaveLength(3);
  for (const path of await files('**/*.js')) {
    const imported = new Bun.Transpiler().scanImports(await Bun.file(join(installed, path)).text());
    expect(imported.filter((each) => !each.path.startsWith('.'))).toEqual([]);
  }
});

test('the types stand alone: no server, no workspace, no library but the one that an entry is for, and nothing goes unchecked', async () => {
  for (const path of await files('**/*.d.ts')) {
    const code = (await Bun.file(join(installed, path)).text()).replace(/\/\*[\s\S]*?\*\//g, '');
    expect(code).not.toMatch(/\bany\b|@visage|@trpc|zod/);
  }
  await Bun.write(
    join(packed.project, 'typed.ts'),
    `import { createVisageClient, isVisageError, fileToUpload, pictureUrl, type Profile } from '@visage/client';
     import '@visage/client/element';
     const visage = createVisageClient({ baseUrl: 'http://localhost' });
     const [first]: (Profile | null)[] = await visage.profile.many.query({ ids: ['a'] }, { signal: AbortSignal.timeout(9) });
     visage.picture.onChange.subscribe({ ids: ['a'] }, { onData: ({ version }) => version?.length });
     await visage.picture.upload.mutate(await fileToUpload(new Blob()));
     // @ts-expect-error There is no such field.
     await visage.profile.update.mutate({ revision: 1, nickname: 'x' });
     // @ts-expect-error Whom?
     await visage.profile.get.query();
     try { pictureUrl(first?.id ?? '@ada', { size: 48 }); } catch (error) {
       // @ts-expect-error This reason never comes with this code.
       if (isVisageError(error) && error.code === 'CONFLICT') error.reason === 'too_many_bytes';
     }
     document.createElement('profile-picture').connectedCallback();`,
  );
  const options = '--noEmit --strict --module nodenext --target esnext --lib esnext,dom,dom.iterable --types';
  await run([join(root, 'node_modules/.bin/tsc'), ...options.split(' '), '', 'typed.ts'], packed.project);
});

test.each(['react', 'solid'])('the JSX of %s knows the element and its attributes', async (library) => {
  const source = library === 'react' ? 'react' : 'solid-js';
  const types = library === 'react' ? '@types/react' : source;
  await mkdir(join(packed.project, 'node_modules/@types'), { recursive: true });
  await symlink(
    await realpath(join(import.meta.dir, '../node_modules', types)),
    join(packed.project, 'node_modules', types),
  );
  await Bun.write(
    join(packed.project, `${library}.tsx`),
    `import '@visage/client/${library}';
     export const good = <profile-picture user="@ada" size={48} live alt="Ada" title="Ada" />;
     // @ts-expect-error Whose?
     export const nobody = <profile-picture size={48} />;
     // @ts-expect-error There is no such attribute.
     export const odd = <profile-picture user="@ada" shape="square" />;`,
  );
  const options = `--noEmit --strict --skipLibCheck --module nodenext --target esnext --jsx preserve --jsxImportSource ${source} --types`;
  await run([join(root, 'node_modules/.bin/tsc'), ...options.split(' '), '', `${library}.tsx`], packed.project);
});

const program = `
  import { createVisageClient, fileToUpload, isVisageError, pictureUrl } from '@visage/client';
  import '@visage/client/element';
  const { BASE: baseUrl, KEY: apiKey, PICTURE } = process.env;
  const visage = createVisageClient({ baseUrl, apiKey });
  const me = await visage.profile.me.query();
  const told = [];
  const stop = new AbortController();
  let heard;
  const news = () => new Promise((resolve) => { heard = resolve; });
  let next = news();
  visage.picture.onChange.subscribe({ ids: [me.id] }, { signal: stop.signal, onData: ({ version }) => { told.push(version); heard(); } });
  await next;
  next = news();
  const { version, byteSize } = await visage.picture.upload.mutate(await fileToUpload('data:image/png;base64,' + PICTURE));
  await next;
  stop.abort();
  const shown = await fetch(pictureUrl(me.id, { baseUrl, version }));
  const error = await visage.picture.upload.mutate({ data: 'x', mimeType: 'image/png' }).catch((error) => error);
  const gone = await visage.profile.me.query(null, { signal: AbortSignal.abort() }).catch((error) => error.name);
  console.log(JSON.stringify({
    told: told.at(-1) === version, size: (await shown.arrayBuffer()).byteLength === byteSize,
    error: [isVisageError(error), error.code, error.reason], gone,
  }));`;

for (const runtime of ['bun', 'node']) {
  test.skipIf(!Bun.which(runtime))(`it runs in ${runtime}: calls, uploads, streams, errors, aborts`, async () => {
    const person = await visage.signUp();
    await verifyAddress(visage, person);
    const { key } = await makeKey(visage, person);
    await Bun.write(join(packed.project, 'program.mjs'), program);
    const env = { BASE: visage.base, KEY: key, PICTURE: base64(await image()) };
    const said = await run([runtime, 'program.mjs'], packed.project, env);
    expect(JSON.parse(said)).toEqual({
      told: true,
      size: true,
      error: [true, 'BAD_REQUEST', 'invalid_input'],
      gone: 'AbortError',
    });
  });
}

test('a page that uses pictureUrl and the element alone loads less than 5 kB', async () => {
  const entry = join(packed.project, 'page.js');
  await Bun.write(
    entry,
    `import { pictureUrl } from '@visage/client'; import '@visage/client/element'; document.title = pictureUrl('@ada');`,
  );
  const build = await rolldown({ input: entry });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  expect(output).toHaveLength(1);
  const code = output[0].code;
  expect(code).toContain('profile-picture');
  const bytes = Bun.gzipSync(new TextEncoder().encode(code)).byteLength;
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(5000);
});
