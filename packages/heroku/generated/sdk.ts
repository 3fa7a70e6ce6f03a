// Made by `npm run generate` from the definitions; do not edit.
import { type LookUpOf, type LookUpOutputOf, type ResourceClass, lookUp, lookUpOutput, resourceClass } from "../define/sdk.ts";
import type { addOnServiceLookUp } from "../functions/add-on-service.ts";
import type { addOnLookUp } from "../functions/add-on.ts";
import type { appLookUp } from "../functions/app.ts";
import type { configVarsLookUp } from "../functions/config-vars.ts";
import type { domainLookUp } from "../functions/domain.ts";
import type { dynoSizeLookUp } from "../functions/dyno-size.ts";
import type { generationLookUp } from "../functions/generation.ts";
import type { keyValueStoreLookUp } from "../functions/key-value-store.ts";
import type { peeringInformationLookUp } from "../functions/peering-information.ts";
import type { pipelineLookUp } from "../functions/pipeline.ts";
import type { planLookUp } from "../functions/plan.ts";
import type { postgresBackupsLookUp } from "../functions/postgres-backups.ts";
import type { postgresLookUp } from "../functions/postgres.ts";
import type { regionLookUp } from "../functions/region.ts";
import type { releaseLookUp } from "../functions/release.ts";
import type { slugLookUp } from "../functions/slug.ts";
import type { spaceLookUp } from "../functions/space.ts";
import type { stackLookUp } from "../functions/stack.ts";
import type { teamMembersLookUp } from "../functions/team-members.ts";
import type { teamPermissionsLookUp } from "../functions/team-permissions.ts";
import type { teamLookUp } from "../functions/team.ts";
import type { accountFeature } from "../resources/account-feature.ts";
import type { addOnAttachment } from "../resources/add-on-attachment.ts";
import type { addOn } from "../resources/add-on.ts";
import type { allowedAddOnService } from "../resources/allowed-add-on-service.ts";
import type { appFeature } from "../resources/app-feature.ts";
import type { appWebhook } from "../resources/app-webhook.ts";
import type { app } from "../resources/app.ts";
import type { automaticCertificates } from "../resources/automatic-certificates.ts";
import type { build } from "../resources/build.ts";
import type { collaborator } from "../resources/collaborator.ts";
import type { configVars } from "../resources/config-vars.ts";
import type { domain } from "../resources/domain.ts";
import type { enterpriseAccountMember } from "../resources/enterprise-account-member.ts";
import type { formation } from "../resources/formation.ts";
import type { identityProvider } from "../resources/identity-provider.ts";
import type { inboundRules } from "../resources/inbound-rules.ts";
import type { keyValueStoreCredential } from "../resources/key-value-store-credential.ts";
import type { keyValueStoreMaintenanceWindow } from "../resources/key-value-store-maintenance-window.ts";
import type { keyValueStoreMaintenance } from "../resources/key-value-store-maintenance.ts";
import type { keyValueStoreSettings } from "../resources/key-value-store-settings.ts";
import type { logDrain } from "../resources/log-drain.ts";
import type { oauthAuthorization } from "../resources/oauth-authorization.ts";
import type { oauthClient } from "../resources/oauth-client.ts";
import type { oneOffJob } from "../resources/one-off-job.ts";
import type { peeringAccepter } from "../resources/peering-accepter.ts";
import type { pipelineConfigVars } from "../resources/pipeline-config-vars.ts";
import type { pipelineCoupling } from "../resources/pipeline-coupling.ts";
import type { pipeline } from "../resources/pipeline.ts";
import type { postgresBackupSchedule } from "../resources/postgres-backup-schedule.ts";
import type { postgresBackup } from "../resources/postgres-backup.ts";
import type { postgresConnectionPooling } from "../resources/postgres-connection-pooling.ts";
import type { postgresCredential } from "../resources/postgres-credential.ts";
import type { postgresLink } from "../resources/postgres-link.ts";
import type { postgresMaintenanceWindow } from "../resources/postgres-maintenance-window.ts";
import type { postgresSettings } from "../resources/postgres-settings.ts";
import type { promotion } from "../resources/promotion.ts";
import type { release } from "../resources/release.ts";
import type { reviewAppConfig } from "../resources/review-app-config.ts";
import type { rollback } from "../resources/rollback.ts";
import type { slug } from "../resources/slug.ts";
import type { sniEndpoint } from "../resources/sni-endpoint.ts";
import type { spaceAccess } from "../resources/space-access.ts";
import type { space } from "../resources/space.ts";
import type { teamInvitation } from "../resources/team-invitation.ts";
import type { teamMember } from "../resources/team-member.ts";
import type { teamPreferences } from "../resources/team-preferences.ts";
import type { team } from "../resources/team.ts";
import type { telemetryDrain } from "../resources/telemetry-drain.ts";
import type { vpnConnection } from "../resources/vpn-connection.ts";

const AccountFeatureClass: ResourceClass<typeof accountFeature> = resourceClass("AccountFeature", [
  "name",
  "enabled",
  "enabledBefore",
]);

/**
 * A capability of your whole account that is switched on or off, whatever the stack: declare it in one stack only.
 * https://devcenter.heroku.com/articles/heroku-labs
 *
 * @example
 * new AccountFeature("metrics", { name: "metrics-request-volume" });
 */
export class AccountFeature extends AccountFeatureClass {}

const AddOnClass: ResourceClass<typeof addOn> = resourceClass("AddOn", [
  "app",
  "plan",
  "name",
  "attachment",
  "config",
  "follow",
  "confirmDataLoss",
  "addOnName",
  "service",
  "configVars",
  "monthlyCents",
]);

/**
 * An add-on: a database, a cache, or another service that Heroku sets up for an app. It is there once it is provisioned;
 * Heroku Postgres and Heroku Key-Value Store once they answer, so that what follows needs no `heroku pg:wait` or `redis:wait`
 * of its own: this is the wait, after a change of plan too.
 * https://devcenter.heroku.com/articles/managing-add-ons
 *
 * @example
 * const database = new AddOn("database", { app: app.id, plan: "heroku-postgresql:essential-0", attachment: "DATABASE" });
 */
