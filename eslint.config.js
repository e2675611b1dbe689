import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const SHAPE = [
  { selector: "ExportDefaultDeclaration", message: "Name what you export." },
  { selector: "ExportAllDeclaration", message: "List what you export by hand." },
  { selector: "TSEnumDeclaration", message: "Use a union of literals." },
  { selector: "TSParameterProperty", message: "Declare the field." },
];

const PRODUCTION = ["packages/*/src/**/*.ts", "chaincode/*/src/**/*.ts"];
const TESTS = [
  "packages/*/test/**/*.ts",
  "chaincode/*/test/**/*.ts",
  "test/**/*.ts",
  "examples/**/*.ts",
  "packages/testkit/src/**/*.ts",
];
// Node runs these as they are: no types, and on the oldest Node that can still set the repository up.
const PLAIN = ["**/*.js", "**/*.mjs"];

export default defineConfig(
  globalIgnores(["**/dist/", "**/node_modules/", "demo/", ".tools/", ".openlading/"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ["./tsconfig.check.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ["error", 10],
      "max-lines": ["error", { max: 450 }],
      "no-restricted-syntax": ["error", ...SHAPE],
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A port's method may be asynchronous where its implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: PRODUCTION,
    rules: {
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
    },
  },
  {
    files: TESTS,
    rules: {
      "max-lines-per-function": "off",
      // chai's assertions are properties, and a test may hand a wrong thing in on purpose.
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: PLAIN,
    rules: {
      complexity: ["error", 10],
      "max-lines": ["error", { max: 250 }],
      eqeqeq: "error",
      "no-unused-vars": "error",
    },
  },
);
