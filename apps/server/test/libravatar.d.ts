/** What is used of it; the package says no types. */
declare module 'libravatar' {
  const libravatar: {
    compose_avatar_url(server: string | null, hash: string, query: string, https: boolean): string;
  };
  export default libravatar;
}
