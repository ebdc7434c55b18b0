// Run before Visage, in each of its processes: the wall clock is that of the machine and what `clock.ts` adds. The monotonic
// clock, timers and the database's own clock are as they are, as after someone has set the clock of a machine.
const file = process.env.FAULTS_CLOCK;
if (file !== undefined) {
  const bytes = Bun.mmap(file);
  const shift = new Float64Array(bytes.buffer, bytes.byteOffset, 1);
  const now = Date.now;
  Date.now = () => Math.floor(now() + (shift[0] ?? 0));
  globalThis.Date = new Proxy(Date, {
    construct: (Time, given, as) => Reflect.construct(Time, given.length === 0 ? [Date.now()] : given, as),
    apply: () => new Date().toString(),
  });
}
