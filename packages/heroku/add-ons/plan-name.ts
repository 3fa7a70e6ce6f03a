// What is known of add-on services and of plans by their names, such as `heroku-postgresql:essential-0`: asked by provider, components,
// settings, policy and review alike. Loaded by programs, so it needs nothing.

/** `heroku-redis` of `heroku-redis:mini`. */
export const serviceOf = (plan: string): string => plan.replace(/:.*/s, "");

/** Services whose add-ons hold nothing worth keeping: everything else holds data. Names as in https://elements.heroku.com/addons */
const WITHOUT_DATA = new Set([
  // Logs
  ...["papertrail", "logentries", "logdna", "mezmo", "sumologic", "coralogix", "logtail", "timber-logging"],
  // Metrics, uptime and performance
  ...[
    "newrelic",
    "librato",
    "hostedgraphite",
    "scout",
    "appsignal",
    "skylight",
    "deadmanssnitch",
    "blackfire",
    "dynatrace",
  ],
  // Errors
  ...["sentry", "rollbar", "bugsnag", "airbrake", "honeybadger", "raygun"],
  // Mail that is sent
  ...["sendgrid", "mailgun", "postmark", "sparkpost", "mailersend", "mailtrap"],
  // DNS, fixed outgoing addresses, autoscalers
  ...[
    "pointdns",
    "fixie",
    "fixie-socks",
    "quotaguard",
    "quotaguardstatic",
    "quotaguardshield",
    "rails-autoscale",
    "judoscale",
  ],
  // Caches that lose what they hold whenever they like
  ...["memcachier", "memcachedcloud"],
]);

/** Whether an add-on of this plan holds data that goes with it; where it is not known, it does. */
export const holdsData = (plan: string): boolean => !WITHOUT_DATA.has(serviceOf(plan));

const isPostgres = (plan: string): boolean => serviceOf(plan) === "heroku-postgresql";

/**
 * Whether it is a plan of Heroku Postgres's lowest tier, which can't be forked, followed or rolled back, and has the default credential
 * only: Essential, and the plans before it, which old databases still have. https://devcenter.heroku.com/articles/heroku-postgres-plans
 */
export const isEssential = (plan: string): boolean =>
  isPostgres(plan) && /:(essential-|hobby-|mini$|basic$|dev$)/.test(plan);

/** Whether it names a tier of Heroku Postgres that there is. https://devcenter.heroku.com/articles/heroku-postgres-plans */
export const isOfTier = (plan: string): boolean =>
  isEssential(plan) || /^heroku-postgresql:(standard|premium|private|shield)-/.test(plan);

/** Whether it is one of Heroku Postgres's that has what Essential lacks: followers, links, pools, settings, a window. */
export const isStandardPostgres = (plan: string): boolean => isPostgres(plan) && !isEssential(plan);

/** Whether it is the Key-Value Store's plan that Heroku maintains by itself, without a window. */
export const isMiniStore = (plan: string): boolean => plan === "heroku-redis:mini";
