// What the name of a plan tells, such as `heroku-postgresql:essential-0`; loaded by programs, so it needs nothing.

/** `heroku-redis` of `heroku-redis:mini`. */
export const serviceOf = (plan: string): string => plan.slice(0, plan.indexOf(":"));

export const isEssential = (plan: string): boolean => plan.startsWith("heroku-postgresql:essential-");

/** Whether it names a tier of Heroku Postgres that there is. https://devcenter.heroku.com/articles/heroku-postgres-plans */
export const isOfTier = (plan: string): boolean =>
  /^heroku-postgresql:(essential|standard|premium|private|shield)-/.test(plan);

/** Whether it is one of Heroku Postgres's that has what Essential lacks: followers, links, pools, settings, a window. */
export const isStandardPostgres = (plan: string): boolean =>
  serviceOf(plan) === "heroku-postgresql" && !isEssential(plan);
