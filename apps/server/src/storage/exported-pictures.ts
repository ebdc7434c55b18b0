import type { AccountExport } from '@visage/contract/account-export';
import type { StoredMimeType } from '@visage/contract/picture';
import { and, desc, eq, sql } from 'drizzle-orm';
import { iso } from './instant';
import { isCurrent } from './picture-columns';
import { picture, pictureState } from './schema';
import type { Transaction } from './user-change';

/**
 * Every picture of a user with its bytes: at most 21. Bytes are read one picture at a time, so that the driver's copies (as
 * hex, and decoded) are of one; what adds up is their base64.
 */
export async function readExportedPictures(tx: Transaction, userId: string): Promise<AccountExport['pictures']> {
  const current = sql<boolean>`${pictureState.userId} IS NOT NULL`;
  const rows = await tx
    .select({
      id: picture.id,
      current,
      mimeType: picture.mimeType,
      width: picture.width,
      height: picture.height,
      byteSize: picture.byteSize,
      digest: sql<string>`encode(${picture.digest}, 'hex')`,
      altText: picture.altText,
      thumbhash: picture.thumbhash,
      dominantColor: picture.dominantColor,
      hasAlpha: picture.hasAlpha,
      cropX: picture.cropX,
      cropY: picture.cropY,
      createdAt: iso(picture.createdAt),
      shownAt: iso(picture.shownAt),
      shownVersion: picture.shownVersion,
    })
    .from(picture)
    .leftJoin(pictureState, isCurrent)
    .where(eq(picture.userId, userId))
    .orderBy(desc(current), sql`${picture.shownAt} DESC NULLS LAST`, desc(picture.createdAt), picture.id);
  const pictures: AccountExport['pictures'] = [];
  for (const row of rows) {
    // The column's check constraint holds it to this set.
    const mimeType = row.mimeType as StoredMimeType;
    pictures.push({ ...row, mimeType, data: await readBytes(tx, userId, row.id) });
  }
  return pictures;
}

/** Base64, made by the database, which breaks it into lines: fewer bytes to send than hex, and none to decode. */
async function readBytes(tx: Transaction, userId: string, pictureId: string): Promise<string> {
  const [row] = await tx
    .select({ data: sql<string>`translate(encode(${picture.data}, 'base64'), E'\\n', '')` })
    .from(picture)
    .where(and(eq(picture.userId, userId), eq(picture.id, pictureId)));
  if (!row) throw new Error('a picture is gone within one snapshot');
  return row.data;
}
