import { partsIn, withoutKeys } from "../define/claims.ts";
import type { AnyResource, AnyThing } from "../define/definition.ts";
import { wrongLines } from "../define/explain.ts";
import { nameInUrn } from "../define/urn.ts";
import type { PlainObject } from "../define/values.ts";
import type { Claims } from "./claims.ts";
import type { Asked } from "./operations.ts";

/** What a resource has at Heroku, and what of it belongs to another resource by now. */
export interface Belongings {
  /** Called by Check: what is wrong with declaring these inputs beside what others of the program declare. */
  declare(definition: AnyResource, urn: string, inputs: PlainObject): string[];
  /** The resource was seen to have the object with this id. */
  hold(definition: AnyResource, urn: string, id: string): void;
  /** The URNs of other resources that have something of what is to be deleted, or have deleted it in this run. */
  others(definition: AnyResource, asked: Asked): string[];
  /** The request without the parts of a shared object that other resources have. */
  partsLeft(definition: AnyResource, asked: Asked): Asked;
  /** Does the work once that of the same object is over, whatever came of it. */
  inTurn(object: string, work: () => Promise<void>): Promise<void>;
  /** After a deletion: the resource has nothing any more, and nobody else has what was deleted. */
  release(definition: AnyResource, asked: Asked, isDeleted: boolean): void;
}

/** Whether its object is shared by resources that have parts of it. */
export const isShared = (definition: AnyResource): boolean =>
  definition.kind === "thing" && definition.claims.keysIn !== undefined;

export function createBelongings(claims: Claims): Belongings {
  const ofId = ({ type }: AnyThing, id: string) => `${type} id ${id}`;
  const ofPart = ({ type }: AnyThing, object: string) => `${type} ${object}`;
  const gone = (object: string) => `deleted ${object}`;
  const otherWith = (urn: string, object: string) =>
    claims.heldByOther(urn, object) ?? claims.heldByOther(urn, gone(object));
  const objectsOf = (thing: AnyThing, { id, olds }: Asked) => [
    ...(isShared(thing) ? [] : [ofId(thing, id)]),
    ...partsIn(thing.claims, olds).map(({ object }) => ofPart(thing, object)),
  ];
  const turns = new Map<string, Promise<void>>();
  return {
    declare(definition, urn, inputs) {
      if (definition.kind !== "thing") return [];
      const parts = partsIn(definition.claims, inputs);
      const others = claims.declare(
        urn,
        parts.map(({ object }) => ofPart(definition, object)),
      );
      const twice = parts.flatMap(({ path, object }) => {
        const other = others.get(ofPart(definition, object));
        return other === undefined ? [] : [{ path, reason: declaredTwice(nameInUrn(urn), nameInUrn(other)) }];
      });
      return wrongLines(twice);
    },
    hold(definition, urn, id) {
      if (definition.kind === "thing" && !isShared(definition) && id !== "") claims.hold(urn, ofId(definition, id));
    },
    others(definition, asked) {
      if (definition.kind !== "thing") return [];
      return [...new Set(objectsOf(definition, asked).flatMap((object) => otherWith(asked.urn, object) ?? []))];
    },
    partsLeft(definition, asked) {
      if (definition.kind !== "thing" || !isShared(definition)) return asked;
      const isLeftOut = (object: string) => otherWith(asked.urn, ofPart(definition, object)) !== undefined;
      const less = (state: PlainObject) => withoutKeys(definition.claims, state, isLeftOut);
      return { ...asked, olds: less(asked.olds), oldInputs: less(asked.oldInputs) };
    },
    inTurn(object, work) {
      const turn = (turns.get(object) ?? Promise.resolve()).then(work, work);
      turns.set(object, turn);
      return turn;
    },
    release(definition, asked, isDeleted) {
      if (definition.kind !== "thing") return;
      for (const object of objectsOf(definition, asked)) {
        claims.release(asked.urn, object);
        if (isDeleted) claims.hold(asked.urn, gone(object));
      }
    },
  };
}

const declaredTwice = (one: string, other: string) =>
  `is declared by two resources, "${one}" and "${other}"; remove it from one of them`;
