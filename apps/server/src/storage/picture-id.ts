/** True for what can be the id of a picture. Postgres refuses to compare anything else with a uuid. */
export function isPictureId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
