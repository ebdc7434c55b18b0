import { createSignal } from 'solid-js';
import { Icon } from './icon';
import { TextField, type TextFieldProps } from './text-field';

interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'trailing'> {
  autocomplete: 'current-password' | 'new-password';
  show: string;
}

/** A password that can be looked at while typing. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = createSignal(false);
  return (
    <TextField
      {...props}
      type={shown() ? 'text' : 'password'}
      spellcheck={false}
      autocapitalize="none"
      trailing={
        <button
          type="button"
          aria-label={props.show}
          aria-pressed={shown()}
          class="grid min-h-11 w-11 shrink-0 place-items-center rounded-field text-soft hover:text-ink"
          onClick={() => setShown(!shown())}
        >
          <Icon name={shown() ? 'eyeOff' : 'eye'} />
        </button>
      }
    />
  );
}
