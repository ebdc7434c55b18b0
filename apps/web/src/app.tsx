import { Route, Router } from '@solidjs/router';
import { QueryClientProvider } from '@tanstack/solid-query';
import { lazy } from 'solid-js';
import { preloadMe } from './me/preload-me';
import { preloadPeople } from './people/people';
import { handleIn, preloadPerson } from './person/person';
import { queryClient } from './session/session';
import { NotFoundScreen } from './shell/not-found-screen';
import { Shell } from './shell/shell';

const LandingScreen = lazy(() => import('./landing/landing-screen').then((file) => ({ default: file.LandingScreen })));
const SignUpScreen = lazy(() => import('./sign-up/sign-up-screen').then((file) => ({ default: file.SignUpScreen })));
const SignInScreen = lazy(() => import('./sign-in/sign-in-screen').then((file) => ({ default: file.SignInScreen })));
const ForgotScreen = lazy(() => import('./password/forgot-screen').then((file) => ({ default: file.ForgotScreen })));
const ResetScreen = lazy(() => import('./password/reset-screen').then((file) => ({ default: file.ResetScreen })));
const MeScreen = lazy(() => import('./me/me-screen').then((file) => ({ default: file.MeScreen })));
const SettingsScreen = lazy(() =>
  import('./settings/settings-screen').then((file) => ({ default: file.SettingsScreen })),
);
const PeopleScreen = lazy(() => import('./people/people-screen').then((file) => ({ default: file.PeopleScreen })));
const PersonScreen = lazy(() => import('./person/person-screen').then((file) => ({ default: file.PersonScreen })));

/** The router knows no `/@:handle`: a whole segment is a parameter, and this says which. */
const atHandle = { at: /^@[^/]+$/ };

export function App() {
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
        <Route path="/people" component={PeopleScreen} preload={({ location }) => preloadPeople(location.query.q)} />
        <Route
          path="/:at"
          matchFilters={atHandle}
          component={PersonScreen}
          preload={({ params }) => preloadPerson(handleIn(params.at))}
        />
        <Route path="*" component={NotFoundScreen} />
      </Router>
    </QueryClientProvider>
  );
}
