import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const afterStyles = 'fetchpriority="low"';

/**
 * Writes a page for each screen, named by its path: `index.html` that asks at once for the scripts of that screen, which would
 * else be heard of when the app has loaded and run. `screens` says which module shows which path.
 * Scripts come after the style sheet: what the page shows before them waits for that alone, and on a slow line the two would share it.
 */
export function screenPages(screens: Record<string, string>): Plugin {
  let root = '';
  return {
    name: 'screen-pages',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    // After Vite's own, which writes the tags of the entry.
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replaceAll('<script type="module"', `$& ${afterStyles}`),
    },
    async writeBundle({ dir = '' }, bundle) {
      const page = await readFile(join(dir, 'index.html'), 'utf8');
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const known = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap((entry) => loadedWith(entry, bundle)));
      for (const [path, module] of Object.entries(screens)) {
        const screen = chunks.find(({ facadeModuleId }) => facadeModuleId === join(root, module));
        if (!screen) throw new Error(`No chunk shows ${path}: is ${module} loaded lazily?`);
        const links = loadedWith(screen, bundle)
          .filter((file) => !known.has(file))
          .map((file) => `    <link rel="modulepreload" ${afterStyles} crossorigin href="/${file}">\n`);
        await writeFile(join(dir, `${path}.html`), page.replace('  </head>', `${links.join('')}  </head>`));
      }
    },
  };
}

/** A chunk and all that it imports, each once. */
function loadedWith(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, found = new Set<string>()): string[] {
  if (!found.has(chunk.fileName)) {
    found.add(chunk.fileName);
    for (const file of chunk.imports) {
      const imported = bundle[file];
      if (imported?.type === 'chunk') loadedWith(imported, bundle, found);
    }
  }
  return [...found];
}
