import { expect, test } from "vitest";
import type { AnyResource } from "../../define/definition.ts";
import { type PlainObject, UNKNOWN } from "../../define/values.ts";
import { idInputs } from "./id-inputs.ts";
import type { World } from "./world.ts";

/** A case of both contracts: each input that names an object by its id refuses a name, and takes what is not known yet. */
export function declaredByName(definition: AnyResource, world: () => World, inputs: () => PlainObject): void {
  const ids = idInputs(definition);
  if (ids.length === 0) return;
  test("declared by name it is refused with the function that gives the id, and nothing is sent", async () => {
    const { engine, counting } = world();
    const urn = engine.urn(definition.type, "by-name");
    for (const id of ids) {
      const { requests, result } = await counting(() => engine.check(urn, { ...inputs(), [id]: "by-name" }));
      const reason = new RegExp(`^${id}: "by-name" is not the UUID of .*; use get\\w+Output\\(`);
      expect(result.failures).toContainEqual(expect.stringMatching(reason));
      expect(requests).toEqual([]);
      const unknown = await engine.check(urn, { ...inputs(), [id]: UNKNOWN });
      expect(unknown.failures.join()).not.toContain("UUID");
    }
  });
}
