import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

test('the document and the page may be kept for a while, and are asked for again by their tag', async () => {
  for (const path of ['/openapi.json', '/docs']) {
    const first = await visage.picture(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const again = await visage.picture(path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const posted = await visage.picture(path, { method: 'POST' });
    expect({ status: posted.status, allow: posted.headers.get('allow') }).toEqual({ status: 405, allow: 'GET, HEAD' });
  }
});

test('the page runs no script, and every link within it leads somewhere', async () => {
  const page = await visage.picture('/docs');
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(html).not.toMatch(/<script|\sstyle=|\son\w+=/);
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  expect(targets.length).toBeGreaterThan(40);
  expect(targets.filter((each) => !ids.has(each))).toEqual([]);
});
