type PersonScreen = typeof import('./person-screen').PersonScreen;

let loading: Promise<PersonScreen> | undefined;

/** The screen of a person: fetched ahead by the directory, and once, so that a press there finds it at hand. Asked for again where it failed. */
export function loadPersonScreen(): Promise<PersonScreen> {
  loading ??= import('./person-screen').then(
    (file) => file.PersonScreen,
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
