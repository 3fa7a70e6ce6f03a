// Prints how many ms it takes to load what a program loads beside Pulumi's own parts: SDK and components, which are all that a
// project of its own needs; then, which is what checks a stack file, the settings.
import "@pulumi/pulumi/config.js";
import "@pulumi/pulumi/invoke.js";
import "@pulumi/pulumi/metadata.js";
import "@pulumi/pulumi/output.js";
import "@pulumi/pulumi/resource.js";
import "@pulumi/pulumi/runtime/config.js";
import "@pulumi/pulumi/runtime/invoke.js";

const began = performance.now();
await Promise.all([import("../components/heroku-app.ts"), import("../components/pipeline.ts")]);
const components = performance.now();
await Promise.all([import("../components/settings.ts"), import("../components/promoted-stack.ts")]);
console.log(JSON.stringify([components - began, performance.now() - components]));
