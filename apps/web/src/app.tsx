import { Route, type RoutePreloadFuncArgs, Router, type RouteSectionProps } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { type JSX, lazy, onMount } from 'solid-js';
import { preloadMe } from './me/preload-me';
import { preloadPeople } from './people/people';
import { loadPersonScreen } from './person/load-person-screen';
import { handleIn, preloadPerson } from './person/person';
import { queryClient } from './session/session';
import { NotFoundScreen } from './shell/not-found-screen';
import { Shell } from './shell/shell';
import { oncePainted } from './ui/after-paint';

type Intent = RoutePreloadFuncArgs['intent'];

const headerPainted = Promise.withResolvers<void>();

/** A screen and its code. The first comes once the top of the page is painted; what its route preloads is asked for before that. */
function screen(load: () => Promise<(props: RouteSectionProps) => JSX.Element>) {
  return lazy(async () => {
    const [shown] = await Promise.all([load(), headerPainted.promise]);
    // To read its code and to make it are a task each.
    await new Promise((resolve) => setTimeout(resolve));
    return { default: shown };
  });
}

const LandingScreen = screen(() => import('./landing/landing-screen').then((file) => file.LandingScreen));
const SignUpScreen = screen(() => import('./sign-up/sign-up-screen').then((file) => file.SignUpScreen));
const SignInScreen = screen(() => import('./sign-in/sign-in-screen').then((file) => file.SignInScreen));
const ForgotScreen = screen(() => import('./password/forgot-screen').then((file) => file.ForgotScreen));
const ResetScreen = screen(() => import('./password/reset-screen').then((file) => file.ResetScreen));
const MeScreen = screen(() => import('./me/me-screen').then((file) => file.MeScreen));
const SettingsScreen = screen(() => import('./settings/settings-screen').then((file) => file.SettingsScreen));
const PeopleScreen = screen(() => import('./people/people-screen').then((file) => file.PeopleScreen));
const PersonScreen = screen(loadPersonScreen);

/** Where a link was pressed, what it leads to is asked for in a task of its own: it takes as long as all else of the press. */
function inTime<Asked>(intent: Intent, preload: (asked: Asked, intent: Intent) => void, asked: Asked): void {
  // Read by now: the router makes a memo where a parameter is first read, and one that is made by a task between two screens keeps what was before.
  if (intent === 'navigate') setTimeout(preload, 0, asked, intent);
  else preload(asked, intent);
}

/** The router knows no `/@:handle`: a whole segment is a parameter, and this says which. */
const atHandle = { at: /^@[^/]+$/ };

export function App() {
  onMount(() => oncePainted(headerPainted.resolve));
  return (
    <QueryClientProvider client={queryClient}>
      <Router root={Shell} scrollRestoration>
        <Route path="/" component={LandingScreen} />
        <Route path="/sign-up" component={SignUpScreen} />
        <Route path="/sign-in" component={SignInScreen} />
        <Route path="/forgot-password" component={ForgotScreen} />
        <Route path="/reset-password" component={ResetScreen} />
        <Route path="/me" component={MeScreen} preload={preloadMe} />
        <Route path="/settings/:section?" component={SettingsScreen} />
        <Route
          path="/people"
          component={PeopleScreen}
          preload={({ location, intent }) => inTime(intent, preloadPeople, location.query.q)}
        />
        <Route
          path="/:at"
          matchFilters={atHandle}
          component={PersonScreen}
          preload={({ params, intent }) => inTime(intent, preloadPerson, handleIn(params.at))}
        />
        <Route path="*" component={NotFoundScreen} />
      </Router>
    </QueryClientProvider>
  );
}
