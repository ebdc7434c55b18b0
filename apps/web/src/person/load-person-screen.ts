type PersonScreen = typeof import('./person-screen').PersonScreen;

let loading: Promise<PersonScreen> | undefined;

/** The screen of a person: fetched ahead by those that lead to it, and once, so that a press on one of them finds it at hand. */
export function loadPersonScreen(): Promise<PersonScreen> {
  loading ??= import('./person-screen').then((file) => file.PersonScreen);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