export class AddOn extends AddOnClass {}

/**
 * An add-on that is not declared here, such as a database that another stack owns.
 * https://devcenter.heroku.com/articles/platform-api-reference#add-on
 *
 * @example
 * const { id } = await getAddOn({ addOn: "postgresql-curly-12345" });
 */
export const getAddOn: LookUpOf<typeof addOnLookUp> = lookUp("getAddOn");

/** `getAddOn` with arguments that may be outputs. */
export const getAddOnOutput: LookUpOutputOf<typeof addOnLookUp> = lookUpOutput("getAddOn");

const AddOnAttachmentClass: ResourceClass<typeof addOnAttachment> = resourceClass("AddOnAttachment", [
  "app",
  "addOn",
  "name",
  "namespace",
  "configVars",
]);

/**
 * An add-on attached to one more app, or to its own under one more name: the app gets the add-on's config vars under that
 * name. What `AddOn` attaches by itself needs none.
 * https://devcenter.heroku.com/articles/managing-add-ons#using-the-command-line-interface
 *
 * @example
 * new AddOnAttachment("readonly", { app: app.id, addOn: database.id, name: "DATABASE_READONLY" });
 */
export class AddOnAttachment extends AddOnAttachmentClass {}

/**
 * A service that add-ons are made of, and its plans.
 * https://devcenter.heroku.com/articles/platform-api-reference#add-on-service
 *
 * @example
 * const { plans } = await getAddOnService({ name: "heroku-redis" });
 */
export const getAddOnService: LookUpOf<typeof addOnServiceLookUp> = lookUp("getAddOnService");

/** `getAddOnService` with arguments that may be outputs. */
export const getAddOnServiceOutput: LookUpOutputOf<typeof addOnServiceLookUp> = lookUpOutput("getAddOnService");

const AllowedAddOnServiceClass: ResourceClass<typeof allowedAddOnService> = resourceClass("AllowedAddOnService", [
  "team",
  "service",
]);

/**
 * A service whose add-ons the members of a team may make while the team's add-on controls are on (`TeamPreferences`). One
 * that is allowed already is taken as it is; add-ons that are there stay, whatever is allowed.
 * https://devcenter.heroku.com/articles/add-on-controls
 *
 * @example
 * new AllowedAddOnService("redis", { team: "example", service: "heroku-redis" });
 */
export class AllowedAddOnService extends AllowedAddOnServiceClass {}

const AppClass: ResourceClass<typeof app> = resourceClass("App", [
  "name",
  "region",
  "stack",
  "team",
  "locked",
  "space",
  "buildpacks",
  "maintenance",
  "confirmDataLoss",
  "webUrl",
  "gitUrl",
]);

/**
 * An app: the environment that everything else belongs to.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const app = new App("web", { name: "example-staging", region: "eu", buildpacks: ["heroku/python"] });
 */
export class App extends AppClass {}

/**
 * An app that is not declared here, by its name.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const { id, webUrl } = await getApp({ name: "example" });
 */
export const getApp: LookUpOf<typeof appLookUp> = lookUp("getApp");

/** `getApp` with arguments that may be outputs. */
export const getAppOutput: LookUpOutputOf<typeof appLookUp> = lookUpOutput("getApp");

const AppFeatureClass: ResourceClass<typeof appFeature> = resourceClass("AppFeature", [
  "app",
  "name",
  "enabled",
  "enabledBefore",
]);

/**
 * A capability of an app that is switched on or off. Preboot needs dynos of size standard-1x or above: declare it so that it
 * comes after the formation.
 * https://devcenter.heroku.com/articles/heroku-labs
 *
 * @example
 * new AppFeature("preboot", { app: app.id, name: "preboot" });
 */
export class AppFeature extends AppFeatureClass {}

const AppWebhookClass: ResourceClass<typeof appWebhook> = resourceClass("AppWebhook", [
  "app",
  "url",
  "include",
  "level",
  "secret",
  "authorization",
]);

/**
 * A subscription to what happens to an app: Heroku notifies an address of it.
 * https://devcenter.heroku.com/articles/app-webhooks
 *
 * @example
 * new AppWebhook("releases", { app: app.id, url: "https://hooks.example.com/heroku", include: ["api:release"] });
 */
export class AppWebhook extends AppWebhookClass {}

const AutomaticCertificatesClass: ResourceClass<typeof automaticCertificates> = resourceClass("AutomaticCertificates", [
  "app",
]);

/**
 * Certificates that Heroku gets and renews by itself for every domain of an app whose DNS leads to it. Wildcard domains
 * need an `SniEndpoint` instead.
 * https://devcenter.heroku.com/articles/automated-certificate-management
 *
 * @example
 * new AutomaticCertificates("certificates", { app: app.id });
 */
export class AutomaticCertificates extends AutomaticCertificatesClass {}

const BuildClass: ResourceClass<typeof build> = resourceClass("Build", [
  "app",
  "source",
  "buildpacks",
  "hash",
  "build",
  "release",
  "version",
  "slug",
  "running",
]);

/**
 * A build of the app's code, and the release of it: once for each content of the source. Its output is shown while it
 * runs. Deleting it forgets it; the app goes on running the code.
 * https://devcenter.heroku.com/articles/build-and-release-using-the-api
 *
 * @example
 * const build = new Build("code", { app: app.id, source: "./web" });
 */
export class Build extends BuildClass {}

const CollaboratorClass: ResourceClass<typeof collaborator> = resourceClass("Collaborator", [
  "app",
  "email",
  "silent",
  "permissions",
  "userId",
]);

/**
 * Somebody who may work on an app: deploy, scale and configure one that belongs to a single account; of one that belongs to
 * a team, do what `permissions` says, beside what follows from their part in the team. Somebody who has access already is
 * taken as they are; deleting it takes their access away.
 * https://devcenter.heroku.com/articles/collaborating
 *
 * @example
 * new Collaborator("jane", { app: app.id, email: "jane@example.com" });
 */
export class Collaborator extends CollaboratorClass {}

const ConfigVarsClass: ResourceClass<typeof configVars> = resourceClass("ConfigVars", [
  "app",
  "vars",
  "secretVars",
  "adopt",
  "exclusive",
]);

