import type { Description } from "./description.ts";
import type { ExistingApp } from "./existing-app.ts";

/** One resource in a file for `pulumi import --file`. https://www.pulumi.com/docs/iac/adopting-pulumi/import */
export interface Import {
  type: string;
  /** Unique in the file; what it is called in state is `logicalName`. */
  name: string;
  logicalName: string;
  component?: true;
  parent?: string;
  id?: string;
}

const COMPONENT = "HerokuApp";

/** The imports that make the state what the program declares, under the names and parents that the components give. */
export function importsOf(app: ExistingApp, { settings, addOns, drains }: Description, component = "app"): Import[] {
  const part = (type: string, id: string, suffix = ""): Import => ({
    type: `heroku:index:${type}`,
    name: `${type}${suffix && ` ${suffix}`}`,
    logicalName: `${component}${suffix && `-${suffix}`}`,
    parent: COMPONENT,
    id,
  });
  const { domains, features, automaticCertificates, secretVars, vars } = settings;
  return [
    { type: "consumer-notebook:index:HerokuApp", name: COMPONENT, logicalName: component, component: true },
    part("App", app.id),
    part("ConfigVars", `${app.id}/${secretVars}/${Object.keys(vars)}`),
    part("Formation", app.id),
    ...Object.entries(addOns).flatMap(([key, { id }]) => [
      part("AddOn", id, key),
      ...(settings.addOns[key]?.backup ? [part("PostgresBackupSchedule", `${id}/DATABASE_URL`, key)] : []),
      ...Object.entries(settings.addOns[key]?.credentials ?? {}).flatMap(([user, { attachment }]) => [
        part("PostgresCredential", `${id}/${user}`, `${key}-${user}`),
        ...(attachment ? [part("AddOnAttachment", `${app.id}/${attachment}`, `${key}-${user}`)] : []),
      ]),
    ]),
    ...domains.map((hostname) => part("Domain", `${app.id}/${hostname}`, hostname)),
    ...(automaticCertificates && domains.length > 0 ? [part("AutomaticCertificates", app.id)] : []),
    ...features.map((feature) => part("AppFeature", `${app.id}/${feature}`, feature)),
    ...Object.entries(drains).map(([key, id]) => part("LogDrain", `${app.id}/${id}`, key)),
    ...(app.coupling && settings.pipeline ? [part("PipelineCoupling", app.coupling.id)] : []),
  ];
}
