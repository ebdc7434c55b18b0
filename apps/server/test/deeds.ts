import type { PictureMetadata } from '@visage/contract/picture';
import type { OwnProfile, UpdatedProfile } from '@visage/contract/profile';
import { base64, image } from './images';
import type { Person, TestVisage } from './visage';

/** Uploads a file (a new PNG unless given) and answers its metadata. */
export async function upload(
  visage: TestVisage,
  person: Person,
  { file, mimeType = 'image/png', ...more }: { file?: Uint8Array; mimeType?: string; altText?: string } = {},
): Promise<PictureMetadata> {
  const data = base64(file ?? (await image()));
  return done(await visage.mutate('picture.upload', { data, mimeType, ...more }, person));
}

export async function own(visage: TestVisage, person: Person): Promise<OwnProfile> {
  return done(await visage.query('profile.me', undefined, person));
}

/** Changes fields of the profile from whatever revision it is at. */
export async function update(visage: TestVisage, person: Person, changes: object): Promise<UpdatedProfile> {
  const { revision } = await own(visage, person);
  return done(await visage.mutate('profile.update', { revision, ...changes }, person));
}

/** An administrator: `ADMIN_EMAILS` must name the address. */
export async function verifyAddress(visage: TestVisage, person: Person): Promise<void> {
  await visage.sql`UPDATE "user" SET email_verified = true WHERE id = ${person.id}`;
}

/** Moves the dates of someone's answers, as if time had passed or a clock had been wrong: only without triggers can it be. */
export async function moveDate(visage: TestVisage, { id }: { id: string }, seconds: number): Promise<void> {
  await visage.sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    const by = tx`make_interval(secs => ${seconds})`;
    await tx`UPDATE picture_state SET last_updated = last_updated + ${by} WHERE user_id = ${id}`;
    await tx`UPDATE alias SET bound_at = bound_at + ${by} WHERE user_id = ${id}`;
  });
  visage.changed(id);
}

/** As if an hour had passed since the last change of someone's picture. */
export const letDateCome = (visage: TestVisage, who: { id: string }) => moveDate(visage, who, -3600);

/** Uses up a limit: as many uses as `used` in a window (or bucket) that ends in `seconds`. */
export async function useUp(visage: TestVisage, key: string, used: number, seconds = 60): Promise<void> {
  await visage.sql`
    INSERT INTO rate_limit (key, used, expires_at) VALUES (${key}, ${used}, now() + make_interval(secs => ${seconds}))
    ON CONFLICT (key) DO UPDATE SET used = EXCLUDED.used, expires_at = EXCLUDED.expires_at`;
}

export const pathOf = ({ id }: { id: string }): string => `/profile/${id}/picture`;

/** Every header but `Date` and the id of the request, in order, and the body: what "byte for byte, header for header" compares. */
export async function whole(answered: Response) {
  const headers = [...answered.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id').sort();
  return { status: answered.status, headers, body: await answered.text() };
}

/** Whether a cache that many share may keep an answer: also one that says nothing of it (RFC 9111 section 3). */
export function mayBeKept({ headers }: Response): boolean {
  return !/\b(no-store|private)\b/.test(headers.get('cache-control') ?? '');
}

/** The mail sent last to an address, as logged when no SMTP_URL is set, and the link in it. */
export function lastMail(visage: TestVisage, to: string): { subject: string; link: string } | null {
  const mail = visage.logged.map((line) => JSON.parse(line)).findLast((each) => each.to === to);
  return mail ? { subject: mail.subject, link: /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '' } : null;
}

function done<Data>({ status, data, error }: { status: number; data: Data; error: unknown }): Data {
  if (status !== 200) throw new Error(`refused: ${status} ${JSON.stringify(error)}`);
  return data;
}
