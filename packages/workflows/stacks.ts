/** In the order in which they are applied: production reads staging's outputs. */
export const STACKS = ["staging", "production"] as const;

export type Stack = (typeof STACKS)[number];

export const isStack = (name: string | undefined): name is Stack => STACKS.some((stack) => stack === name);

/** What decides where Pulumi works, and what it is given there. */
export const ACCOUNT = [
  "HEROKU_API_URL",
  "HEROKU_API_KEY",
  "PULUMI_BACKEND_URL",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
] as const;

/** Without these nothing of the team's own can be looked at; with none of them everything happens on the sandbox. */
export const NEEDED_FOR_HEROKU = ["HEROKU_API_KEY", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"] as const;

/** Stands for the fingerprint where nothing was to be changed. */
export const NOTHING = "nothing";