/**
 * The config vars that this stack owns on an app. Other keys, such as those of add-ons or of other people, are never
 * touched nor taken into state, unless the stack is to own all that are not an add-on's (`exclusive`). All changes of one
 * resource are one release and one restart.
 * https://devcenter.heroku.com/articles/config-vars
 *
 * @example
 * new ConfigVars("settings", {
 *   app: app.id,
 *   vars: { DJANGO_SETTINGS_MODULE: "site.settings.staging" },
 *   secretVars: { S3_SECRET: secret("…") },
 * });
 */
export class ConfigVars extends ConfigVarsClass {}

/**
 * What an app's config vars are now, such as the `DATABASE_URL` that an add-on has set. Use `getConfigVarsOutput`: it keeps
 * the values secret, while a promise gives them in clear.
 * https://devcenter.heroku.com/articles/config-vars
 *
 * @example
 * const { vars } = await getConfigVars({ app: "example-staging", keys: ["DATABASE_URL"] });
 */
export const getConfigVars: LookUpOf<typeof configVarsLookUp> = lookUp("getConfigVars");

/** `getConfigVars` with arguments that may be outputs. */
export const getConfigVarsOutput: LookUpOutputOf<typeof configVarsLookUp> = lookUpOutput("getConfigVars");

const DomainClass: ResourceClass<typeof domain> = resourceClass("Domain", [
  "app",
  "hostname",
  "sniEndpoint",
  "cname",
  "kind",
  "status",
]);

/**
 * A hostname of one's own that leads to an app. It is there as soon as Heroku knows its DNS target.
 * https://devcenter.heroku.com/articles/custom-domains
 *
 * @example
 * const domain = new Domain("www", { app: app.id, hostname: "www.example.com" });
 * export const dnsTarget = domain.cname;
 */
export class Domain extends DomainClass {}

/**
 * A domain of an app that is not declared here, and where its DNS record has to point.
 * https://devcenter.heroku.com/articles/custom-domains
 *
 * @example
 * const { cname } = await getDomain({ app: "example", hostname: "www.example.com" });
 */
export const getDomain: LookUpOf<typeof domainLookUp> = lookUp("getDomain");

/** `getDomain` with arguments that may be outputs. */
export const getDomainOutput: LookUpOutputOf<typeof domainLookUp> = lookUpOutput("getDomain");

/**
 * What a dyno size offers and costs.
 * https://devcenter.heroku.com/articles/dyno-types
 *
 * @example
 * const { monthlyCents } = await getDynoSize({ size: "standard-1x" });
 */
export const getDynoSize: LookUpOf<typeof dynoSizeLookUp> = lookUp("getDynoSize");

/** `getDynoSize` with arguments that may be outputs. */
export const getDynoSizeOutput: LookUpOutputOf<typeof dynoSizeLookUp> = lookUpOutput("getDynoSize");

const EnterpriseAccountMemberClass: ResourceClass<typeof enterpriseAccountMember> = resourceClass("EnterpriseAccountMember", [
  "enterpriseAccount",
  "email",
  "permissions",
  "userId",
]);

/**
 * Somebody in an enterprise account, and what they may do there. Who is a member already is taken as they are and given the
 * declared permissions; deleting it takes them out. What they may do in its teams is a `TeamMember` of each.
 * https://devcenter.heroku.com/articles/heroku-enterprise
 *
 * @example
 * new EnterpriseAccountMember("jane", {
 *   enterpriseAccount: "example",
 *   email: "jane@example.com",
 *   permissions: ["view", "billing"],
 * });
 */
export class EnterpriseAccountMember extends EnterpriseAccountMemberClass {}

const FormationClass: ResourceClass<typeof formation> = resourceClass("Formation", [
  "app",
  "processes",
  "monthlyCents",
  "waitsForRelease",
]);

/**
 * The dynos of an app: how many of which size each process type has. One for each app.
 * https://devcenter.heroku.com/articles/dyno-types
 *
 * @example
 * new Formation("dynos", {
 *   app: app.id,
 *   processes: {
 *     web: { size: "performance-m", autoscaling: { minimum: 2, maximum: 6 } },
 *     worker: { quantity: 1, size: "standard-1x" },
 *   },
 * });
 */
export class Formation extends FormationClass {}

/**
 * A generation of the Heroku platform: how apps of it are built, run and routed to.
 * https://devcenter.heroku.com/articles/generations
 *
 * @example
 * const { name } = await getGeneration({ name: "fir", team: "example" });
 */
export const getGeneration: LookUpOf<typeof generationLookUp> = lookUp("getGeneration");

/** `getGeneration` with arguments that may be outputs. */
export const getGenerationOutput: LookUpOutputOf<typeof generationLookUp> = lookUpOutput("getGeneration");

const IdentityProviderClass: ResourceClass<typeof identityProvider> = resourceClass("IdentityProvider", [
  "team",
  "certificate",
  "entityId",
  "ssoTargetUrl",
  "sloTargetUrl",
  "providerId",
]);

/**
 * Where people of a team sign in, by SAML, instead of with a password of Heroku's. Without it they can't sign in that way any
 * more: keep an admin who does not need it.
 * https://devcenter.heroku.com/articles/sso
 *
 * @example
 * new IdentityProvider("sso", {
 *   team: "example",
 *   certificate: config.require("idpCertificate"),
 *   entityId: "https://idp.example.com/",
 *   ssoTargetUrl: "https://idp.example.com/login",
 * });
 */
export class IdentityProvider extends IdentityProviderClass {}

const InboundRulesClass: ResourceClass<typeof inboundRules> = resourceClass("InboundRules", [
  "space",
  "rules",
  "rulesBefore",
]);

/**
 * Who may reach the apps of a space: all of its trusted IP ranges, of which a space has one set. A new space lets everybody
 * in; deleting this restores the rules that were there before.
 * https://devcenter.heroku.com/articles/private-spaces#trusted-ip-ranges
 *
 * @example
 * new InboundRules("office", { space: space.id, rules: [{ action: "allow", source: "203.0.113.0/24" }] });
 */
