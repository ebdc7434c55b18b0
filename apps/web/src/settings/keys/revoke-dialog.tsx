import type { ApiKey } from '@visage/contract/api-key';
import { client } from '../../api/client';
import { failureOf } from '../../api/failure';
import { ConfirmDialog } from '../confirm-dialog';
import { askForKeys } from './keys';
import { words } from './words';

export function RevokeDialog(props: { held: ApiKey; onClose(): void; onRevoked(): void }) {
  const text = words.revoke;
  const revoke = async () => {
    await client.apiKey.revoke.mutate({ id: props.held.id }).catch((error) => {
      // One that has ended already, or was revoked elsewhere, is revoked.
      if (failureOf(error).kind !== 'not_found') throw error;
    });
    await askForKeys();
  };
  return (
    <ConfirmDialog
      question={text.question(props.held.name)}
      why={text.why}
      keep={text.keep}
      submit={text.submit}
      done={text.done(props.held.name)}
      run={revoke}
      onClose={props.onClose}
      onDone={props.onRevoked}
    />
  );
}
