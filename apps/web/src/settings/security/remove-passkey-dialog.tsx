import { ConfirmDialog } from '../confirm-dialog';
import { askForPasskeys, type Passkey, removePasskey } from './passkeys';
import { words } from './words';

export function RemovePasskeyDialog(props: { passkey: Passkey; onClose(): void; onRemoved(): void }) {
  const text = words.passkeys;
  const name = () => props.passkey.name || text.unnamed;
  const remove = async () => {
    await removePasskey(props.passkey.id);
    await askForPasskeys();
  };
  return (
    <ConfirmDialog
      question={text.question(name())}
      why={text.why}
      keep={text.keep}
      submit={text.remove}
      done={text.removed(name())}
      run={remove}
      onClose={props.onClose}
      onDone={props.onRemoved}
    />
  );
}