export class InboundRules extends InboundRulesClass {}

/**
 * What Heroku tells of a Key-Value Store: whether it is available, its version, what is set of it.
 * https://devcenter.heroku.com/articles/heroku-redis#using-the-cli
 *
 * @example
 * const { version, available } = await getKeyValueStore({ addOn: "redis-curly-12345" });
 */
export const getKeyValueStore: LookUpOf<typeof keyValueStoreLookUp> = lookUp("getKeyValueStore");

/** `getKeyValueStore` with arguments that may be outputs. */
export const getKeyValueStoreOutput: LookUpOutputOf<typeof keyValueStoreLookUp> = lookUpOutput("getKeyValueStore");

const KeyValueStoreCredentialClass: ResourceClass<typeof keyValueStoreCredential> = resourceClass("KeyValueStoreCredential", [
  "addOn",
  "triggers",
  "configVars",
]);

/**
 * Another password for a Heroku Key-Value Store, once for each value of its inputs. A store has one credential, which can be
 * neither made nor deleted: deleting this forgets that it rotated. Old connections are closed, and the apps that the store
 * is attached to get the new password as a config var and restart; this waits for it. The password stands in no state.
 * https://devcenter.heroku.com/articles/heroku-redis#security-and-compliance
 *
 * @example
 * new KeyValueStoreCredential("password", { addOn: cache.id, triggers: { month: "2026-11" } });
 */
export class KeyValueStoreCredential extends KeyValueStoreCredentialClass {}

const KeyValueStoreMaintenanceClass: ResourceClass<typeof keyValueStoreMaintenance> = resourceClass("KeyValueStoreMaintenance", [
  "addOn",
  "triggers",
  "ran",
]);

/**
 * Runs the maintenance of a Key-Value Store that is due, at once instead of in its window, once for each value of its inputs;
 * where none is due nothing happens. It waits until that is done and the store answers again; the apps that the store is
 * attached to restart with its new address. Deleting it forgets it.
 * https://devcenter.heroku.com/articles/heroku-redis-maintenance
 *
 * @example
 * new KeyValueStoreMaintenance("maintenance", { addOn: cache.id, triggers: { week: "2026-48" } });
 */
export class KeyValueStoreMaintenance extends KeyValueStoreMaintenanceClass {}

const KeyValueStoreMaintenanceWindowClass: ResourceClass<typeof keyValueStoreMaintenanceWindow> = resourceClass("KeyValueStoreMaintenanceWindow", [
  "addOn",
  "day",
  "time",
  "window",
  "windowBefore",
]);

/**
 * When Heroku may maintain a Key-Value Store: four hours of each week, within which it is away for some minutes when there is
 * something to do. Each store has one window, so declare it once; in an emergency Heroku does not wait for it.
 * https://devcenter.heroku.com/articles/heroku-redis-maintenance
 *
 * @example
 * new KeyValueStoreMaintenanceWindow("window", { addOn: cache.id, day: "sunday", time: "02:30" });
 */
export class KeyValueStoreMaintenanceWindow extends KeyValueStoreMaintenanceWindowClass {}

const KeyValueStoreSettingsClass: ResourceClass<typeof keyValueStoreSettings> = resourceClass("KeyValueStoreSettings", [
  "addOn",
  "maxmemoryPolicy",
  "timeout",
  "notifyKeyspaceEvents",
  "before",
]);

/**
 * What a Heroku Key-Value Store does when it is full, with idle connections, and with events of its keys: the settings that
 * are named here, and no others.
 * https://devcenter.heroku.com/articles/heroku-redis#configuring-your-instance
 *
 * @example
 * new KeyValueStoreSettings("settings", { addOn: cache.id, maxmemoryPolicy: "allkeys-lru", timeout: 60 });
 */
export class KeyValueStoreSettings extends KeyValueStoreSettingsClass {}

const LogDrainClass: ResourceClass<typeof logDrain> = resourceClass("LogDrain", [
  "app",
  "url",
  "token",
]);

/**
 * A place outside of Heroku that gets an app's log as it is written.
 * https://devcenter.heroku.com/articles/log-drains
 *
 * @example
 * new LogDrain("log", { app: app.id, url: config.requireSecret("drain") });
 */
export class LogDrain extends LogDrainClass {}

const OauthAuthorizationClass: ResourceClass<typeof oauthAuthorization> = resourceClass("OauthAuthorization", [
  "description",
  "scope",
  "expiresIn",
  "rotation",
  "token",
]);

/**
 * A key to the API for a program, such as a build server's: deleting it here ends it. It opens all that its scope says, of
 * the whole account: keep it where secrets are kept. It is made for no OAuth client; those get theirs when somebody signs in.
 * https://devcenter.heroku.com/articles/oauth
 *
 * @example
 * const key = new OauthAuthorization("ci", { description: "build server", scope: ["read", "write"], rotation: "2026-11" });
 * new ConfigVars("builder", { app: app.id, secretVars: { HEROKU_API_KEY: key.token } });
 */
export class OauthAuthorization extends OauthAuthorizationClass {}

const OauthClientClass: ResourceClass<typeof oauthClient> = resourceClass("OauthClient", [
  "name",
  "redirectUri",
  "rotation",
  "clientId",
  "secret",
]);

/**
 * A program that asks people with Heroku accounts for access to them. Deleting it ends all access that people gave it.
 * https://devcenter.heroku.com/articles/oauth#register-client
 *
 * @example
 * const client = new OauthClient("dashboard", { name: "Dashboard", redirectUri: "https://dashboard.example.com/callback" });
 * new ConfigVars("dashboard", {
 *   app: app.id,
 *   vars: { HEROKU_OAUTH_ID: client.clientId },
 *   secretVars: { HEROKU_OAUTH_SECRET: client.secret },
 * });
 */
export class OauthClient extends OauthClientClass {}

const OneOffJobClass: ResourceClass<typeof oneOffJob> = resourceClass("OneOffJob", [
  "app",
  "command",
  "size",
  "triggers",
  "timeLimit",
  "dyno",
  "exitStatus",
  "output",
]);

