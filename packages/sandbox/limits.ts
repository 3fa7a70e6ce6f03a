/** Heroku's limits; https://devcenter.heroku.com/articles/limits where no other source is given. */
export const LIMITS = {
  /** Apps of a verified account. */
  appsPerAccount: 100,
  dynosPerApp: 100,
  /** Performance dynos of one process type; https://devcenter.heroku.com/articles/dyno-types#default-scaling-limits */
  performanceDynosPerType: 10,
  /** One-off dynos at once (unverified). */
  oneOffDynosPerApp: 50,
  /** Keys and values of an app's config vars together; https://devcenter.heroku.com/articles/config-vars#limits */
  configBytesPerApp: 64 * 1024,
  domainsPerApp: 1000,
  drainsPerApp: 5,
  /** Bytes of an uploaded archive (unverified). */
  sourceBytes: 512 * 1024 * 1024,
  /** An archive of a slug; https://devcenter.heroku.com/articles/slug-compiler#slug-size */
  slugBytes: 500 * 1024 * 1024,
  /** Bytes of the body of any other request (unverified). */
  bodyBytes: 1024 * 1024,
  webhooksPerApp: 10,
};

export type Limits = typeof LIMITS;

/** Requests an hour an account; https://devcenter.heroku.com/articles/platform-api-reference#rate-limits */
export const RATE_LIMIT_PER_HOUR = 4500;

/** https://devcenter.heroku.com/articles/platform-api-reference#ranges */
export const PAGE_SIZE = 200;
export const PAGE_SIZE_MAX = 1000;

/** How long an add-on takes by default: long enough that clients see `provisioning`. The sandbox's own choice. */
export const PROVISION_MS = 300;
