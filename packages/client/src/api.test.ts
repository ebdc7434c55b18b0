import { expect, test } from 'bun:test';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { type AppRouter, appRouter } from '@visage/server/router';
import type { VisageClient } from './api';
import type { Mutation, OpenMutation, OpenQuery, Query, Subscription } from './calls';

/** Written flat, so that types that say the same are the same. */
type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [Key in keyof T]: Flat<T[Key]> }
    : T;
type Same<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type Procedures = AppRouter['_def']['record'];

/** What a procedure of the client takes and gives; an input that may be left out as the router says it. */
type Told<Procedure> =
  Procedure extends Subscription<infer Input, infer Data>
    ? { kind: 'subscription'; input: Input; output: Data }
    : Procedure extends Query<infer Input, infer Output>
      ? { kind: 'query'; input: Input; output: Output }
      : Procedure extends Mutation<infer Input, infer Output>
        ? { kind: 'mutation'; input: Input; output: Output }
        : never;

type Streamed<Output> = Output extends AsyncIterable<infer Data, unknown, unknown> ? Data : Output;
/** `{}` of a schema without fields is any object to TypeScript. */
type Filled<Input> = Input extends Record<string, never> ? object : Input;

type Check<Router extends keyof VisageClient & keyof Inputs> = {
  [Name in keyof VisageClient[Router] | keyof Inputs[Router]]: Name extends keyof VisageClient[Router] &
    keyof Inputs[Router] &
    keyof Outputs[Router] &
    keyof Procedures[Router]
    ? [
        Same<
          Filled<NonNullable<Told<VisageClient[Router][Name]>['input']>>,
          Filled<Extract<Inputs[Router][Name], object>>
        >,
        Same<Told<VisageClient[Router][Name]>['kind'], KindOf<Procedures[Router][Name]>>,
        Same<Told<VisageClient[Router][Name]>['output'], Streamed<Outputs[Router][Name]>>,
        // An input may be left out of the one exactly where it may be left out of the other.
        Same<
          VisageClient[Router][Name] extends OpenQuery<never, unknown> | OpenMutation<never, unknown> ? true : false,
          undefined extends Inputs[Router][Name] ? true : false
        >,
      ]
    : [Name, 'is missing'];
};
type KindOf<Procedure> = Procedure extends { _def: { type: infer Kind } } ? Kind : never;
type Checks = { [Router in keyof VisageClient & keyof Inputs]: Check<Router> };
type Good = { [Router in keyof VisageClient]: { [Name in keyof VisageClient[Router]]: [true, true, true, true] } };

test('the client’s types are the router’s, name by name and field by field', () => {
  // The type check is the test: each `false` or missing name in `Checks` is an error here.
  const same: Same<Checks, Good> = true;
  const routers: Same<keyof VisageClient, keyof Inputs> = true;
  expect([same, routers]).toEqual([true, true]);
  expect(Object.keys(appRouter._def.record).sort()).toEqual(['account', 'apiKey', 'picture', 'profile', 'site']);
});
