import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAddressRange } from './http/client-address';
import type { ProviderApp, ProviderApps } from './http/providers';

/** What the operator decides, checked. */
export interface Settings {
  port: number;
  host: string;
  /** Null: `http://localhost:<actual port>`. */
  publicUrl: string | null;
  /** Null: the embedded Postgres in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Null: generated and kept in `dataDir`. */
  authSecret: string | null;
  /** Server processes that share the port. */
  workers: number;
  maxUploadBytes: number;
  /** Bound of what a process remembers of pictures; 0: nothing. */
  cacheBytes: number;
  trustedOrigins: string[];
  trustedProxies: string[];
  /** In lower case. */
  adminEmails: string[];
  placeholderFile: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: LogLevel;
  /** What opens `/metrics`. Null: asking from this machine. */
  metricsToken: string | null;
  /** Whether people may take their picture over from Gravatar, which tells Gravatar of them. */
  gravatarImport: boolean;
  /** Where people may sign in with an account they have, and what Visage is called there. */
  providers: ProviderApps;
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every setting that can't be used, in words for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(`Visage can't start with these settings:\n${problems.map((each) => `  - ${each}`).join('\n')}`);
  }
}

/** Reads the environment; an empty variable counts as unset. Throws `SettingsError` naming every problem at once. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const problems: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const list = (name: string) =>
    text(name)
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  const check = (holds: boolean, problem: string) => holds || problems.push(problem);

  const integer = (name: string, fallback: number, min: number, max: number) => {
    const given = text(name);
    if (given === null) return fallback;
    const value = Number(given);
    check(
      /^\d+$/.test(given) && value >= min && value <= max,
      `${name} must be a whole number from ${min} to ${max}, not "${given}".`,
    );
    return value;
  };

  const port = integer('PORT', 3000, 0, 65_535);
  const publicUrl = text('PUBLIC_URL');
  check(
    publicUrl === null || isOrigin(publicUrl),
    `PUBLIC_URL must be like https://pictures.example.org, not "${publicUrl}".`,
  );
  const databaseUrl = text('DATABASE_URL');
  check(
    databaseUrl === null || (/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl)),
    'DATABASE_URL must be like postgres://user:password@host:5432/name, with special characters in the password percent-encoded.',
  );
  const authSecret = text('AUTH_SECRET');
  check(authSecret === null || authSecret.length >= 32, 'AUTH_SECRET must have at least 32 characters.');
  check(
    !(env.NODE_ENV === 'production' && databaseUrl !== null && authSecret === null),
    'AUTH_SECRET is required when NODE_ENV=production and DATABASE_URL is set, so that every process signs alike.',
  );
  const workers = integer('WORKERS', 1, 1, 64);
  const cacheBytes = integer('CACHE_BYTES', 67_108_864, 0, 68_719_476_736);
  const maxUploadBytes = integer('MAX_UPLOAD_BYTES', 10_485_760, 1, 268_435_456);
  const trustedOrigins = list('TRUSTED_ORIGINS');
  for (const each of trustedOrigins)
    check(isOrigin(each), `TRUSTED_ORIGINS must hold origins like https://example.org, not "${each}".`);
  const trustedProxies = list('TRUSTED_PROXY');
  for (const each of trustedProxies)
    check(isAddressRange(each), `TRUSTED_PROXY must hold addresses or ranges like 10.0.0.0/8, not "${each}".`);
  const adminEmails = list('ADMIN_EMAILS').map((each) => each.toLowerCase());
  for (const each of adminEmails) check(each.includes('@'), `ADMIN_EMAILS must hold e-mail addresses, not "${each}".`);
  const logLevel = text('LOG_LEVEL') ?? 'info';
  check(
    (logLevels as readonly string[]).includes(logLevel),
    `LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${logLevel}".`,
  );
  const smtpUrl = text('SMTP_URL');
  check(smtpUrl === null || /^smtps?:\/\//.test(smtpUrl), 'SMTP_URL must start with smtp:// or smtps://.');

  const metricsToken = text('METRICS_TOKEN');
  check(
    metricsToken === null || /^[\x21-\x7e]{16,}$/.test(metricsToken),
    'METRICS_TOKEN must have at least 16 characters, without spaces.',
  );

  const placeholderFile = text('PLACEHOLDER_FILE');
  check(
    placeholderFile === null || existsSync(placeholderFile),
    `PLACEHOLDER_FILE must be a file, and ${placeholderFile} is none.`,
  );

  const gravatarImport = text('GRAVATAR_IMPORT') ?? 'false';
  check(/^(true|false)$/.test(gravatarImport), `GRAVATAR_IMPORT must be true or false, not "${gravatarImport}".`);

  const providerApp = (name: string): ProviderApp | undefined => {
    const [clientId, clientSecret] = [text(`${name}_CLIENT_ID`), text(`${name}_CLIENT_SECRET`)];
    check(
      (clientId === null) === (clientSecret === null),
      `${name}_CLIENT_ID and ${name}_CLIENT_SECRET belong together: set both, or neither.`,
    );
    return clientId !== null && clientSecret !== null ? { clientId, clientSecret } : undefined;
  };
  const [github, google] = [providerApp('GITHUB'), providerApp('GOOGLE')];

  const settings: Settings = {
    port,
    host: text('HOST') ?? '127.0.0.1',
    publicUrl: publicUrl && isOrigin(publicUrl) ? new URL(publicUrl).origin : null,
    databaseUrl,
    dataDir: resolve(text('DATA_DIR') ?? '.data'),
    authSecret,
    workers,
    maxUploadBytes,
    cacheBytes,
    trustedOrigins: trustedOrigins.filter(isOrigin).map((each) => new URL(each).origin),
    trustedProxies,
    adminEmails,
    placeholderFile,
    smtpUrl,
    mailFrom: text('MAIL_FROM') ?? 'Visage <visage@localhost>',
    logLevel: logLevel as LogLevel,
    metricsToken,
    gravatarImport: gravatarImport === 'true',
    providers: { ...(github && { github }), ...(google && { google }) },
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** True when a package script (`bun start`) runs this process, and so stands between it and whoever gave the command. */
export function runsAsScript(env: Record<string, string | undefined> = process.env): boolean {
  return env.npm_lifecycle_event !== undefined;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && search === '' && hash === '' && username === '';
}
