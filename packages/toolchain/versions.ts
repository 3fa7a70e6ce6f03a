/** What we download or build, and the oldest CLI on PATH that we take: the version of `@pulumi/pulumi` in package.json. */
export const PULUMI_VERSION = "3.259.0";

/** The last version of Pulumi's Go SDK whose module still holds the Node language host. */
export const NODE_HOST_VERSION = "3.68.0";

/** What building both from source takes with Go's caches empty: `XDG_CACHE_HOME=… GOCACHE=… GOMODCACHE=… npx pulumi version`. */
export const BUILD_TIME = "about 3 minutes on two cores";

/** The way out whenever no CLI can be had. */
export const INSTALL_PULUMI = `Install Pulumi ${PULUMI_VERSION} or newer (https://www.pulumi.com/docs/install/) and run this again.`;
