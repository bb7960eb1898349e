import js from "@eslint/js";
import tseslint from "typescript-eslint";

const forbid = (...patterns) => [
  "error",
  {
    patterns: patterns.map(([names, message]) =>
      names instanceof RegExp ? { regex: names.source, message } : { group: names, message },
    ),
  },
];
const vscode = [["vscode"], "Only src/host and src/extension.ts know VS Code."];
const node = [
  ["node:*", "fs", "path", "os", "crypto", "zlib", "util"],
  "The core runs in browsers too; use a port.",
];
const outwards = [
  ["**/host/**", "**/cli/**", "**/node/**", "**/protocol/**", "**/webview-ui/**"],
  "Dependencies point inwards: adapters → core.",
];
const toolkit = [["@vscode/webview-ui-toolkit"], "Only webview-ui/shared/toolkit.ts imports the toolkit."];
const hostSide = [
  ["**/host/**", "**/cli/**", "**/node/**", "**/core/**"],
  "A webview knows what messages tell it, and decides nothing: it imports src/protocol only.",
];
const fullZod = [/^zod$/, "Webviews bundle zod/mini, which is a quarter of the size."];

export default tseslint.config(
  { ignores: ["dist/", "out/", "node_modules/", ".vscode-test/", "media/"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Ports are asynchronous; an implementation may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // JSON objects from outside have any key: dots would hide that, brackets say it.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/prefer-nullish-coalescing": "off",
      "no-console": "error",
      eqeqeq: "error",
      "no-restricted-imports": forbid(vscode, toolkit),
    },
  },
  { files: ["src/core/**"], rules: { "no-restricted-imports": forbid(vscode, node, outwards, toolkit) } },
  { files: ["src/extension.ts", "src/host/**"], rules: { "no-restricted-imports": forbid(node, toolkit) } },
  {
    files: ["src/protocol/**"],
    rules: {
      "no-restricted-imports": forbid(vscode, node, outwards, toolkit, fullZod, [
        ["**/core/**"],
        "Both sides of a webview's border import the protocol; the core is on one side only.",
      ]),
    },
  },
  {
    files: ["webview-ui/**"],
    rules: { "no-restricted-imports": forbid(vscode, node, hostSide, toolkit, fullZod) },
  },
  {
    files: ["webview-ui/shared/toolkit.ts"],
    rules: { "no-restricted-imports": forbid(vscode, node, hostSide, fullZod) },
  },
  { files: ["test/host/**"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["test/**", "scripts/**", "*.mjs"],
    rules: { "no-console": "off", "@typescript-eslint/no-unused-expressions": "off" },
  },
  {
    files: ["**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: "readonly", process: "readonly" } },
  },
);