/**
 * A command that is run on a one-off dyno, once for each value of its inputs: a migration, say. A command that ends with
 * another exit status than 0 fails the `up`, and the next `up` runs it again. Deleting it forgets it.
 *
 * Heroku tells the exit status in the app's log only. A comment is added to the command (` # job-…`), by which a run
 * whose answer was lost is found again instead of being started twice.
 * https://devcenter.heroku.com/articles/one-off-dynos
 *
 * @example
 * new OneOffJob("migrate", {
 *   app: app.id,
 *   command: "python manage.py migrate",
 *   triggers: { release: "12" },
 * });
 */
export class OneOffJob extends OneOffJobClass {}

const PeeringAccepterClass: ResourceClass<typeof peeringAccepter> = resourceClass("PeeringAccepter", [
  "space",
  "pcxId",
  "status",
  "type",
  "cidrBlocks",
  "awsVpcId",
  "awsRegion",
  "awsAccountId",
]);

/**
 * The acceptance of a peering that a VPC at AWS has requested with a space: packets pass between the two, and not over the
 * internet. The request is waited for, as AWS's take some minutes to be seen at Heroku, and so is the peering until it is
 * active. One that was accepted already is taken as it is. Deleting it takes the peering down, for both sides.
 * `getPeeringInformation` tells what AWS has to be given.
 * https://devcenter.heroku.com/articles/private-space-peering
 *
 * @example
 * new PeeringAccepter("office", { space: space.id, pcxId: "pcx-4bd27022" });
 */
export class PeeringAccepter extends PeeringAccepterClass {}

/**
 * What AWS has to be given to request a peering with a space; a `PeeringAccepter` accepts it then.
 * https://devcenter.heroku.com/articles/private-space-peering
 *
 * @example
 * const { awsAccountId, vpcId, spaceCidrs } = await getPeeringInformation({ space: "example" });
 */
export const getPeeringInformation: LookUpOf<typeof peeringInformationLookUp> = lookUp("getPeeringInformation");

/** `getPeeringInformation` with arguments that may be outputs. */
export const getPeeringInformationOutput: LookUpOutputOf<typeof peeringInformationLookUp> = lookUpOutput("getPeeringInformation");

const PipelineClass: ResourceClass<typeof pipeline> = resourceClass("Pipeline", [
  "name",
  "team",
]);

/**
 * A pipeline: apps that run the same code in different stages, coupled to it with `PipelineCoupling`.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * const pipeline = new Pipeline("pipeline", { name: "example" });
 */
export class Pipeline extends PipelineClass {}

/**
 * A pipeline that is not declared here, by its name.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * const { id } = await getPipeline({ name: "example" });
 */
export const getPipeline: LookUpOf<typeof pipelineLookUp> = lookUp("getPipeline");

/** `getPipeline` with arguments that may be outputs. */
export const getPipelineOutput: LookUpOutputOf<typeof pipelineLookUp> = lookUpOutput("getPipeline");

const PipelineConfigVarsClass: ResourceClass<typeof pipelineConfigVars> = resourceClass("PipelineConfigVars", [
  "pipeline",
  "stage",
  "vars",
  "secretVars",
  "adopt",
]);

/**
 * The config vars that this stack owns on a stage of a pipeline: what each review app, or each test run of Heroku CI, starts
 * with. Other keys are never touched nor taken into state.
 * https://devcenter.heroku.com/articles/platform-api-reference#pipeline-config-vars
 *
 * @example
 * new PipelineConfigVars("review", { pipeline: pipeline.id, stage: "review", vars: { LOG_LEVEL: "debug" } });
 */
export class PipelineConfigVars extends PipelineConfigVarsClass {}

const PipelineCouplingClass: ResourceClass<typeof pipelineCoupling> = resourceClass("PipelineCoupling", [
  "app",
  "pipeline",
  "stage",
]);

/**
 * The place of an app in a pipeline.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * new PipelineCoupling("staging", { app: app.id, pipeline: pipeline.id, stage: "staging" });
 */
export class PipelineCoupling extends PipelineCouplingClass {}

/**
 * What a plan of an add-on service costs and where it can be had.
 * https://devcenter.heroku.com/articles/platform-api-reference#plan
 *
 * @example
 * const { monthlyCents } = await getPlan({ plan: "heroku-postgresql:essential-0" });
 */
export const getPlan: LookUpOf<typeof planLookUp> = lookUp("getPlan");

/** `getPlan` with arguments that may be outputs. */
export const getPlanOutput: LookUpOutputOf<typeof planLookUp> = lookUpOutput("getPlan");

/**
 * What Heroku tells of a Postgres database: whether it is available, its version, how full it is.
 * https://devcenter.heroku.com/articles/managing-heroku-postgres-using-cli#pg-info
 *
 * @example
 * const { version, available } = await getPostgres({ addOn: "postgresql-curly-12345" });
 */
export const getPostgres: LookUpOf<typeof postgresLookUp> = lookUp("getPostgres");

/** `getPostgres` with arguments that may be outputs. */
export const getPostgresOutput: LookUpOutputOf<typeof postgresLookUp> = lookUpOutput("getPostgres");

const PostgresBackupClass: ResourceClass<typeof postgresBackup> = resourceClass("PostgresBackup", [
  "addOn",
  "triggers",
  "backup",
  "bytes",
]);

/**
 * A backup of a Heroku Postgres database, once for each value of its inputs: before a migration, say. It waits until the
 * backup is complete, and fails where that fails. One that is running already, whoever has begun it, counts as the one that is
 * asked for. Deleting it forgets it: Heroku keeps as many backups as the plan says.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups
 *
 * @example
 * const backup = new PostgresBackup("before", { addOn: database.id, triggers: { release: "12" } });
 * new OneOffJob("migrate", { app: app.id, command: "python manage.py migrate" }, { dependsOn: backup });
 */
export class PostgresBackup extends PostgresBackupClass {}

const PostgresBackupScheduleClass: ResourceClass<typeof postgresBackupSchedule> = resourceClass("PostgresBackupSchedule", [
  "addOn",
  "hour",
  "timezone",
  "attachment",
  "uuid",
]);

