interface FileInputProps {
  label: string;
  accept: string;
  /** Asks the camera that faces the person, instead of the files. */
  capture?: 'user';
  onFiles(files: readonly File[]): void;
  ref(element: HTMLInputElement): void;
}

/** What the browser needs to ask for a file; a button of ours clicks it. */
export function FileInput(props: FileInputProps) {
  return (
    <input
      ref={props.ref}
      type="file"
      accept={props.accept}
      capture={props.capture}
      aria-label={props.label}
      class="sr-only"
      tabIndex={-1}
      aria-hidden="true"
      onChange={({ currentTarget }) => {
        props.onFiles([...(currentTarget.files ?? [])]);
        // The same file chosen twice is a choice, too.
        currentTarget.value = '';
      }}
    />
  );
}
