/** Blocks of pages that no test runs, compiles or reads as they stand there, each with the reason. */
export const ELSEWHERE: { page: RegExp; language: string; begins: RegExp; reason: string }[] = [
  {
    page: /^README\.md$/,
    language: "",
    begins: /^npm start .*\nnpm test /,
    reason:
      "`npm start` runs in bare clones in test/e2e/start.all.test.ts and test/e2e/tutorial.all.test.ts; `npm test` runs this",
  },
  {
    page: /^docs\/reference\//,
    language: "ts",
    begins: /^import /,
    reason: "made of the definitions' examples, which packages/heroku/test/generate/examples.test.ts compiles",
  },
  {
    page: /^docs\/reference\//,
    language: "sh",
    begins: /^pulumi import heroku:index:\w+ NAME ID$/,
    reason: "the contract suite imports each type by its id; test/e2e/import.test.ts does with the CLI",
  },
  {
    page: /^docs\/commands\.md$/,
    language: "text",
    begins: /^Usage: /,
    reason: "made of each command's own help; `npm test` compares them",
  },
  {
    page: /^docs\/performance\.md$/,
    language: "mermaid",
    begins: /^/,
    reason: "made by the benchmark",
  },
];
