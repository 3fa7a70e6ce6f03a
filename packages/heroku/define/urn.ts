// A URN is `urn:pulumi:stack::project::parent$type::name`. https://www.pulumi.com/docs/iac/concepts/resources/names/#urns

/** What the program calls the resource. */
export const nameInUrn = (urn: string): string => urn.split("::").at(-1) ?? "";

/** The resource's type, such as `heroku:index:App`, without those of its parents. */
export const typeInUrn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