/**
 * A daily logical backup of a Heroku Postgres database; Heroku keeps the last of them for some days.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups#scheduling-backups
 *
 * @example
 * new PostgresBackupSchedule("backups", { addOn: database.id, hour: 2, timezone: "Europe/Berlin" });
 */
export class PostgresBackupSchedule extends PostgresBackupScheduleClass {}

/**
 * Backups of an app's Postgres databases, manual and scheduled.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups
 *
 * @example
 * const { latest } = await getPostgresBackups({ app: "example" });
 */
export const getPostgresBackups: LookUpOf<typeof postgresBackupsLookUp> = lookUp("getPostgresBackups");

/** `getPostgresBackups` with arguments that may be outputs. */
export const getPostgresBackupsOutput: LookUpOutputOf<typeof postgresBackupsLookUp> = lookUpOutput("getPostgresBackups");

const PostgresConnectionPoolingClass: ResourceClass<typeof postgresConnectionPooling> = resourceClass("PostgresConnectionPooling", [
  "app",
  "addOn",
  "name",
  "configVars",
]);

/**
 * A pool of connections to a Heroku Postgres database (PgBouncer, on the database's own server): an app that uses the config
 * var shares them, and more dynos need no more of the plan's connections. It works in transaction mode, so what lasts for a
 * session, such as prepared statements, needs `DATABASE_URL`. Making and deleting it restarts the app.
 * https://devcenter.heroku.com/articles/postgres-connection-pooling
 *
 * @example
 * new PostgresConnectionPooling("pool", { app: app.id, addOn: database.id });
 */
export class PostgresConnectionPooling extends PostgresConnectionPoolingClass {}

const PostgresCredentialClass: ResourceClass<typeof postgresCredential> = resourceClass("PostgresCredential", [
  "addOn",
  "name",
  "rotation",
  "namespace",
]);

/**
 * A user of a Heroku Postgres database, with a password that changes when `rotation` does. An `AddOnAttachment` with its
 * `namespace` gives it to an app; what it may do in the database is said there, in SQL. What it owns goes to the default
 * credential when it is deleted; deleting `default` only forgets it.
 * https://devcenter.heroku.com/articles/heroku-postgresql-credentials
 *
 * @example
 * const readonly = new PostgresCredential("readonly", { addOn: database.id, name: "readonly", rotation: "2026-11" });
 * new AddOnAttachment("reports", {
 *   app: app.id,
 *   addOn: database.id,
 *   name: "DATABASE_READONLY",
 *   namespace: "credential:readonly",
 * }, { dependsOn: readonly });
 */
export class PostgresCredential extends PostgresCredentialClass {}

const PostgresLinkClass: ResourceClass<typeof postgresLink> = resourceClass("PostgresLink", [
  "addOn",
  "remote",
  "name",
]);

/**
 * A link from one Heroku Postgres database to another, whose tables can then be read and written in SQL as `name.table` (a
 * foreign data wrapper). Deleting it deletes that schema, with the views that somebody has made in it; the other database's
 * data stays.
 * https://devcenter.heroku.com/articles/heroku-data-links
 *
 * @example
 * const ledger = new AddOn("ledger", { app: app.id, plan: "heroku-postgresql:standard-0" });
 * new PostgresLink("ledger", { addOn: database.id, remote: ledger.id, name: "ledger" });
 */
export class PostgresLink extends PostgresLinkClass {}

const PostgresMaintenanceWindowClass: ResourceClass<typeof postgresMaintenanceWindow> = resourceClass("PostgresMaintenanceWindow", [
  "addOn",
  "day",
  "time",
  "window",
  "windowBefore",
]);

/**
 * When Heroku may maintain a Postgres database: four hours of each week, within which it is away for a minute or so when
 * there is something to do. Each database has one window, so declare it once; in an emergency Heroku does not wait for it.
 * https://devcenter.heroku.com/articles/heroku-postgres-maintenance
 *
 * @example
 * new PostgresMaintenanceWindow("window", { addOn: database.id, day: "tuesday", time: "02:30" });
 */
export class PostgresMaintenanceWindow extends PostgresMaintenanceWindowClass {}

const PostgresSettingsClass: ResourceClass<typeof postgresSettings> = resourceClass("PostgresSettings", [
  "addOn",
  "logStatement",
  "logMinDurationStatement",
  "logMinErrorStatement",
  "logLockWaits",
  "logConnections",
  "dataConnectorDetailsLogs",
  "trackFunctions",
  "autoExplain",
  "autoExplainLogMinDuration",
  "autoExplainLogAnalyze",
  "autoExplainLogBuffers",
  "autoExplainLogFormat",
  "autoExplainLogNestedStatements",
  "autoExplainLogTriggers",
  "autoExplainLogVerbose",
  "before",
]);

/**
 * What a Heroku Postgres database logs and counts: the settings that are named here, and no others.
 * https://devcenter.heroku.com/articles/heroku-postgres-settings
 *
 * @example
 * new PostgresSettings("settings", { addOn: database.id, logMinDurationStatement: 500, logLockWaits: true });
 */
export class PostgresSettings extends PostgresSettingsClass {}

const PromotionClass: ResourceClass<typeof promotion> = resourceClass("Promotion", [
  "pipeline",
  "source",
  "target",
  "version",
  "promotion",
  "release",
  "releaseVersion",
  "slug",
  "commit",
  "sourceName",
  "deployments",
  "running",
]);

/**
 * Has an app of a pipeline run the code of another one's release: exactly of that release, also when its app has moved
 * on since. It happens once for each version; deleting it forgets it.
 * https://devcenter.heroku.com/articles/pipelines#promoting
 *
 * @example
 * new Promotion("release", { pipeline: pipeline.id, source: staging.id, target: production.id, version: 12 });
 */
export class Promotion extends PromotionClass {}

/**
 * Where a region lies.
 * https://devcenter.heroku.com/articles/regions
 *
 * @example
 * const { country } = await getRegion({ name: "eu" });
 */
export const getRegion: LookUpOf<typeof regionLookUp> = lookUp("getRegion");

