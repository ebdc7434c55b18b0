import { join } from 'node:path';
import { signInProviders } from '@visage/contract/site';
import { returnLargeBlocks } from './allocator';
import { createAccountExports } from './domain/account-exports';
import { createAccounts } from './domain/accounts';
import { createApiKeys } from './domain/api-keys';
import { createDefaultAvatars } from './domain/default-avatars';
import { createEarlierPictures } from './domain/earlier-pictures';
import { createGravatarImports } from './domain/gravatar-imports';
import { createLimits } from './domain/limits';
import { createPictureChanges } from './domain/picture-changes';
import { createPictures } from './domain/pictures';
import { createProfiles } from './domain/profiles';
import { createRenditions } from './domain/renditions';
import { createShownPictures } from './domain/shown-pictures';
import { drawGenerated } from './drawing/generated';
import { drawLatinInitials } from './drawing/latin-initials';
import type { Settings } from './env';
import { keepFresh } from './freshness';
import { createAuthRoute } from './http/auth-route';
import { createAvatarRoute } from './http/avatar-route';
import { createCallers } from './http/callers';
import { createClientAddress } from './http/client-address';
import { createGravatar } from './http/gravatar';
import { createHistoryRoute } from './http/history-route';
import { createMail } from './http/mail';
import { createMakeKey } from './http/make-key';
import { type Counted, createMetrics } from './http/metrics';
import { createMetricsRoute } from './http/metrics-route';
import { describeApi } from './http/openapi/document';
import { createOpenApiRoute } from './http/openapi/openapi-route';
import { createOrigins } from './http/origins';
import { createPictureRoute } from './http/picture-route';
import { createPictureSender, noneSent } from './http/picture-sender';
import { createPlaceholderRoute } from './http/placeholder-route';
import { createProfileHead } from './http/profile-head';
import { createPutPictureRoute } from './http/put-picture-route';
import { createRouter } from './http/router';
import { createSignIn } from './http/sign-in';
import { createUrlSigner } from './http/signed-url';
import { createTrpcContext } from './http/trpc/context';
import { createOpenStreams } from './http/trpc/open-streams';
import { createTrpcRoute } from './http/trpc/route';
import { createUploadRoom } from './http/upload-room';
import { createWatch } from './http/watched';
import { loadWebApp } from './http/web-app';
import { createImaging } from './imaging/imaging';
import { type Log, withoutQuery } from './log';
import { loadPlaceholder } from './placeholder';
import { createAccountExportReader } from './storage/account-export';
import { createAccountStore } from './storage/account-store';
import { createApiKeyStore } from './storage/api-key-store';
import { createAuthTables } from './storage/auth-tables';
import type { Connection } from './storage/database';
import { openDatabase } from './storage/database';
import { createEarlierPictureReader } from './storage/earlier-picture';
import { createPictureStore } from './storage/picture-store';
import { createProfileStore } from './storage/profile-store';
import { createProvisionStore } from './storage/provision-store';
import { createRateLimitStore } from './storage/rate-limit-store';
import { createRenditionStore } from './storage/rendition-store';
import { createShownPictureReader } from './storage/shown-picture';
import { createShownVersionReader } from './storage/shown-version';

interface Surroundings {
  connection: Connection;
  /** The port Visage listens on. */
  port: number;
  /** Aborted when Visage stops: streams end then. */
  stopping: AbortSignal;
  secret: string;
  log: Log;
  /** Size of the pool; tests that count a connection's work set 1. */
  connections?: number;
  /** Where Gravatar is; tests have one of their own. */
  gravatar?: string;
  /** Which of several processes this is, and what they all have counted. */
  among?: Among;
}

/** Several processes that share a port. */
export interface Among {
  /** From 1 on. */
  worker: number;
  /** Asked of each; this process alone where the others can't be asked. */
  counted(own: () => Promise<Counted>): Promise<Counted[]>;
}

const webBuild = join(import.meta.dir, '../../web/dist');
/** In milliseconds. */
const sweepEvery = 600_000;
const readyWithin = 900;
/** Of the memory for pictures: what URLs mean, and what is drawn for those without one. */
const targetShare = 0.125;
const drawnShare = 0.0625;

