/**
 * `bun run audit`: asks the registry what is known against the packages that Visage runs with. Exit code 0: nothing grave; 1: something
 * is; 2: it could not be asked, which is no good news.
 */
const words = ['audit', '--json', '--production', '--audit-level=high'];
const asked = Bun.spawnSync([process.execPath, ...words], { cwd: new URL('../../..', import.meta.url).pathname });
const advisories = parsed(asked.stdout.toString());
if (advisories === null) {
  console.error(
    `The dependencies could not be checked: ${asked.stderr.toString().trim() || 'the registry said nothing.'}`,
  );
  process.exitCode = 2;
} else {
  for (const [name, known] of advisories) console.error(`${name}: ${JSON.stringify(known)}`);
  console.log(`${advisories.length} packages with advisories of high severity or above`);
  process.exitCode = advisories.length === 0 ? 0 : 1;
}

/** An answer is an object, of packages and what is said of each; anything else is none. */
function parsed(json: string): [string, unknown][] | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  } catch {
    return null;
  }
}
