import { Uri, type Webview, type WebviewPanel } from "vscode";

/** Which of the bundles in `dist/webview` a page runs. */
type WizardName = "export-wizard" | "import-wizard";

/** Loads a wizard into a panel, which may load from the bundles' folder and from nowhere else. */
export function showWizard(panel: WebviewPanel, extensionUri: Uri, wizard: WizardName): void {
  const bundles = Uri.joinPath(extensionUri, "dist", "webview");
  const icon = (theme: string): Uri => Uri.joinPath(extensionUri, "media", "icons", `wizard-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  panel.webview.options = { enableScripts: true, localResourceRoots: [bundles] };
  panel.webview.html = wizardHtml(panel.webview, bundles, wizard, panel.title);
}

/** The page of a wizard: a script, a stylesheet, and a policy that lets nothing else in. Its content comes by messages. */
function wizardHtml(webview: Webview, bundles: Uri, wizard: WizardName, title: string): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const asset = (name: string): string =>
    escape(webview.asWebviewUri(Uri.joinPath(bundles, name)).toString());
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  // The toolkit reads the nonce from the meta element, for the one style rule that it adds.
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <link rel="stylesheet" href="${asset(`${wizard}.css`)}">
  </head>
  <body>
    <main id="wizard"></main>
    <script type="module" nonce="${nonce}" src="${asset(`${wizard}.js`)}"></script>
  </body>
</html>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
