/** A change of which only the answer to its COMMIT is missing: whether it was made nobody knows. `isUnavailable` knows it by its cause. */
export class Unconfirmed extends Error {
  override readonly name = 'Unconfirmed';
}
