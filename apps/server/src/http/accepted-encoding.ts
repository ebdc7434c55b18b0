/** Whether an `Accept-Encoding` header names this coding with a quality above nought (RFC 9110 section 12.5.3); wildcards don't count. */
export function accepts(accepted: string | null, coding: string): boolean {
  return (accepted ?? '').split(',').some((each) => {
    const [name, quality] = each
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return name === coding && Number(quality ?? 1) > 0;
  });
}
