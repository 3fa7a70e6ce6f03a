import { didYouMean, logDrainDefinition, type PlainObject, type Wrong } from "@pulumi/heroku/checks";
import { itemsOf } from "./rule.ts";
import { isSecretKey, ownKeys, type StackFile, setSecret } from "./stack-file.ts";

/** Ends of names that promise a secret: one of these among `vars` would stand in clear in the stack file and in every diff. */
const SOUNDS_SECRET = /(^|_)(SECRET|SECRET_KEY|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_KEY|ACCESS_KEY|PRIVATE_KEY)$/i;

/** What can be a name; anything else among them is told by its place, as it may be the secret itself. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Names of the config keys that hold one secret each. */
export const secretNames = ({ secretVars, logDrains }: PlainObject): string[] => [
  ...new Set([...itemsOf(secretVars), ...itemsOf(logDrains)].filter((name) => NAME.test(name))),
];

/** What is wrong with the secrets of a stack file, and with its keys. No value is ever told. */
export function wrongSecrets(file: StackFile, settings: PlainObject, known: readonly string[]): Wrong[] {
  return [
    ...unknownKeys(file, settings, known),
    ...known.filter((key) => isSecretKey(file, key)).map(hiddenSetting),
    ...secretNames(settings).flatMap((name) => wrongSecret(file, name)),
    ...itemsOf(settings.logDrains).flatMap((name) => wrongDrain(file, name)),
    ...openSecrets(file, settings),
  ];
}

function unknownKeys(file: StackFile, settings: PlainObject, known: readonly string[]): Wrong[] {
  const named = secretNames(settings);
  return [...ownKeys(file).keys()]
    .filter((key) => !known.includes(key) && !named.includes(key))
    .map((key) => ({
      path: [key],
      reason: isSecretKey(file, key)
        ? `is a secret that neither secretVars nor logDrains names${didYouMean(key, named)}`
        : `is not known here${didYouMean(key, [...known, ...named])}`,
    }));
}

const hiddenSetting = (key: string): Wrong => ({
  path: [key],
  reason: "holds a secret; give the secret a key of its own, and name that key in secretVars",
});

function wrongSecret(file: StackFile, name: string): Wrong[] {
  const value = ownKeys(file).get(name);
  if (value === undefined) return [{ path: [name], reason: `is missing; set it: ${setSecret(file, name)}` }];
  if (isSecretKey(file, name)) return [];
  return [{ path: [name], reason: `stands in clear, and is to be a secret; set it anew: ${setSecret(file, name)}` }];
}

function wrongDrain(file: StackFile, name: string): Wrong[] {
  const value = ownKeys(file).get(name);
  const issues = value === undefined ? [] : (logDrainDefinition.inputs.shape.url.safeParse(value).error?.issues ?? []);
  return issues.map(({ message }) => ({ path: [name], reason: `the secret value ${message}` }));
}

const openSecrets = (file: StackFile, { vars }: PlainObject): Wrong[] =>
  Object.keys(typeof vars === "object" && vars ? vars : {})
    .filter((name) => SOUNDS_SECRET.test(name))
    .map((name) => ({
      path: ["vars", name],
      reason: `stands in clear, and sounds like a secret; name it in secretVars instead, and set it: ${setSecret(file, name)}`,
    }));
