import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { teamOf } from "../model/team.ts";

/** Nobody owes anything, and nobody has anything to their credit. */
const NO_DELINQUENCY = { scheduled_suspension_time: null, scheduled_deletion_time: null };

/** What is read of money: the sandbox costs nothing, so there are no invoices and no credits. */
export function billingRoutes(api: Api): void {
  api.get("/account/credits", (call) => paged(call, []));
  api.get("/account/credits/:credit", () => {
    throw notFound("credit");
  });
  api.get("/account/invoices", (call) => paged(call, []));
  api.get("/account/invoices/:invoice", () => {
    throw notFound("invoice");
  });
  // Nobody has said where an invoice should go: 404 is (unverified).
  api.get("/account/invoice-address", () => {
    throw notFound("invoice address");
  });
  api.get("/account/delinquency", () => NO_DELINQUENCY);
  api.get("/teams/:team/delinquency", (call) => {
    teamOf(call);
    return NO_DELINQUENCY;
  });
}
