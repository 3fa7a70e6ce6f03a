import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KEY } from "../../support/project.ts";
import { type Place, providersIn } from "./place.ts";

/**
 * Something that people do with a stack, and that might show a secret. Whether it ends well is not asked here. What Pulumi
 * prints in clear by itself is left out: its logs, traces and events, of which SECURITY.md warns.
 */
type Act = (place: Place) => Promise<unknown>;

const STACK = ["--stack", "staging"];
const UP = ["up", ...STACK, "--yes", "--skip-preview"];
const APP = "consumer-notebook-staging";

const preview =
  (...options: string[]): Act =>
  ({ pulumi }) =>
    pulumi(["preview", ...STACK, ...options]);

const review =
  (...options: string[]): Act =>
  ({ script }) =>
    script("packages/review/bin/review.ts", [...STACK, ...options]);

export const ACTS = {
  "a preview as text": preview("--refresh", "--diff", "--show-replacement-steps", "--show-sames", "--show-reads"),
  "a preview as JSON": preview("--refresh", "--json", "--show-sames"),
  "a review": review("--refresh"),
  "a review as JSON": review("--json"),
  "an apply that refuses": ({ script }) =>
    script("packages/review/bin/apply.ts", [...STACK, "--reviewed", "0".repeat(64)]),
  "an eject": ({ project, script }) =>
    script("packages/eject/bin/eject.ts", [
      ...STACK,
      "--project",
      project.folder,
      "--into",
      join(project.folder, "ejected"),
    ]),
  "an adoption": ({ project, script }) =>
    script("packages/adopt/bin/adopt.ts", [APP, "--into", join(project.folder, "adopted")]),
  scaling: ({ script }) => script("packages/operations/bin/scale.ts", [...STACK, "worker=0", "--for", "1s"]),
  "what Pulumi tells of a stack": async ({ project, pulumi }) => {
    for (const command of [["stack"], ["stack", "output", "--json"], ["config", "--json"]])
      await pulumi([...command, ...STACK]);
    await pulumi(["stack", "history", ...STACK, "--json"]);
    await pulumi(["stack", "graph", join(project.folder, "graph.dot"), ...STACK]);
  },
  "an address of a drain that is none": async (place) => {
    const value = "no address w7k2mzqtr4hn";
    place.hide("a drain's address that is none", value);
    await setSecret(place, "LOG_DRAIN_URL", value);
    await place.pulumi(["preview", ...STACK]);
  },
  "a secret where a setting belongs": async (place) => {
    const value = '{"ALLOWED_HOSTS": ["p4xk9vtgz2mh"]}';
    place.hide("a setting that is a secret", value);
    await setSecret(place, "vars", value);
    await place.pulumi(["preview", ...STACK]);
  },
  "an address of a drain that is one twice": async (place) => {
    await setSecret(place, "LOG_DRAIN_URL", place.values?.drain ?? "");
    await place.pulumi(UP);
  },
  "a wrong passphrase": ({ pulumi }) => pulumi(UP, { env: { PULUMI_CONFIG_PASSPHRASE: "wrong" } }),
  "a wrong key": (place) => {
    place.hide("a wrong key", "z8hmtk3vqx5wrn");
    return place.pulumi([...UP, "--refresh"], { env: { HEROKU_API_KEY: "z8hmtk3vqx5wrn" } });
  },
  "a key that no header takes": (place) => {
    place.hide("a key that no header takes", "k5zqnv8xwt2h m3rgpd7jcb6f");
    return place.pulumi([...UP, "--refresh"], { env: { HEROKU_API_KEY: "k5zqnv8xwt2h m3rgpd7jcb6f" } });
  },
  "a key from netrc": ({ project, pulumi }) => {
    writeFileSync(join(project.folder, "netrc"), `machine 127.0.0.1\n  login somebody\n  password ${KEY}\n`);
    return pulumi([...UP, "--refresh"], { env: { HEROKU_API_KEY: "", NETRC: join(project.folder, "netrc") } });
  },
  "a provider that is killed": ({ project, pulumi }) =>
    pulumi([...UP, "--refresh"], {
      watch(output) {
        if (/(updating|creating|replacing) \(/.test(output))
          for (const pid of providersIn(project.folder)) process.kill(pid, "SIGKILL");
      },
    }),
} satisfies Record<string, Act>;

/** After these the stack file is wrong, and other acts would say no more than that. */
const LAST = [
  "an address of a drain that is none",
  "a secret where a setting belongs",
  "an address of a drain that is one twice",
];

export const wrongOnesLast = (acts: readonly (keyof typeof ACTS)[]) =>
  acts.toSorted((one, other) => Number(LAST.includes(one)) - Number(LAST.includes(other)));

/** Through standard input: what stands in a command line all the machine's users can read. */
export async function setSecret({ pulumi }: Place, key: string, value: string): Promise<void> {
  const ran = await pulumi(["config", "set", "--secret", key, ...STACK], { input: value });
  if (ran.status !== 0) throw new Error(`pulumi config set --secret ${key} ended with ${ran.status}`);
}