/** `getRegion` with arguments that may be outputs. */
export const getRegionOutput: LookUpOutputOf<typeof regionLookUp> = lookUpOutput("getRegion");

const ReleaseClass: ResourceClass<typeof release> = resourceClass("Release", [
  "app",
  "slug",
  "image",
  "description",
  "release",
  "version",
  "running",
]);

/**
 * A release of code that is built already, once for each value of its inputs: a slug that was made elsewhere or that another
 * app runs, or an image on Fir. It waits for the release command, and fails with its output. An app that runs the code
 * already gets no second release. Deleting it forgets it; the app goes on running the code.
 * https://devcenter.heroku.com/articles/platform-api-copying-slugs
 *
 * @example
 * const { slug } = await getRelease({ app: "example-staging" });
 * new Release("code", { app: app.id, slug });
 */
export class Release extends ReleaseClass {}

/**
 * A release of an app: what it runs now, or the one with the given number.
 * https://devcenter.heroku.com/articles/releases
 *
 * @example
 * const { version, slug } = await getRelease({ app: "example-staging" });
 */
export const getRelease: LookUpOf<typeof releaseLookUp> = lookUp("getRelease");

/** `getRelease` with arguments that may be outputs. */
export const getReleaseOutput: LookUpOutputOf<typeof releaseLookUp> = lookUpOutput("getRelease");

const ReviewAppConfigClass: ResourceClass<typeof reviewAppConfig> = resourceClass("ReviewAppConfig", [
  "pipeline",
  "repository",
  "automatic",
  "waitForCi",
  "destroyStale",
  "staleDays",
  "baseName",
  "target",
]);

/**
 * How a pipeline makes review apps of pull requests: one for each pipeline. Deleting it makes no more of them; those that are
 * there stay.
 * https://devcenter.heroku.com/articles/github-integration-review-apps
 *
 * @example
 * new ReviewAppConfig("review", { pipeline: pipeline.id, repository: "example/site", automatic: true, destroyStale: true });
 */
export class ReviewAppConfig extends ReviewAppConfigClass {}

const RollbackClass: ResourceClass<typeof rollback> = resourceClass("Rollback", [
  "app",
  "version",
  "release",
  "releaseVersion",
  "slug",
  "commit",
  "running",
]);

/**
 * Takes an app back to an earlier release of its own, once for each version: code and config vars as they were then, in a
 * new release. Config vars that are declared otherwise show as changed in the next refresh, and the `up` after it sets
 * them. Add-ons and what they hold stay as they are. Deleting it forgets it; a later build or promotion runs instead of it.
 * https://devcenter.heroku.com/articles/releases#rollback
 *
 * @example
 * new Rollback("back", { app: app.id, version: 12 });
 */
export class Rollback extends RollbackClass {}

const SlugClass: ResourceClass<typeof slug> = resourceClass("Slug", [
  "app",
  "source",
  "processTypes",
  "stack",
  "commit",
  "hash",
  "slug",
  "checksum",
]);

/**
 * A slug of code that was built elsewhere, once for each content of the source: Heroku builds nothing. A `Release` runs it.
 * Deleting it forgets it: Heroku keeps a slug as long as an app may go back to it. For apps of the Cedar generation.
 * https://devcenter.heroku.com/articles/platform-api-deploying-slugs
 *
 * @example
 * const { slug } = new Slug("code", { app: app.id, source: "./dist", processTypes: { web: "./server" } });
 * new Release("code", { app: app.id, slug });
 */
export class Slug extends SlugClass {}

/**
 * A slug: code that was built and is ready to run, with its process types.
 * https://devcenter.heroku.com/articles/slug-compiler
 *
 * @example
 * const { slug } = await getRelease({ app: "example" });
 * const { processTypes } = await getSlug({ app: "example", slug: slug ?? "" });
 */
export const getSlug: LookUpOf<typeof slugLookUp> = lookUp("getSlug");

/** `getSlug` with arguments that may be outputs. */
export const getSlugOutput: LookUpOutputOf<typeof slugLookUp> = lookUpOutput("getSlug");

const SniEndpointClass: ResourceClass<typeof sniEndpoint> = resourceClass("SniEndpoint", [
  "app",
  "certificateChain",
  "privateKey",
  "name",
  "displayName",
  "expiresAt",
]);

/**
 * An SSL certificate of one's own that an app serves. Domains name it in their `sniEndpoint`. Where Heroku can get the
 * certificate itself, `AutomaticCertificates` is less work.
 * https://devcenter.heroku.com/articles/ssl
 *
 * @example
 * const endpoint = new SniEndpoint("www", {
 *   app: app.id,
 *   certificateChain: config.require("certificate"),
 *   privateKey: config.requireSecret("key"),
 * });
 * new Domain("www", { app: app.id, hostname: "www.example.com", sniEndpoint: endpoint.id });
 */
export class SniEndpoint extends SniEndpointClass {}

const SpaceClass: ResourceClass<typeof space> = resourceClass("Space", [
  "name",
  "team",
  "region",
  "shield",
  "generation",
  "cidr",
  "dataCidr",
  "confirmDataLoss",
  "state",
]);

/**
 * A Private Space: a network of its own that a team's apps run in. Heroku takes some minutes to set it up, and to take it
 * away; it bills it by the second. It can't be deleted while apps are in it. An `App` runs in it with `space: space.name`.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * const space = new Space("space", { name: "example", team: "example-team", region: "dublin" });
 * new App("web", { name: "example-web", team: space.team, space: space.name, region: space.region });
 */
export class Space extends SpaceClass {}

/**
 * A Private Space, and the addresses that its apps' requests come from.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * const { id, outboundIps } = await getSpace({ name: "example" });
 */
export const getSpace: LookUpOf<typeof spaceLookUp> = lookUp("getSpace");

/** `getSpace` with arguments that may be outputs. */
export const getSpaceOutput: LookUpOutputOf<typeof spaceLookUp> = lookUpOutput("getSpace");

const SpaceAccessClass: ResourceClass<typeof spaceAccess> = resourceClass("SpaceAccess", [
  "space",
  "email",
  "permissions",
  "userId",
]);