/** The composition root: the only place that sees every room. */
export async function createApp(
  settings: Settings,
  { connection, port, stopping, secret, log, connections, gravatar = 'https://gravatar.com', among }: Surroundings,
) {
  returnLargeBlocks();
  const database = openDatabase(connection, { connections });
  const { db, sql } = database;
  const report = (level: 'info' | 'warn' | 'error', message: string, facts: object = {}) => log[level](facts, message);

  // Before imaging closes every decoder that uploads don't need: an operator's placeholder may be an SVG.
  const placeholder = await loadPlaceholder(settings.placeholderFile);
  const imaging = createImaging({ queueLimit: 64 });
  const signer = createUrlSigner(secret);
  const rateLimits = createRateLimitStore(sql);
  const limits = createLimits(rateLimits);
  const freshness = keepFresh(connection, settings.cacheBytes * (1 - targetShare - drawnShare));
  const { memory, changed } = freshness;
  const sentFromMemory = noneSent();
  const metrics = createMetrics(
    {
      sentFromMemory,
      lookUps: memory.lookUps,
      held: memory.held,
      capacity: settings.cacheBytes,
      pool: database.pool,
      isTrusted: () => memory.answers.vouches(memory.now()),
    },
    among?.worker ?? null,
  );
  const accountStore = createAccountStore(db, changed);
  const profiles = createProfiles(createProfileStore(db, changed), createProvisionStore(db, changed));
  const judged = createPictures(createPictureStore(db, changed), imaging, settings.maxUploadBytes);
  const pictures = {
    ...judged,
    upload: (...given: Parameters<typeof judged.upload>) => metrics.outcomeOf('upload', () => judged.upload(...given)),
  };
  const gravatarImports = createGravatarImports({
    allowed: settings.gravatarImport,
    fetchGravatar: createGravatar(gravatar, settings.maxUploadBytes),
    addressOf: accountStore.addressOf,
    pictures,
  });
  const renditions = createRenditions(createRenditionStore(sql), {
    build: imaging.build,
    render: (...given) => metrics.outcomeOf('render', () => imaging.render(...given)),
  });
  const shownPictures = createShownPictures(
    createShownPictureReader(sql),
    renditions,
    imaging.renditionSettings,
    memory,
  );
  const earlierPictures = createEarlierPictures(createEarlierPictureReader(sql));
  const pictureChanges = createPictureChanges(freshness.feed, createShownVersionReader(sql));
  const streams = createOpenStreams(stopping);
  const accounts = createAccounts(accountStore, limits);
  const accountExports = createAccountExports(createAccountExportReader(db), limits);

  const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;
  const origins = createOrigins(publicUrl, settings.trustedOrigins, settings.publicUrl === null ? port : null);
  const signIn = createSignIn({
    tables: createAuthTables(db),
    origins,
    secret,
    sendMail: createMail({ smtpUrl: settings.smtpUrl, from: settings.mailFrom, log: report }),
    endAccess: accountStore.endAccess,
    addressChanged: accountStore.addressChanged,
    providers: settings.providers,
    admitSignUp: limits.signUp,
    log: (level, message) => report(level, withoutQuery(message)),
  });
  const keyStore = createApiKeyStore(db);
  const apiKeys = createApiKeys(createMakeKey(signIn), keyStore);
  const { callerOf, viewerOf } = createCallers(signIn, keyStore, settings.adminEmails);
  const webApp = await loadWebApp(webBuild, createProfileHead({ profiles, publicUrl: origins.publicUrl, log: report }));

  const clientAddress = createClientAddress(settings.trustedProxies);
  const uploads = createUploadRoom(settings.maxUploadBytes);
  const now = () => Math.floor(Date.now() / 1000);
  const sender = createPictureSender({
    pictures: shownPictures,
    targetCapacity: settings.cacheBytes * targetShare,
    sentFromMemory,
    now,
  });
  const defaults = createDefaultAvatars({
    imaging,
    draw: { generated: drawGenerated, initials: drawLatinInitials },
    placeholder,
    capacity: settings.cacheBytes * drawnShare,
  });

  const ready = () =>
    Promise.race([
      sql`SELECT 1`.then(
        () => true,
        (error) => {
          // Here, where it is asked for now and then, and not of each request that fails for it.
          report('warn', 'the database can’t be reached', { error });
          return false;
        },
      ),
      Bun.sleep(readyWithin).then(() => false),
    ]);

  const handle = createRouter({
    pictureFromMemory: sender.fromMemory,
    picture: createPictureRoute({ sender, callerOf: viewerOf, signer, now }),
    putPicture: createPutPictureRoute({
      ...{ pictures, limits, callerOf, origins, uploads },
      maxUploadBytes: settings.maxUploadBytes,
    }),
    avatar: createAvatarRoute({ sender, pictures: shownPictures, defaults }),
    history: createHistoryRoute(earlierPictures, viewerOf),
    placeholder: createPlaceholderRoute(placeholder),
    trpc: createTrpcRoute({
      origins,
      maxUploadBytes: settings.maxUploadBytes,
      uploads,
      log: report,
      context: createTrpcContext({
        services: {
          ...{ profiles, pictures, pictureChanges, streams, accounts, accountExports, apiKeys, limits, signer },
          gravatarImports,
          siteSettings: {
            gravatarImport: settings.gravatarImport,
            signInWith: signInProviders.filter((each) => settings.providers[each]),
          },
          maxUploadBytes: settings.maxUploadBytes,
        },
        origins,
        callers: { callerOf, viewerOf },
        signIn,
      }),
    }),
    auth: createAuthRoute({ signIn, origins, limits, callerOf, log: report }),
    ready,
    openApi: createOpenApiRoute(() => describeApi(origins.publicUrl)),
    webApp,
    metrics: createMetricsRoute({
      counted: async () => among?.counted(metrics.counted) ?? [await metrics.counted()],
      token: settings.metricsToken,
    }),
    clientAddress,
    watch: createWatch({
      publicUrl: origins.publicUrl,
      isTrustedProxy: clientAddress.isTrustedProxy,
      requested: metrics.requested,
      log: report,
    }),
    log: report,
  });

  const sweep = setInterval(
    () =>
      Promise.all([rateLimits.sweep(), accountStore.sweep()]).catch((error) =>
        report('warn', 'sweep failed', { error }),
      ),
    sweepEvery,
  );
  // Others answer meanwhile: the first that are sent here are to find a connection that is there.
  if (among) await ready();
  return {
    url: origins.publicUrl,
    handle,
    changed,
    counted: metrics.counted,
    async close() {
      clearInterval(sweep);
      metrics.close();
      await freshness.close();
      await database.close();
    },
  };
}
