// For a program's first import. Pulumi takes a stack trace for every resource and has it translated by way of its own
// source maps, which takes a fifth of a program's time. Node runs this code as it is written: its traces need none.
Reflect.deleteProperty(Error, "prepareStackTrace");
