import { describe, expect, test } from 'bun:test';
import { resolve } from 'node:path';
import { readSettings, SettingsError } from './env';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).problems;
  }
  return [];
}

const secret = 'thirty-two characters at the least';

describe('without any variable', () => {
  test('Visage listens on localhost, with its own database under .data', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      dataDir: resolve('.data'),
      authSecret: null,
      maxUploadBytes: 10_485_760,
      cacheBytes: 67_108_864,
      trustedOrigins: [],
      trustedProxies: [],
      adminEmails: [],
      placeholderFile: null,
      smtpUrl: null,
      logLevel: 'info',
      gravatarImport: false,
      providers: {},
    });
  });

  test('an empty one counts as none', () => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'DATABASE_URL', 'DATA_DIR', 'AUTH_SECRET', 'MAX_UPLOAD_BYTES'];
    names.push(
      'TRUSTED_ORIGINS',
      'TRUSTED_PROXY',
      'ADMIN_EMAILS',
      'PLACEHOLDER_FILE',
      'LOG_LEVEL',
      'SMTP_URL',
      'GRAVATAR_IMPORT',
      'METRICS_TOKEN',
      'GITHUB_CLIENT_ID',
      'GITHUB_CLIENT_SECRET',
      'GOOGLE_CLIENT_ID',
      'GOOGLE_CLIENT_SECRET',
    );
    for (const empty of ['', '  ']) {
      expect(readSettings(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(readSettings({}));
    }
  });
});

describe('what is set', () => {
  test('is read', () => {
    expect(
      readSettings({
        PORT: '0',
        HOST: '0.0.0.0',
        PUBLIC_URL: 'https://Pictures.Example.org/',
        DATABASE_URL: 'postgresql://u:p@db/visage',
        DATA_DIR: '/srv/visage',
        AUTH_SECRET: secret,
        MAX_UPLOAD_BYTES: '1000',
        CACHE_BYTES: '0',
        TRUSTED_ORIGINS: 'https://a.example.org, https://b.example.org:8443/',
        TRUSTED_PROXY: '10.0.0.1 2001:db8::/32',
        ADMIN_EMAILS: 'Ann@Example.org,bob@example.org',
        LOG_LEVEL: 'debug',
        GRAVATAR_IMPORT: 'true',
        GITHUB_CLIENT_ID: 'Iv1.abc',
        GITHUB_CLIENT_SECRET: 'whispered',
      }),
    ).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://pictures.example.org',
      databaseUrl: 'postgresql://u:p@db/visage',
      dataDir: '/srv/visage',
      authSecret: secret,
      maxUploadBytes: 1000,
      cacheBytes: 0,
      trustedOrigins: ['https://a.example.org', 'https://b.example.org:8443'],
      trustedProxies: ['10.0.0.1', '2001:db8::/32'],
      adminEmails: ['ann@example.org', 'bob@example.org'],
      logLevel: 'debug',
      gravatarImport: true,
      providers: { github: { clientId: 'Iv1.abc', clientSecret: 'whispered' } },
    });
  });

  const wrong: [name: string, values: string[]][] = [
    ['PORT', ['x', '-1', '65536', '80.5', '1e3', '0x50']],
    [
      'PUBLIC_URL',
      [
        'pictures.example.org',
        'ftp://example.org',
        'https://example.org/path',
        'https://u@example.org',
        'https://example.org/?x',
      ],
    ],
    ['DATABASE_URL', ['mysql://db', 'localhost:5432', 'postgres:']],
    ['AUTH_SECRET', ['short']],
    ['MAX_UPLOAD_BYTES', ['0', '-5', '10MB', '1e6']],
    ['CACHE_BYTES', ['-1', '64MB', '1e6']],
    ['TRUSTED_ORIGINS', ['example.org', '*', 'https://a.example.org https://b.example.org/path', 'null']],
    ['TRUSTED_PROXY', ['proxy.local', '10.0.0.0/33', '300.1.1.1', '*']],
    ['ADMIN_EMAILS', ['ann']],
    ['LOG_LEVEL', ['loud', 'INFO ']],
    ['GRAVATAR_IMPORT', ['yes', '1', 'TRUE']],
    ['METRICS_TOKEN', ['short', 'a token with spaces', 'ein-tökèn-mit-umlauten']],
    ['SMTP_URL', ['mail.example.org', 'http://mail.example.org']],
  ];

  test.each(wrong)('%s that can’t be used stops the start, by name', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ [name]: value });
      expect({ value, problems: problems.length }).toEqual({ value, problems: 1 });
      expect(problems[0]).toContain(name);
    }
  });

  test.each(['GITHUB', 'GOOGLE'])('half of what %s needs stops the start, and names both halves', (name) => {
    const [id, secret] = [`${name}_CLIENT_ID`, `${name}_CLIENT_SECRET`];
    for (const half of [id, secret]) {
      const problems = problemsOf({ [half]: 'hush', PORT: 'x' });
      expect(problems).toHaveLength(2);
      expect(problems.join()).toMatch(new RegExp(`${id}.*${secret}`));
      expect(problems.join()).not.toContain('hush');
    }
  });

  test('every problem is named at once, in one message', () => {
    const env = Object.fromEntries(wrong.map(([name, [value]]) => [name, value ?? '']));
    const problems = problemsOf(env);
    for (const [name] of wrong) {
      expect(problems.filter((each) => new RegExp(`\\b${name}\\b`).test(each))).toHaveLength(1);
    }
    for (const each of problems) expect(() => readSettings(env)).toThrow(each);
  });

  test('no message repeats a secret', () => {
    const message = problemsOf({
      AUTH_SECRET: 'hush',
      DATABASE_URL: 'mysql://user:hunter2@db',
      SMTP_URL: 'x://u:hunter3@mail',
    }).join();
    expect(message).not.toMatch(/hush|hunter/);
  });
});

test('in production, with a database of one’s own, the secret is required', () => {
  const DATABASE_URL = 'postgres://db/visage';
  expect(problemsOf({ NODE_ENV: 'production', DATABASE_URL })).toHaveLength(1);
  expect(problemsOf({ NODE_ENV: 'production', DATABASE_URL, AUTH_SECRET: secret })).toEqual([]);
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([]);
  expect(problemsOf({ DATABASE_URL })).toEqual([]);
});
