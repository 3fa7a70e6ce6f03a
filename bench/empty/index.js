// biome-ignore lint/style/noRestrictedImports lint/correctness/noUnusedImports: what every ordinary program begins with.
import * as pulumi from "@pulumi/pulumi";
