// What the changes of a preview bring about, and what they cost: told before anything is done.

import type { Impact, ResourceView, ReviewedChange } from "../model.ts";
import { addOn } from "./add-on.ts";
import { addOnAttachment } from "./add-on-attachment.ts";
import { app } from "./app.ts";
import { appFeature } from "./app-feature.ts";
import { build } from "./build.ts";
import { certificates } from "./certificates.ts";
import { configVars } from "./config-vars.ts";
import { ofCost } from "./cost.ts";
import { ofData } from "./data.ts";
import { domain } from "./domain.ts";
import { formation } from "./formation.ts";
import { identityProvider, oauthAuthorization, oauthClient } from "./key.ts";
import { keyValueStoreCredential, keyValueStoreMaintenance } from "./key-value-store.ts";
import { oneOffJob } from "./one-off-job.ts";
import { ofOptions, ofProvider } from "./options.ts";
import { peeringAccepter } from "./peering-accepter.ts";
import { postgresCredential } from "./postgres-credential.ts";
import { promotion } from "./promotion.ts";
import { ofReleases } from "./release.ts";
import { rollback } from "./rollback.ts";
import { goesWithItsApp, type Rule, releasesEachTime, type Scene } from "./scene.ts";
import { team } from "./team.ts";

export { type Cost, costOf } from "./cost.ts";

/** By type of resource; what is not named here changes nothing that runs, costs or keeps data. */
const RULES: Record<string, Rule> = {
  AddOn: addOn,
  AddOnAttachment: addOnAttachment,
  App: app,
  AppFeature: appFeature,
  AutomaticCertificates: certificates,
  Build: build,
  ConfigVars: configVars,
  Domain: domain,
  Formation: formation,
  IdentityProvider: identityProvider,
  KeyValueStoreCredential: keyValueStoreCredential,
  KeyValueStoreMaintenance: keyValueStoreMaintenance,
  OauthAuthorization: oauthAuthorization,
  OauthClient: oauthClient,
  OneOffJob: oneOffJob,
  PeeringAccepter: peeringAccepter,
  // An attachment of a kind of its own.
  PostgresConnectionPooling: addOnAttachment,
  PostgresCredential: postgresCredential,
  Promotion: promotion,
  Provider: { impacts: ofProvider },
  Release: { releases: releasesEachTime },
  Rollback: rollback,
  SniEndpoint: certificates,
  Team: team,
};

/** What a change brings about. `all` is every resource of the stack, `changes` what else happens in the same `up`. */
export function impactsOf(change: ReviewedChange, all: ResourceView[], changes: ReviewedChange[]): Impact[] {
  const scene: Scene = { all, changes };
  if (!happens(change)) return ofOptions(change, scene);
  const rule = RULES[change.type] ?? {};
  const releases = rule.releases?.(change) ?? 0;
  return [
    ...(rule.impacts?.(change, scene) ?? []),
    ...ofData(change, scene, releases),
    ...ofReleases(change, scene, releases),
    ...ofCost(change, scene),
    ...ofOptions(change, scene),
  ];
}

/** How many releases a change makes of its app, as far as the app stays. */
export function releasesOf(change: ReviewedChange, all: ResourceView[], changes: ReviewedChange[]): number {
  if (!happens(change) || goesWithItsApp(change, { all, changes })) return 0;
  return RULES[change.type]?.releases?.(change) ?? 0;
}

/** Whether anything happens at Heroku. */
export const happens = ({ op }: ReviewedChange): boolean => op !== "same" && op !== "import" && op !== "state";
