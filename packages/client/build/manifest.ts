import source from '../package.json';
import { entries } from './entries';

/** The `package.json` that is published: no dependencies, since the code holds them. */
export async function manifest(): Promise<Record<string, unknown>> {
  const { name, version, description, license } = source;
  const door = (entry: string) => ({ types: `./${entry}.d.ts`, default: `./${entry}.js` });
  return {
    name,
    version,
    description,
    keywords: ['avatar', 'profile picture', 'custom element', 'web component', 'trpc', 'visage'],
    license,
    type: 'module',
    engines: { node: '>=20' },
    // Importing these defines the element; everything else may be left out when unused.
    sideEffects: ['./element.js', './react.js', './solid.js'],
    exports: {
      ...Object.fromEntries(Object.keys(entries).map((entry) => [entry === 'index' ? '.' : `./${entry}`, door(entry)])),
      './package.json': './package.json',
    },
    types: './index.d.ts',
    publishConfig: { access: 'public' },
  };
}
