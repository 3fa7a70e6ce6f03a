import type { Kind } from "./kind.ts";

/** Config vars that are not the stack's, as they are before a storm. */
export const THEIR_VARS = { THEIR_FLAG: "on", THEIR_TOKEN: "a-token", THEIR_URL: "https://theirs.example.com" };

const OPEN = ["ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE"];
const SECRET = ["DJANGO_SECRET_KEY", "S3_KEY", "S3_SECRET"];

const set = (name: string, key: string, value: string | null): Pick<Kind, "name" | "to" | "make"> => ({
  name: `${key} ${name}`,
  to: `app/vars/${key}`,
  make: ({ project, app }) => project.api("PATCH", `/apps/${app}/config-vars`, { [key]: value }),
});

const ours = (field: string) => (key: string) => {
  const shown = (kind: string) => ({
    refresh: { "ConfigVars site": [field] },
    plan: { "ConfigVars site": { op: "update", diff: { [`${field}.${key}`]: kind } } },
  });
  return [
    { ...set("changed", key, "somebody else's value"), ...shown("update") },
    { ...set("emptied", key, ""), ...shown("update") },
    { ...set("removed", key, null), ...shown("add") },
  ];
};

const theirs = (name: string, key: string, value: string | null): Kind => ({
  ...set(name, key, value),
  stays({ vars }) {
    if (value === null) delete vars[key];
    else vars[key] = value;
  },
});

export const configVarKinds: readonly Kind[] = [
  ...OPEN.flatMap(ours("vars")),
  ...SECRET.flatMap(ours("secretVars")),
  theirs("added", "NOBODY_KNOWS", 'why\nit "is" here'),
  theirs("added", "S3_KEY_OF_THEIRS", "value"),
  theirs("changed", "THEIR_TOKEN", "another token"),
  theirs("removed", "THEIR_TOKEN", null),
  theirs("removed", "THEIR_URL", null),
];
