import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { ROOT } from "./repository.ts";

// Starting is fast because little is loaded. What is loaded is told by a hook, on the same stream as the output.

const HOOK = `import { registerHooks } from "node:module";
import { writeSync } from "node:fs";
registerHooks({
  load(url, context, next) {
    if (!url.startsWith("node:") && !url.startsWith("data:")) writeSync(1, "loads " + url + "\\n");
    return next(url, context);
  },
});`;

/** The files that Node loads up to a line of output, from the root on. */
async function loadedUntil(line: RegExp, args: string[]): Promise<string[]> {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const child = spawn(process.execPath, ["--import", hook, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const loaded: string[] = [];
  const root = new URL(`file://${ROOT}`).href;
  try {
    for await (const text of createInterface({ input: child.stdout })) {
      if (line.test(text)) return loaded;
      loaded.push(text.replace(/^loads /, "").replace(root, ""));
    }
    throw new Error(`it ended after loading ${loaded.at(-1)}`);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

test("until it has printed its port, the provider loads gRPC and Pulumi's protocol, and nothing else", async () => {
  const loaded = await loadedUntil(/^\d+$/, [join(ROOT, "packages/heroku/bin/main.ts")]);
  const own = loaded.filter((path) => path.startsWith("packages/"));
  expect(own.filter((path) => !/^packages\/heroku\/(bin\/[\w-]+|rpc\/(proto|service))\.ts$/.test(path))).toEqual([]);
  const others = loaded.filter((path) => !path.startsWith("packages/"));
  const isWire =
    /^node_modules\/(@grpc\/|google-protobuf\/|protobufjs\/|@protobufjs\/|@js-sdsl\/|long\/|@pulumi\/pulumi\/proto\/)/;
  expect(others.filter((path) => !isWire.test(path) && !/\/package\.json$/.test(path))).toEqual([]);
  expect(loaded).toContain("packages/heroku/rpc/service.ts");
});

test("a program that uses the SDK and the components loads small parts of Pulumi, never the whole", async () => {
  const program = `
    await import("./packages/heroku/index.ts");
    await Promise.all(process.argv.slice(1).map((path) => import("./" + path)));
    console.log("done");`;
  const components = ["components/heroku-app.ts", "components/pipeline.ts", "components/settings.ts"];
  const loaded = await loadedUntil(/^done$/, ["--input-type=module", "--eval", program, ...components]);
  expect(loaded).toEqual(expect.arrayContaining(["node_modules/@pulumi/pulumi/resource.js", ...components]));
  expect(
    loaded.filter((path) => /^node_modules\/@pulumi\/pulumi\/(index\.js|automation\/|runtime\/closure\/)/.test(path)),
  ).toEqual([]);
  expect(
    loaded.filter((path) => /^node_modules\/(undici|tar|typescript)\/|^packages\/heroku\/rpc\//.test(path)),
  ).toEqual([]);
});

const run = (program: string) => loadedUntil(/^done$/, ["--input-type=module", "--eval", program]);

test("the SDK and the components load no definition, and not what definitions are made with", async () => {
  const program = `
    await import("./components/heroku-app.ts");
    await import("./components/pipeline.ts");
    console.log("done");`;
  const loaded = await run(program);
  expect(loaded).toContain("packages/heroku/generated/sdk.ts");
  expect(loaded.filter((path) => /^packages\/heroku\/(resources|functions)\/|^node_modules\/zod\//.test(path))).toEqual(
    [],
  );
});

test("the provider loads the definitions that it is asked for, and nothing that makes requests or runs programs", async () => {
  const program = `
    const { createProvider } = await import("./packages/heroku/rpc/parts.ts");
    const provider = createProvider({}, {}, () => ({ engine: 0, address: undefined }));
    const { reasons } = await provider.check("urn:pulumi:s::p::heroku:index:Domain::n", {}, { app: "01234567-89ab-4def-8123-456789abcdef", hostname: "example.com" });
    console.log(reasons.length === 0 ? "done" : reasons);`;
  const loaded = await run(program);
  expect(loaded.filter((path) => /^packages\/heroku\/(resources|functions)\//.test(path))).toEqual([
    "packages/heroku/resources/domain.ts",
  ]);
  expect(loaded.filter((path) => /^node_modules\/(undici|tar|@pulumi\/pulumi\/(?!proto\/))/.test(path))).toEqual([]);
});

test("the sandbox loads nothing of its page for people until somebody looks at it", async () => {
  const loaded = await loadedUntil(/^Heroku sandbox ready/, [
    join(ROOT, "packages/sandbox/bin/sandbox.ts"),
    "--port",
    "0",
  ]);
  expect(loaded).toContain("packages/sandbox/middleware/page.ts");
  expect(
    loaded.filter((path) =>
      /^packages\/sandbox\/page\/|^node_modules\/hono\/dist\/helper\/(html|streaming)\//.test(path),
    ),
  ).toEqual([]);
});
