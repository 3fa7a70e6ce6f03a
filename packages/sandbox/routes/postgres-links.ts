import { z } from "zod";
import type { Api } from "../http/api.ts";
import { created } from "../http/call.ts";
import { databaseOf } from "../model/database.ts";
import { createLink, deleteLink, linksOf, serializeLink } from "../model/postgres-link.ts";

const newLink = z.object({ target: z.string(), as: z.string().nullish() });

/** The part of the Data API behind `heroku pg:links`; it has no published schema. */
export function postgresLinkRoutes(api: Api): void {
  const list = "/client/v11/databases/:database/links";
  api.get(list, (call) => linksOf(call, databaseOf(call, "postgres")).map((link) => serializeLink(call, link)));
  api.post(list, newLink, (call) => {
    const { target, as } = call.body;
    return created(serializeLink(call, createLink(call, databaseOf(call, "postgres"), target, as ?? undefined)));
  });
  api.delete(`${list}/:link`, (call) => {
    const link = deleteLink(call, databaseOf(call, "postgres"), call.param("link"));
    return serializeLink(call, link);
  });
}
