/** One entry in the guest book. */
export interface Entry {
  /** Whose picture stands beside it, as `<profile-picture>` takes it. */
  user: string;
  text: string;
}

const { escapeHTML } = Bun;

/** The whole page. Without scripts it shows pictures and initials too, only not the moment they change. */
export function pageOf(entries: readonly Entry[], visage: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Guest book</title>
<link rel="stylesheet" href="/style.css">
<script type="module" src="/element.js?base=${escapeHTML(encodeURIComponent(visage))}"></script>
<main>
<h1>Guest book</h1>
<form method="post">
<label>Your handle <input name="user" required pattern="@?[A-Za-z0-9_\\-]{3,30}" placeholder="@ada"></label>
<label>Your words <textarea name="text" required maxlength="500"></textarea></label>
<button>Sign</button>
</form>
<ol>
${entries.map((entry) => entryOf(entry, visage)).join('\n')}
</ol>
</main>
</html>`;
}

/** The `<img>` is what a browser shows at once; the element around it makes it sharp, describes it, and keeps it new. */
function entryOf({ user, text }: Entry, visage: string): string {
  const src = `${visage}/profile/${user}/picture?size=64&format=webp&fallback=initials`;
  return `<li>
<profile-picture user="${escapeHTML(user)}" size="56" live><img src="${escapeHTML(src)}" width="56" height="56"></profile-picture>
<div><b>${escapeHTML(user)}</b><p>${escapeHTML(text)}</p></div>
</li>`;
}
