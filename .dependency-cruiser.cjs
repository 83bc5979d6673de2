/**
 * The layers of src/, lowest first: a module may import lower layers only, never its neighbours.
 * test/tools/layers.test.ts breaks each rule once and expects its name.
 */
const layers = [
  ["core", "math"],
  ["calendar"],
  ["history", "rules"],
  [
    ...["rfm", "segmentation", "clv", "profit", "referral", "lifecycle", "churn", "needs"],
    ...["satisfaction", "affinity", "journey", "selection", "records", "evaluation"],
  ],
  ["scorecard", "score"],
  ["charts", "report", "connectors", "sql", "schema"],
  ["labels"],
];

/** A pattern for the files of these modules; `$1` is the module. */
const files = (modules) => `^src/(${modules.join("|")})/`;

const upwards = layers.slice(0, -1).map((layer, i) => ({
  name: `layer-${i + 1}-imports-no-higher-layer`,
  severity: "error",
  from: { path: files(layer) },
  to: { path: files(layers.slice(i + 1).flat()) },
}));

const sideways = layers.map((layer, i) => ({
  name: `layer-${i + 1}-imports-no-neighbour`,
  severity: "error",
  from: { path: files(layer) },
  to: { path: files(layer), pathNot: "^src/$1/" },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...upwards,
    ...sideways,
    {
      name: "every-module-has-a-layer",
      comment: "A new folder of src/ is added to the list above.",
      severity: "error",
      from: { path: "^src/", pathNot: [files(layers.flat()), "^src/index[.]ts$"] },
      to: {},
    },
    {
      name: "nothing-imports-the-front-door",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/index[.]ts$" },
    },
    {
      name: "the-front-door-loads-no-schema-and-no-labels",
      comment: "Each is a subpath of its own: schema brings zod, labels bring dictionaries.",
      severity: "error",
      from: { path: "^src/index[.]ts$" },
      to: { path: files(["schema", "labels"]), reachable: true },
    },
    {
      name: "zod-only-in-schema",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/schema/" },
      to: { path: "(^|/)node_modules/zod/" },
    },
    {
      name: "no-platform",
      comment: "Nothing of Node in src/: the library runs in any engine.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "dependencies-are-declared",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    // Types count: a type that points up couples as much as a call.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
