/**
 * Sizes that programs ask the avatar route for when left alone, or twice that for sharp screens. Renditions in these are stored;
 * every other is made anew wherever memory has let go of it. From the list that Libravatar made beforehand, and what WordPress, Gitea,
 * Forgejo, GitLab, Redmine, Discourse and Git clients have in their templates.
 */
export const usualAvatarSizes: ReadonlySet<number> = new Set([
  ...[16, 20, 22, 24, 26, 28, 30, 32, 36, 40, 42, 44, 48, 50, 52, 56, 60, 64, 70, 72, 80, 84, 90, 96],
  ...[100, 112, 120, 128, 140, 144, 150, 160, 168, 180, 192, 200, 240, 250, 256, 290, 300, 312, 320, 400, 500, 512],
]);