/**
 * What a member of a team may do in one of its spaces. Admins of the team may do everything, whatever is declared. What a
 * member had before is replaced; deleting this takes all permissions away, and leaves them in the team.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * new SpaceAccess("jane", { space: space.id, email: "jane@example.com", permissions: ["create_apps"] });
 */
export class SpaceAccess extends SpaceAccessClass {}

/**
 * The operating system image that builds and dynos use.
 * https://devcenter.heroku.com/articles/stack
 *
 * @example
 * const { isDefault } = await getStack({ name: "heroku-24" });
 */
export const getStack: LookUpOf<typeof stackLookUp> = lookUp("getStack");

/** `getStack` with arguments that may be outputs. */
export const getStackOutput: LookUpOutputOf<typeof stackLookUp> = lookUpOutput("getStack");

const TeamClass: ResourceClass<typeof team> = resourceClass("Team", [
  "name",
  "enterpriseAccount",
  "confirmDataLoss",
  "type",
]);

/**
 * A team: people who share apps, and pay for them together. Whoever's key makes it is its first admin. Heroku does not delete
 * a team that owns apps. How a team that belongs to no enterprise account pays is entered in Heroku's dashboard; whether
 * Heroku makes one before that is (unverified), and shown as it says.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const team = new Team("team", { name: "example" });
 * new TeamMember("jane", { team: team.id, email: "jane@example.com", role: "admin" });
 * new App("web", { name: "example-web", team: team.name });
 */
export class Team extends TeamClass {}

/**
 * A team that you are in.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const { id } = await getTeam({ name: "example" });
 */
export const getTeam: LookUpOf<typeof teamLookUp> = lookUp("getTeam");

/** `getTeam` with arguments that may be outputs. */
export const getTeamOutput: LookUpOutputOf<typeof teamLookUp> = lookUpOutput("getTeam");

const TeamInvitationClass: ResourceClass<typeof teamInvitation> = resourceClass("TeamInvitation", [
  "team",
  "email",
  "role",
  "status",
]);

/**
 * An invitation into a team. It stays declared once it is accepted, with the status `accepted`, and is not sent again while
 * they are in the team; if they leave, the next `up` invites them again. Somebody who is invited to that role already, or in
 * the team in it, is sent nothing. Deleting it revokes it, and leaves who has accepted in the team: to change their role or to
 * take them out declare a `TeamMember` then.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * new TeamInvitation("jane", { team: "example", email: "jane@example.com", role: "member" });
 */
export class TeamInvitation extends TeamInvitationClass {}

const TeamMemberClass: ResourceClass<typeof teamMember> = resourceClass("TeamMember", [
  "team",
  "email",
  "role",
  "userId",
]);

/**
 * Somebody in a team, and what they may do there. They are put into it unasked; a `TeamInvitation` asks them. Somebody who is
 * in the team already is taken as they are, and given the declared role; deleting it takes them out.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * new TeamMember("jane", { team: "example", email: "jane@example.com", role: "member" });
 */
export class TeamMember extends TeamMemberClass {}

/**
 * Who is in a team, and as what.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const { emails } = await getTeamMembers({ team: "example", role: "admin" });
 */
export const getTeamMembers: LookUpOf<typeof teamMembersLookUp> = lookUp("getTeamMembers");

/** `getTeamMembers` with arguments that may be outputs. */
export const getTeamMembersOutput: LookUpOutputOf<typeof teamMembersLookUp> = lookUpOutput("getTeamMembers");

/**
 * What people may do with the apps and spaces of a team: one look at all of them, as for an audit.
 * https://devcenter.heroku.com/articles/app-permissions
 *
 * @example
 * const { entities } = await getTeamPermissions({ team: "example", email: "jane@example.com" });
 */
export const getTeamPermissions: LookUpOf<typeof teamPermissionsLookUp> = lookUp("getTeamPermissions");

/** `getTeamPermissions` with arguments that may be outputs. */
export const getTeamPermissionsOutput: LookUpOutputOf<typeof teamPermissionsLookUp> = lookUpOutput("getTeamPermissions");

const TeamPreferencesClass: ResourceClass<typeof teamPreferences> = resourceClass("TeamPreferences", [
  "team",
  "addOnControls",
  "addOnControlsBefore",
]);

/**
 * What a team has switched for all of its apps: declare it in one stack only. The default permission of new members is read
 * by Heroku's clients, and can't be set by the API.
 * https://devcenter.heroku.com/articles/add-on-controls
 *
 * @example
 * new TeamPreferences("preferences", { team: "example", addOnControls: true });
 */
export class TeamPreferences extends TeamPreferencesClass {}

const TelemetryDrainClass: ResourceClass<typeof telemetryDrain> = resourceClass("TelemetryDrain", [
  "owner",
  "ownerType",
  "signals",
  "endpoint",
  "exporter",
  "headers",
]);

/**
 * Where the OpenTelemetry of an app of the Fir generation, or of all apps of a Fir space, goes.
 * https://devcenter.heroku.com/articles/heroku-telemetry
 *
 * @example
 * new TelemetryDrain("traces", {
 *   owner: app.id,
 *   signals: ["traces", "metrics"],
 *   endpoint: "https://otel.example.com/v1",
 *   headers: { "Api-Key": config.requireSecret("otelKey") },
 * });
 */
export class TelemetryDrain extends TelemetryDrainClass {}

const VpnConnectionClass: ResourceClass<typeof vpnConnection> = resourceClass("VpnConnection", [
  "space",
  "name",
  "publicIp",
  "routableCidrs",
  "status",
  "ikeVersion",
  "spaceCidr",
  "tunnels",
]);

/**
 * A VPN between a space and a network of your own. It is there once Heroku's two gateways are; whether yours has connected
 * is not waited for. One that fails is removed, with Heroku's reason.
 * https://devcenter.heroku.com/articles/private-space-vpn-connection
 *
 * @example
 * const vpn = new VpnConnection("office", {
 *   space: space.id,
 *   name: "office",
 *   publicIp: "203.0.113.7",
 *   routableCidrs: ["172.16.0.0/16"],
 * });
 * export const tunnels = vpn.tunnels;
 */
export class VpnConnection extends VpnConnectionClass {}
