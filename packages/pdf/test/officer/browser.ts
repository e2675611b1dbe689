import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import type { Grey } from "../qr/picture.ts";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
]; // prettier-ignore

/** The browser to test in: what CHROMIUM names, or Debian's; null when there is none. */
export function findChromium(): string | null {
  const path = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  return existsSync(path) ? path : null;
}

/** A page opened from a file, with the network off; `requests` is everything it asked for but itself. */
export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  /** What the browser complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function launch(camera?: Grey): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium");
  const args = camera === undefined ? FLAGS : [...FLAGS, ...cameraFlags(camera)];
  return chromium.launch({ executablePath, args });
}

/** A camera that sees one picture. */
function cameraFlags(picture: Grey): string[] {
  const path = join(mkdtempSync(join(tmpdir(), "openlading-camera-")), "code.y4m");
  writeFileSync(path, encodeY4m(picture));
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${path}`,
  ];
}

function encodeY4m({ width, height, grey }: Grey): Uint8Array {
  const colour = new Uint8Array((width * height) / 2).fill(128);
  const frames = Array.from({ length: 5 }, () => [Buffer.from("FRAME\n"), grey, colour]).flat();
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`), ...frames]);
}

export async function openPage(
  browser: Browser,
  html: string,
  o: { readonly now: string; readonly language?: string; readonly width?: number },
): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), "openlading-officer-"));
  const file = pathToFileURL(join(folder, "officer.html")).href;
  writeFileSync(new URL(file), html);
  const context: BrowserContext = await browser.newContext({
    offline: true,
    locale: o.language ?? "en-GB",
    viewport: { width: o.width ?? 390, height: 844 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(o.now);
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    if (request.url() !== file && !request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  await page.goto(file);
  await page.waitForSelector("header");
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, requests, complaints, close };
}
