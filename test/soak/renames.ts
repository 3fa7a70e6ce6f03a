import fc from "fast-check";
import { baseOf, type Line, OF_APP, openProgram, PARTS_OF_APP, type Program } from "../support/program.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** How a program calls what it has, and how it divides it: whose names these are is no business of Heroku's. */
interface Form {
  /** What the names of resources end with. */
  suffix: string;
  /** Whether they are parts of a component. */
  grouped: boolean;
  /** Under a provider of their own. */
  explicit: boolean;
  /** The resource that has each config var, and each process type. */
  keys: number[];
  types: number[];
}

const KEYS = ["A", "B", "C", "D"];
const TYPES = ["web", "worker"];

const form: fc.Arbitrary<Form> = fc.record({
  suffix: fc.constantFrom("", "-a", "-b"),
  grouped: fc.boolean(),
  explicit: fc.boolean(),
  keys: fc.array(fc.nat(2), { minLength: KEYS.length, maxLength: KEYS.length }),
  types: fc.array(fc.nat(1), { minLength: TYPES.length, maxLength: TYPES.length }),
});

type Case = Form[];

export const renames: Trial<Case> = {
  name: "renames",
  claim:
    "However a program names, moves, groups and splits what it has: nothing is sent to Heroku that changes anything, and nothing is left to do.",
  open,
};

const BASE = baseOf("renames-soak");

const FIRST: Form = { suffix: "", grouped: false, explicit: false, keys: [0, 0, 0, 0], types: [0, 0] };

function programOf({ suffix, grouped, explicit, keys, types }: Form): Line[] {
  const divided = (names: readonly string[], owners: number[], value: object | string) =>
    [...new Set(owners)].map((owner) => {
      const own = names.filter((_, index) => owners[index] === owner);
      return [owner, Object.fromEntries(own.map((name) => [name, value]))] as const;
    });
  const parts: Line[] = [
    ...divided(KEYS, keys, "1").map(([owner, vars]) => ({
      type: "ConfigVars",
      name: `config-${owner}`,
      args: { ...OF_APP, vars },
    })),
    ...divided(TYPES, types, { quantity: 1, size: "basic" }).map(([owner, processes]) => ({
      type: "Formation",
      name: `dynos-${owner}`,
      args: { ...OF_APP, processes },
      dependsOn: "build",
    })),
    ...PARTS_OF_APP,
  ];
  const named = parts.map((line) => ({
    ...line,
    name: `${line.name}${suffix}`,
    ...(grouped ? { parent: "group" } : {}),
    ...(explicit ? { provider: "mine" } : {}),
  }));
  const around: Line[] = [
    ...(grouped ? [{ type: "Component", name: "group" }] : []),
    ...(explicit ? [{ type: "Provider", name: "mine" }] : []),
  ];
  return [...BASE, ...around, ...named];
}

async function open(count: Count): Promise<Bench<Case>> {
  const program = await openProgram();
  program.declare(programOf(FIRST));
  await program.ok("up", "--yes", "--skip-preview");
  return {
    cases: drawn(fc.array(form, { minLength: 1, maxLength: 2 }), 100),
    async attempt(of) {
      for (const each of of) {
        await change(program, each);
        count("random programs");
      }
    },
    close: () => program.close(),
  };
}

/** From whatever form the program has to this one. */
async function change(program: Program, to: Form): Promise<void> {
  program.declare(programOf(to));
  const changes = await program.changesOf("up", "--yes");
  if (changes.length > 0) throw new Error(`it changed something at Heroku: ${changes.join(", ")}`);
  await program.ok("preview", "--refresh", "--expect-no-changes");
}
