// The program as it is built, serving a record of the project's own examples, and Debian's Chromium to look at it.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const program = process.env.CHANCERY ?? path.join(root, "target/release/chancery");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const screenshots = path.join(root, "target/screenshots");

const accounts = "crates/chancery-record/tests/accounts";
const documents = [
  ["NO", "2024-05-07", "examples/damaged.txt"],
  ["CL", "2024-05-06", "examples/counterpart.txt"],
  ["JP", "2024-03-12", "examples/call.txt"],
  ["LK", "2022-02-14", "examples/courtesy-call.txt"],
  ["GB", "2024-03-15", `${accounts}/london.txt`],
  ["CN", "2024-03-14", `${accounts}/beijing.txt`],
  ["JP", "2024-06-05", `${accounts}/tokyo.txt`],
  ["KR", "2024-06-05", `${accounts}/seoul.txt`],
  ["RU", "2024-02-20", `${accounts}/moscow.txt`],
  ["IN", "2024-02-21", `${accounts}/delhi.txt`],
  ["UA", "2024-10-03", `${accounts}/kyiv.txt`],
  ["EU", "2024-10-04", `${accounts}/brussels.txt`],
];

/// Starts the program; `close` ends it and removes its record.
export async function serve() {
  const folder = mkdtempSync(path.join(tmpdir(), "chancery-browser-"));
  const record = path.join(folder, "chancery.db");
  for (const [publisher, date, file] of documents) {
    execFileSync(program, ["add", "--record", record, "--publisher", publisher, "--date", date, file], { cwd: root, stdio: "pipe" });
  }
  const server = spawn(program, ["serve", "--record", record, "--listen", "127.0.0.1:0", "--allow-add"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let base, adding;
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/http:\S+/)[0];
    if (base === undefined) base = address.replace(/\/$/, "");
    else { adding = address; break; }
  }
  if (adding === undefined) throw new Error("the program did not say where it listens");
  return {
    base,
    adding,
    close() {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function launch() {
  const args = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ];
  return chromium.launch({ executablePath: browserPath, args });
}

/// A page of a window of its own. Whatever goes wrong in it – an error in the console, an answer that is none, a request
/// to anywhere else – is in `wrong`.
export async function open(browser, site, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: site.base, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("response", (response) => { if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`); });
  page.on("request", (request) => { if (!request.url().startsWith(site.base)) wrong.push(`elsewhere: ${request.url()}`); });
  return { page, wrong, close: () => context.close() };
}

/// Keeps a picture of a page for who looks at a run.
export async function picture(page, name, options = {}) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true, ...options });
}

/// Every kind of page, with what must stand on it.
export const pages = [
  ["home", "/", "Latest engagements"],
  ["search", "/search?q=fishing&by=NO", "illegal fishing"],
  ["search-none", "/search?q=unheardof", "Nothing in the record is like this"],
  ["moves", "/moves?by=NO,CL&to=NO,CL", "How the language moved"],
  ["documents", "/documents", "Minister Arriagada receives his Norwegian counterpart"],
  ["document", "/documents/1", "maritime agreement"],
  ["document-repairs", "/documents/1?repairs=1", "鈥檚"],
  ["engagements", "/engagements?announced=1", "Santiago"],
  ["engagement", "/engagements/1.1", "The same contact as others tell it"],
  ["people", "/people", "Ingrid Haugen"],
  ["person", "/people/ingrid-haugen", "Timeline"],
  ["countries", "/countries", "Norway"],
  ["country", "/countries/NO", "Its own accounts"],
  ["offices", "/offices", "Offices"],
  ["cases", "/cases", "Cases"],
  ["topics", "/topics", "Human rights"],
  ["topic", "/topics/climate-and-environment", "Who spoke of it"],
  ["compare-choice", "/compare", "Compare two accounts"],
  ["compare", "/compare?contact=1.1", "illegal fishing"],
  ["brief-choice", "/brief", "Before a meeting"],
  ["brief", "/brief?for=NO&with=CL", "What the record cannot tell"],
  ["coverage-choice", "/coverage", "The record held against a strategy"],
  ["coverage", "/coverage?framework=uk-china-2023", "protect"],
  ["network", "/network?year=2024", "Who engages whom, 2024"],
  ["read", "/read", "Paste a readout"],
  ["api", "/api", "OpenAPI"],
];
