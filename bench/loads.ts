// Prints how many ms it takes to load what a program of this repository loads beside Pulumi's own parts.
import "@pulumi/pulumi/config.js";
import "@pulumi/pulumi/invoke.js";
import "@pulumi/pulumi/metadata.js";
import "@pulumi/pulumi/output.js";
import "@pulumi/pulumi/resource.js";
import "@pulumi/pulumi/runtime/config.js";
import "@pulumi/pulumi/runtime/invoke.js";

const began = performance.now();
await Promise.all([
  import("../components/heroku-app.ts"),
  import("../components/pipeline.ts"),
  import("../components/promoted-stack.ts"),
  import("../components/settings.ts"),
]);
console.log(performance.now() - began);
