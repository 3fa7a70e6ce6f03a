import { provider as proto } from "../../rpc/proto.ts";

/** A detailed diff as a test reads it: `{ "vars.A": "update" }`. */
export interface EngineDiff {
  changes: boolean;
  detailed: Record<string, string>;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

export function diffText(reply: InstanceType<typeof proto.DiffResponse>): EngineDiff {
  const names = new Map(Object.entries(proto.PropertyDiff.Kind).map(([name, kind]) => [kind, kebab(name)]));
  const detailed: Record<string, string> = {};
  reply.getDetaileddiffMap().forEach((detail, path) => {
    detailed[path] = names.get(detail.getKind()) ?? "unknown kind";
  });
  return {
    changes: reply.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
    detailed,
    replaces: reply.getReplacesList(),
    deleteBeforeReplace: reply.getDeletebeforereplace(),
  };
}

const kebab = (name: string) => name.toLowerCase().replace(/_/g, "-");
