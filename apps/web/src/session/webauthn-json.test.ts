import { expect, test } from 'bun:test';
import { bytesOf, creationOptions, requestOptions, textOf } from './webauthn-json';

test('bytes become base64url without padding, and come back', () => {
  for (const bytes of [[], [0], [251, 255], [255, 239, 190], [1, 2, 3, 4]]) {
    const text = textOf(new Uint8Array(bytes).buffer);
    expect(text).toBe(Buffer.from(bytes).toString('base64url'));
    expect([...bytesOf(text)]).toEqual(bytes);
  }
});

test('of options, what authenticators want as bytes is bytes, and the rest stays', () => {
  const excludeCredentials = [{ type: 'public-key', id: '-_8', transports: ['usb'] }];
  const toCreate = creationOptions({
    challenge: 'AQI',
    user: { id: 'Aw', name: 'a' },
    rp: { id: 'x' },
    excludeCredentials,
  });
  expect(toCreate).toMatchObject({
    challenge: new Uint8Array([1, 2]),
    user: { id: new Uint8Array([3]), name: 'a' },
    rp: { id: 'x' } as never,
    excludeCredentials: [{ type: 'public-key', id: new Uint8Array([251, 255]), transports: ['usb'] }],
  });
  expect(requestOptions({ challenge: 'AQI', rpId: 'x' })).toMatchObject({
    challenge: new Uint8Array([1, 2]),
    rpId: 'x',
  });
});
