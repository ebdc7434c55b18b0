import { expect, test } from 'bun:test';
import { providerProblem } from './provider-problem';
import { words } from './words';

test('what the server says of the way back has words of its own', () => {
  for (const code of [
    'access_denied',
    'account_not_linked',
    'email_not_found',
    'state_mismatch',
    'too_many_accounts',
  ]) {
    expect(providerProblem(code)).toBe(words.elsewhere[code] ?? 'none');
  }
});

test('anything else that goes wrong there has words, too', () => {
  for (const code of ['invalid_code', 'provider_failed', 'server_error', 'constructor']) {
    expect(providerProblem(code)).toBe(words.elsewhereFailed);
  }
});

test('an address says nothing in its own words', () => {
  for (const code of [undefined, '', 'Call 555-1234', 'INVALID_TOKEN', ['a', 'b']]) {
    expect(providerProblem(code)).toBeUndefined();
  }
});
