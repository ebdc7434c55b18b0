/** A test of the server, by its file under `apps/server` and its name in the source, or that of a `describe`. */
export type NamedTest = readonly [file: string, name: string];

export interface Attack {
  attack: string;
  holds: string;
  tests: readonly NamedTest[];
  /** What is left open, on purpose. */
  open?: string;
}

const http = (file: string, name: string): NamedTest => [`src/http/${file}.test.ts`, name];

/** What `bun run attacks` tries, and docs/security.md shows. */
export const attacks: readonly Attack[] = [
  {
    attack: 'web cache deception: `/trpc/profile.me/x.css`, `/api/auth/get-session/a.jpg`, …',
    holds: 'what a cache may keep is what nobody’s session would get',
    tests: [
      http('cache-deception', 'with %p behind it: what may be kept is what nobody would get'),
      http('cache-deception', 'the addresses themselves do answer their owner: else nothing would have been tried'),
    ],
  },
  {
    attack: 'web cache poisoning by `Host`, `X-Forwarded-*`, `Cookie`, `Accept`, a body of a GET, …',
    holds: 'what a cache may keep depends on the address and on what `Vary` names',
    tests: [
      http(
        'cache-poisoning',
        'what one caller sends changes nothing for the next: an answer that may be kept depends on what Vary names alone',
      ),
      http('cache-poisoning', 'pages are the same for everyone, whatever is sent and however they are called'),
    ],
  },
  {
    attack: 'finding out who has an account, by the answer',
    holds: 'status, body and headers are equal for known and unknown',
    tests: [
      http('sign-in', 'answers alike for a wrong password and an address nobody has'),
      http('mail-flows', 'is answered alike for an address that is known and one that is not'),
      http('mail-flows', 'to one that another has is answered as any, and nothing is sent'),
      http('limits', 'failures count alike for an address that nobody has'),
    ],
    open: 'signing up says that an address is taken, since it signs in at once; 10 a minute from one address',
  },
  {
    attack: 'the same, by how long it takes',
    holds: 'the same statements are run, and as many passwords hashed',
    tests: [
      http(
        'equal-work',
        'a wrong password takes as much as an address nobody has: the same statements, and one password hashed',
      ),
      http('equal-work', 'a new password takes as much to ask for, whether there is someone to send a mail to or not'),
      http(
        'equal-work',
        'a link to verify an address takes as much to ask for: of nobody, and of who has followed one',
      ),
    ],
  },
  {
    attack: 'finding out who hides',
    holds: 'hidden answers as missing, byte for byte, from the same statements',
    tests: [
      http('picture-visibility', 'is for another person as if it were not there'),
      http('picture-visibility', 'is hidden from a session that is none'),
      http('equal-work', 'a hidden picture takes as much as that of nobody, with a session and without'),
      http('avatar-lookup', 'costs as many statements as who is not there: one, whatever is asked for'),
      http(
        'profile-head',
        'whoever is hidden has the page of someone who is not there, which is the page of any screen with status 404',
      ),
      http('trpc/profile', 'hidden and unknown are told apart in no word'),
    ],
  },
  {
    attack: 'guessing a password, over several servers of one database too',
    holds: '10 failures for an address typed, 30 tries a minute from one client address, counted in the database',
    tests: [
      http(
        'limits',
        '10 failures for an address typed, in any case and from anywhere; then not even the right password',
      ),
      http('limits', 'two servers count as one: turn by turn, and all at once'),
      http('limits', 'many at once get no further than one after the other'),
      http('limits', 'behind no trusted proxy it is the peer’s, whatever headers say'),
    ],
  },
  {
    attack: 'trying the passwords that many use',
    holds: 'nobody can choose one of those (18,000 of eight characters and more)',
    tests: [
      http('common-passwords', 'a password that leaks show many to use is refused at sign-up, and makes no account'),
      http('common-passwords', 'nor does one take the place of another, by a change'),
      http('common-passwords', 'nor by the link that was mailed, which then still works for another'),
    ],
  },
  {
    attack: 'session fixation',
    holds: 'each sign-in makes a session of its own; a change of password that ends the others, and a reset, end it',
    tests: [http('cookies', 'a session is never one that someone else could know')],
    open: 'who changes a password and chooses to leave the other sessions alone keeps this one’s id too',
  },
  {
    attack: 'stealing or planting a cookie',
    holds: 'every cookie is HttpOnly, SameSite=Lax, for `/`; with https Secure and `__Host-`',
    tests: [
      http('cookies', 'cookies of %s'),
      http('sign-in', 'ended works nowhere, at once, on any server of the database'),
      http('sign-in', 'altered, signed by another secret, or past its end is none'),
    ],
  },
  {
    attack: 'acting for a visitor from another site (CSRF), framing a page',
    holds: 'every write that rides on a cookie needs an `Origin` that is trusted; pages are never framed',
    tests: [
      http('trpc/every-write', '%s %s with a cookie is refused from another site, and from none'),
      http('sign-in', 'only pages of the site and trusted ones may act'),
      http('trpc/origins', 'gains nothing from Host, X-Forwarded-Host or Referer'),
      http('security-headers', 'pages let nothing in and give nothing away'),
    ],
  },
  {
    attack:
      'an account at GitHub or Google as a way into another’s: signing up here with their address first, an address nobody verified, a forged way back',
    holds:
      'both sides must have verified the address; the way back needs the state that this browser was given, once; no token is kept',
    tests: [
      http(
        'providers',
        'never links into an account whose own address is unverified: whoever signed up with it may not own it',
      ),
      http(
        'providers',
        'an address that isn’t verified there is none: no account, no session, and nothing said of who has it here',
      ),
      http(
        'providers',
        'without the state that was sent, with another’s, or a second time is refused, and signs nobody in',
      ),
      http('providers', 'leads to pages of this site alone'),
      http('providers', 'takes nothing but where to: no token in place of the trip, no further scope or parameter'),
      http('providers', 'keeps no token of theirs, the first time or later'),
    ],
  },
  {
    attack: 'writing or reading what is another’s',
    holds: 'the subject of a write comes from the caller; what is sent beyond the schema goes nowhere',
    tests: [
      http('trpc/order-of-checks', 'another’s data is refused, whether they exist or not, before the input is judged'),
      http('sign-in', 'verifies no address and makes no administrator by asking for it'),
      http('trpc/profile', 'no answer about another holds an address, not even an administrator’s'),
    ],
  },
  {
    attack: 'request smuggling: two lengths, CL with TE, folded headers, bare LF, chunk extensions, …',
    holds: 'one request has one answer; what is ambiguous is 400 and the end of the connection',
    tests: [http('hostile-requests', 'where a request ends is never guessed')],
  },
  {
    attack: 'headers and bodies by drops (slowloris), headers without end',
    holds: 'ended after a minute or so, with the room they had; too much is 431',
    tests: [
      http('slow-requests', 'a request that comes by drops is ended, wherever it has got to, and changes nothing'),
      http('slow-requests', 'the room that such uploads take is given to others again, though nobody hung up'),
      http('slow-requests', 'who sends slowly, and goes on, is heard to the end'),
      http('hostile-requests', 'too much'),
    ],
  },
  {
    attack: 'uploads too large, or that unpack into too much',
    holds: 'bounded by header and while read; pixels before they are decoded',
    tests: [
      http(
        'trpc/upload-refusals',
        'a body too large is refused by its Content-Length and while it is read, in the shape of every error',
      ),
      http('put-picture', 'uploads by either route share one room, and leave it when their client is gone'),
      ['src/imaging/hostile.test.ts', 'what would cost the decoder much never reaches it'],
      ['src/imaging/hostile.test.ts', 'an AVIF whose stream is larger than its header says is refused'],
    ],
  },
  {
    attack: 'paths that lead elsewhere, redirects to other sites',
    holds: 'no path of a request is a path on disk; redirects lead to pages of the site',
    tests: [
      http('hostile-requests', 'a path leads nowhere else'),
      http('mail-flows', 'leads back to pages of the site alone'),
      http('sign-in', 'what Visage does itself is not there twice'),
    ],
  },
  {
    attack: 'making the server ask where one points (SSRF)',
    holds:
      'it asks Gravatar, GitHub and Google, where the operator set them up, and its mail server; no redirect is followed',
    tests: [
      http('outgoing', 'no address in anything that anyone sends is asked for'),
      http('outgoing', 'only two files of the server begin a conversation: with Gravatar, and with the mail server'),
      http(
        'trpc/picture-import-gravatar',
        'where Gravatar sends elsewhere, breaks down or breaks off, it is not followed and nothing changes',
      ),
    ],
  },
  {
    attack: 'scripts in names and pictures (XSS), patterns and NUL in text (SQL)',
    holds: 'text is escaped where it is put in, drawings are inert, every query has parameters',
    tests: [
      http('profile-head', 'nothing that a person writes ends an attribute or begins an element'),
      ['src/drawing/initials.test.ts', 'nothing in a drawing is fetched, styled or run'],
      http('trpc/profile-list', 'takes %, _ and \\ as what they are'),
      http('trpc/leaks', 'text that Postgres can’t hold is refused or means nobody, and is no failure'),
    ],
  },
  {
    attack: 'lines of one’s own in the log, secrets in it',
    holds: 'one JSON object a line; no address, password, cookie, key, token, signature or picture',
    tests: [
      http('request-log', 'has one JSON object a line, whatever anyone sends'),
      http(
        'request-log',
        'names no address, password, cookie, key, token, signature, handle or picture of a whole journey',
      ),
      http('trpc/leaks', 'without SQL or a stack'),
      http('trpc/leaks', 'without an address, a session or the hash of a password, when sign-in is what fails'),
    ],
  },
  {
    attack: 'forged, altered and replayed signed URLs and links',
    holds: 'they open one thing, for one person, until they expire; links from mails work once',
    tests: [
      http('signed-urls', 'altered, forged or expired answers as if unsigned'),
      http(
        'signed-urls',
        'truly signed is of no more use once it has expired, to anyone, and none for another person, size or version',
      ),
      http('signed-urls', 'ends with its version: by an upload, a removal, a change of visibility'),
      http('mail-flows', 'is replaced by the link in the mail, once, which ends every session'),
      http('passkeys', 'answers a challenge once, and only the kind it was given for'),
    ],
  },
];
