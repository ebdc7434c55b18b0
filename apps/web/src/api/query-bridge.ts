interface Asking {
  signal?: AbortSignal;
}

interface QueryProcedure<Input, Output> {
  query(input: Input, options?: Asking): Promise<Output>;
}

interface MutationProcedure<Input, Output> {
  mutate(input: Input, options?: Asking): Promise<Output>;
}

/**
 * A tRPC query as solid-query knows it. `path` names the procedure in keys; a tRPC client's procedures can't tell their own.
 * `key()` alone stands for the procedure with any input.
 */
export function asQuery<Input, Output>(path: string, procedure: QueryProcedure<Input, Output>) {
  const key = (input?: Input) => (input === undefined ? [path] : [path, input]);
  return {
    key,
    options: (input: Input) => ({
      queryKey: key(input),
      queryFn: ({ signal }: { signal: AbortSignal }) => procedure.query(input, { signal }),
    }),
  };
}

/** A tRPC mutation as solid-query knows it. */
export function asMutation<Input, Output>(path: string, procedure: MutationProcedure<Input, Output>) {
  return { mutationKey: [path], mutationFn: (input: Input) => procedure.mutate(input) };
}
