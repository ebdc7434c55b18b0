import type { Page } from './documented';

/** The commands that are played, as docs/install.md and docs/operating.md say them. */
export const commands = {
  clone: ['install', 'git clone <this repository> /opt/visage && cd /opt/visage'],
  install: ['install', 'bun install --frozen-lockfile && bun run build'],
  update: ['install', 'cd /opt/visage && git pull && bun install --frozen-lockfile && bun run build'],
  doctor: ['operating', 'bun visage doctor'],
  afterRestore: ['operating', 'bun visage doctor --after-restore'],
  export: ['operating', 'bun visage export people.visage'],
  exportOld: ['operating', 'bun visage export people.visage --postgres-bin /usr/lib/postgresql/17/bin'],
  import: ['operating', 'bun visage import people.visage'],
  keepSecret: ['operating', 'cp "$DATA_DIR/auth-secret" auth-secret'],
  bringSecret: ['operating', 'install -D -m 600 auth-secret "$DATA_DIR/auth-secret"'],
  putAway: ['operating', 'mv "$DATA_DIR/postgres" "$DATA_DIR/postgres-before"'],
  hide: ['operating', 'bun visage admin hide PERSON'],
  log: ['operating', 'bun visage admin log PERSON'],
  dump: ['operating', 'pg_dump -Fc -Z0 -f visage.dump "$DATABASE_URL"'],
  restoreDump: ['operating', 'pg_restore --no-owner --exit-on-error -d "$NEW_DATABASE_URL" visage.dump'],
  baseBackup: ['operating', 'pg_basebackup -d "$SUPERUSER_URL" -D /var/backups/visage/base --checkpoint=fast'],
  bringBase: ['operating', 'cp -a /var/backups/visage/base /var/lib/postgresql/recovered'],
  wantRecovery: ['operating', 'touch /var/lib/postgresql/recovered/recovery.signal'],
  replica: [
    'operating',
    'pg_basebackup -d "$SUPERUSER_URL" -D /var/lib/postgresql/replica --checkpoint=fast --write-recovery-conf',
  ],
  promote: ['operating', `psql -d "$REPLICA_URL" -c 'SELECT pg_promote()'`],
} as const satisfies Record<string, [Page, string]>;

/** The first lines of the blocks of settings that are played. */
export const blocks = {
  settings: ['install', 'PUBLIC_URL=https://pictures.example.org'],
  archive: ['operating', 'archive_mode = on'],
  recover: ['operating', `restore_command = 'cp /var/backups/visage/wal/%f "%p"'`],
} as const satisfies Record<string, [Page, string]>;
