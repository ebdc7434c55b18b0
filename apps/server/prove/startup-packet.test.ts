import { expect, test } from 'bun:test';
import { applicationName } from './startup-packet';

function packet(version: number, words: string): Buffer {
  const text = Buffer.from(words);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + text.length, 0);
  head.writeInt32BE(version, 4);
  return Buffer.concat([head, text]);
}

test('the application is named in the first packet', () => {
  const words = 'user\0visage\0application_name\0visage notices\0client_encoding\0UTF8\0\0';
  expect(applicationName(packet(196_608, words))).toBe('visage notices');
  expect(applicationName(packet(196_608, 'user\0application_name\0\0'))).toBe('');
});

test('a packet that is not there in full says nothing yet', () => {
  const whole = packet(196_608, 'application_name\0visage\0\0');
  expect(applicationName(whole.subarray(0, 4))).toBeNull();
  expect(applicationName(whole.subarray(0, -1))).toBeNull();
});

test('who cancels a query has no name', () => {
  expect(applicationName(packet(80_877_102, '12345678'))).toBe('');
});
