import * as z from 'zod/mini';

// Imported before anything that makes a schema: compiling one would need eval, which the content security policy refuses.
z.config({ jitless: true });
