/** What may stand in for the global `fetch`. */
export type VisageFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
