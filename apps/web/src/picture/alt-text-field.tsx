import { textLimits } from '@visage/contract/limits';
import { TextField, type TextFieldProps } from '../ui/text-field';
import { words } from './words';

/** Characters left from which on they are counted aloud. */
const short = 50;

/** What the picture shows, for those who can't see it. */
export function AltTextField(props: Pick<TextFieldProps, 'name' | 'value' | 'error' | 'onInput' | 'onBlur' | 'ref'>) {
  const left = () => textLimits.altText - [...props.value].length;
  return (
    <TextField
      {...props}
      label={words.alt.label}
      optional={words.alt.optional}
      hint={words.alt.hint}
      autocomplete="off"
      autocapitalize="sentences"
      left={left() < short ? left() : undefined}
    />
  );
}
