import { z } from "zod";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import type { AddOn } from "../model/add-on.ts";
import { databaseOf } from "../model/database.ts";
import { postgresSettings } from "../model/postgres-settings.ts";
import { requireStandard } from "../model/postgres-tier.ts";

const PATH = "/postgres/v0/databases/:database/config";

/** The part of the Data API behind `heroku pg:settings`; it has no published schema. */
export function postgresSettingsRoutes(api: Api): void {
  api.get(PATH, (call) => postgresSettings.of(call, standardOf(call)));
  api.patch(PATH, z.record(z.string(), z.unknown()), (call) =>
    postgresSettings.change(call, standardOf(call), call.body),
  );
}

function standardOf(call: Call): AddOn {
  const addOn = databaseOf(call, "postgres");
  requireStandard(addOn);
  return addOn;
}
