import { damagedPulumis, foundPulumi, isOnPath, PULUMI_VERSION, pulumiEnvironment } from "@consumer-notebook/toolchain";
import { outcomeOf } from "../command.ts";
import { type Check, ok, problem, warning } from "../place.ts";

const FROM = {
  PATH: "from PATH",
  versions: "installed by Pulumi's Automation API or npm's package `pulumi`",
  download: "Pulumi's official download",
  build: "built here from source",
};

/** The CLI with its host for Node programs; without one, whether one can be had. */
export const check: Check = async ({ root, env }) => {
  const there = await foundPulumi(env);
  if (!there) return [await absent(env)];
  const { pulumi, from } = there;
  const { status, stdout } = await outcomeOf(pulumi, ["version"], { cwd: root, env: pulumiEnvironment(pulumi, env) });
  if (status !== 0)
    return [
      problem(
        `${pulumi} (${FROM[from]}) can't be run`,
        "remove it (its folder, if it is in a cache), and run `npm start`",
      ),
    ];
  return [ok(`${stdout.trim().replace(/^v/, "")} with its Node host, ${FROM[from]} (${pulumi})`)];
};

async function absent(env: NodeJS.ProcessEnv) {
  const damage = (await damagedPulumis(env)).map(({ folder, fault }) => `; the one in ${folder} is damaged (${fault})`);
  const what = `there is no Pulumi CLI ${PULUMI_VERSION} or newer with its Node host${damage.join("")}`;
  if (isOnPath("go", env))
    return warning(`${what}; it is downloaded, or else built with Go in about five minutes`, "npm start");
  return warning(
    `${what}; it is downloaded, but where that can't be reached it can't be built, as Go is missing`,
    "npm start, or install Pulumi (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/)",
  );
}
