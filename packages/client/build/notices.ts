import { dirname, join } from 'node:path';

/** Packages whose code is in ours, each with the package that brings it. */
const bundled = [
  ['@trpc/client'],
  ['@trpc/server'],
  ['eventsource'],
  ['eventsource', 'eventsource-parser'],
  ['thumbhash'],
] as const;

/** ThumbHash comes without a file of its own; this is the licence of its repository. */
const thumbhash = `MIT License

Copyright (c) 2023 Evan Wallace

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The licences of the code that is bundled, as they ask for. */
export async function notices(): Promise<string> {
  const parts = bundled.map(async (path) => {
    let directory = join(import.meta.dir, '..');
    for (const name of path) directory = packageRoot(Bun.resolveSync(name, directory), name);
    const { name, version } = await Bun.file(join(directory, 'package.json')).json();
    const text = name === 'thumbhash' ? thumbhash : await Bun.file(join(directory, 'LICENSE')).text();
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(parts)).join(`\n${'-'.repeat(80)}\n\n`);
}

function packageRoot(file: string, name: string): string {
  let directory = dirname(file);
  while (!directory.endsWith(`/node_modules/${name}`)) {
    if (directory === dirname(directory)) throw new Error(`No package ${name} around ${file}.`);
    directory = dirname(directory);
  }
  return directory;
}
