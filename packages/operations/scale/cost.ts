/**
 * Heroku counts dynos by the second, and a month as 30 days: its prices by the hour are those of a month divided by 720.
 * https://devcenter.heroku.com/articles/usage-and-billing; that what is billed is rounded no otherwise is (unverified).
 */
const MONTH_MS = 30 * 24 * 3_600_000;

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** Price of what a formation was more for a while, from prices of a month in whole cents: `$0.17`. */
export function costText(declaredCents: number, scaledCents: number, ms: number): string {
  const cents = Math.round(((scaledCents - declaredCents) * ms) / MONTH_MS);
  return cents < 0 ? `-${dollars.format(-cents / 100)}` : dollars.format(cents / 100);
}
