/** Browser features that no screen of the app uses, closed to whatever might get into a page. */
const closedFeatures = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi'],
  ...['payment', 'usb'],
];

/** What every page of the app says beside its caching and type. */
export const pageSecurity = {
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': closedFeatures.map((feature) => `${feature}=()`).join(', '),
  // No window that another site opened, or that was opened from here, keeps a handle on this one.
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** What answers of the API say: data for programs, which is nothing to look at, and whose address is nobody's business. */
export const apiSecurity = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * For a year from each answer browsers ask this host by https alone (RFC 6797). Only where `PUBLIC_URL` is https, and never for
 * subdomains: they may be someone else's.
 */
export function transportSecurity(publicUrl: string): Record<string, string> {
  return publicUrl.startsWith('https://') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {};
}
