import { readFileSync, statSync } from 'node:fs';

/** How to run a PostgreSQL program so that it may run at all: it refuses to be root. */
export interface Launcher {
  /** Words to put before the program's own. */
  prefix: string[];
  /** Whose the cluster and socket directories have to be; null when what this process makes is right as it is. */
  owner: Account | null;
}

export interface Account {
  uid: number;
  gid: number;
}

/**
 * Decides how to run PostgreSQL, by trying. An ordinary user runs it as himself. Root runs it
 *
 * 1. in a user namespace of its own, where root's files belong to an ordinary user: nothing is made, nothing changes
 *    hands; or
 * 2. where namespaces are closed, or the directory is not root's: as another user who keeps one capability,
 *    CAP_DAC_OVERRIDE, and so reaches the programs and the data wherever they are, also below a directory only root may
 *    enter.
 *
 * Both are there to let it run, not to confine it: (1) reaches every file of root's, (2) every file. Whoever wants a
 * wall around PostgreSQL starts Visage as an ordinary user.
 *
 * Either way the kernel is asked to stop the server (SIGINT, a fast shutdown) when this process dies, where `setpriv`
 * can ask. The kernel forgets that wish when a process changes user, so it is made last.
 *
 * @param cluster the cluster directory, which may not exist yet
 * @param reach what the program must be able to enter or run
 * @throws Error when this process is root and neither way works
 */
export function chooseLauncher(cluster: string, reach: { program: string; directory: string }): Launcher {
  const uid = process.getuid?.();
  const untilParentDies = tool('setpriv', '--pdeathsig=INT');
  const dies = untilParentDies !== null && runs([...untilParentDies, ...tests('-d', '/')]) ? untilParentDies : [];
  const itself = { prefix: dies, owner: null };
  if (uid === undefined || (uid !== 0 && isNamed())) return itself;

  // Both by doing it: `test -x` asks access(2), which leaves capabilities out of account.
  const reaches = (prefix: string[]) =>
    runs([...prefix, reach.program, '--version']) && runs([...prefix, ...tests('-d', `${reach.directory}/.`)]);
  const spare = spareAccount();
  const namespace = tool('unshare', '--user', `--map-user=${spare.uid}`, `--map-group=${spare.gid}`);
  const holder = ownerOf(cluster);
  if (namespace !== null && (holder === null || holder.uid === uid) && reaches([...namespace, ...dies])) {
    return { prefix: [...namespace, ...dies], owner: null };
  }
  // initdb asks for the name of its user, so one without a name (an arbitrary uid in a container) has no other way.
  if (uid !== 0) return itself;

  const owner = holder !== null && holder.uid !== 0 ? holder : spare;
  const caps = ['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=-all,+dac_override`);
  const dropped = tool('setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', ...caps);
  if (dropped !== null && reaches([...dropped, ...dies])) return { prefix: [...dropped, ...dies], owner };
  throw new Error(
    'PostgreSQL refuses to run as root, and here neither unshare (user namespaces) nor setpriv can give it another user: ' +
      'start Visage as an ordinary user, or set DATABASE_URL.',
  );
}

function tool(name: string, ...options: string[]): string[] | null {
  const path = Bun.which(name);
  return path === null ? null : [path, ...options, '--'];
}

function tests(...question: string[]): string[] {
  return [Bun.which('test') ?? '/usr/bin/test', ...question];
}

function runs(words: string[]): boolean {
  try {
    return Bun.spawnSync(words, { env: {}, stdio: ['ignore', 'ignore', 'ignore'] }).success;
  } catch {
    return false;
  }
}

/**
 * Whether the system has a name for this process's user: `id` fails without one, where Bun's `userInfo` makes one up.
 */
function isNamed(): boolean {
  return runs([Bun.which('id') ?? '/usr/bin/id', '-un']);
}

function ownerOf(path: string): Account | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : { uid: found.uid, gid: found.gid };
}

/** An account that is there on every system and is not root; initdb needs its user to have a name. */
function spareAccount(): Account {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
  const { uid, gid } = accounts.find(({ name }) => name === 'nobody') ?? accounts[0] ?? { uid: 65534, gid: 65534 };
  return { uid, gid };
}
