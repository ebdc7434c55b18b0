import type { VisageError } from './visage-error';

export interface CallOptions {
  /** Gives the call up, whatever it is waiting for: it rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A call that changes nothing. Rejects with a {@link VisageError}. */
export interface Query<Input, Output> {
  query(input: Input, options?: CallOptions): Promise<Output>;
}

/** A query that needs no input. */
export interface OpenQuery<Input, Output> {
  query(input?: Input | null, options?: CallOptions): Promise<Output>;
}

/** A call that changes something. Rejects with a {@link VisageError}. */
export interface Mutation<Input, Output> {
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** A mutation that needs no input. */
export interface OpenMutation<Input, Output> {
  mutate(input?: Input | null, options?: CallOptions): Promise<Output>;
}

export interface ConnectionState {
  /** `connecting` also while a lost connection is tried again; then `error` says what happened to it. */
  state: 'idle' | 'connecting' | 'pending';
  error: VisageError | null;
}

export interface SubscribeOptions<Data> extends CallOptions {
  onData?(data: Data): void;
  /** The server refuses, and would again. A lost connection is no error: it is tried again for as long as it takes. */
  onError?(error: VisageError): void;
  onConnectionStateChange?(state: ConnectionState): void;
}

export interface Subscription<Input, Data> {
  /** Goes on until it is unsubscribed from, or `signal` says so. */
  subscribe(input: Input, options: SubscribeOptions<Data>): { unsubscribe(): void };
}
