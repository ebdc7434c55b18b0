import { DatabaseSilent } from './silence';

/** How long the database may keep a request waiting that shows a picture, in milliseconds: it is answered within a second (SPEC section 7). */
const patience = 900;

/**
 * What the query brings, or `DatabaseSilent` when that takes too long: a black hole answers nothing, and whoever asks is told so rather
 * than kept. The query itself goes on, for there is no calling it back.
 */
export function withinReach<Result>(query: PromiseLike<Result>, within = patience): Promise<Result> {
  return new Promise((resolve, reject) => {
    // After what has come in meanwhile was looked at: a process that was itself held up must not blame the database.
    const timer = setTimeout(() => setImmediate(reject, new DatabaseSilent('The database does not answer.')), within);
    query.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
