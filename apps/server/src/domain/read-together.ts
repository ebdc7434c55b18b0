type Read<Value> = (ids: readonly string[]) => Promise<Map<string, Value>>;

/** Of one read, so that no statement grows without bound; a little more where the last to join asks for many. */
const most = 2000;

/**
 * Makes one read of all that is asked for in the same turn of the event loop, so that a change costs one however many wait for
 * it. Each read begins after it was asked for, and its answer may hold more than that.
 */
export function readTogether<Value>(read: Read<Value>): Read<Value> {
  let gathering: { ids: Set<string>; answer: Promise<Map<string, Value>> } | undefined;
  return (ids) => {
    gathering ??= gather();
    const { answer, ids: all } = gathering;
    for (const id of ids) all.add(id);
    if (all.size >= most) gathering = undefined;
    return answer;
  };

  function gather() {
    const ids = new Set<string>();
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (gathering?.ids === ids) gathering = undefined;
      return read([...ids]);
    });
    return { ids, answer };
  }
}
