// Every kind of page: accessible in light and dark and on a phone, without an error, and whole without scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, pages, picture, serve } from "../site.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site, browser;

before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

/// What axe finds serious or critical, a line each.
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const grave = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  return grave.map((one) => `${one.id}: ${one.nodes.slice(0, 5).map((node) => `${node.target} ${node.failureSummary ?? ""}`).join("; ")}`);
}

const looks = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { colorScheme: "light", viewport: { width: 390, height: 844 } }],
];
for (const [look, options] of looks) {
  test(`pages are accessible and without errors: ${look}`, async () => {
    const { page, wrong, close } = await open(browser, site, options);
    for (const [name, address, words] of pages) {
      await page.goto(address);
      const text = await page.textContent("main");
      assert.ok(text.includes(words), `${address} shows ${words}`);
      // What is folded is looked at, too.
      await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
      assert.deepEqual(await violations(page), [], `${address} (${look})`);
      await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = false; });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wider <= 0, `${address} (${look}) is ${wider} pixels wider than the window`);
      await picture(page, `${name}-${look}`);
    }
    assert.deepEqual(wrong, []);
    await close();
  });
}

test("pages are whole without scripts", async () => {
  const { page, wrong, close } = await open(browser, site, { javaScriptEnabled: false });
  for (const [, address, words] of pages) {
    await page.goto(address);
    const text = await page.locator("main").textContent();
    assert.ok(text.includes(words), `${address} shows ${words}`);
  }
  await page.goto("/");
  await page.fill("form.big input[name=q]", "illegal fishing");
  await page.click("form.big button");
  await page.click(".statement cite a");
  assert.match(page.url(), /\/documents\/1#st\d+$/);
  await page.goto("/people/ingrid-haugen");
  const points = page.locator("figure.plot svg circle");
  assert.ok(await points.count() > 2, "the plot is drawn by the server");
  const leads = await page.locator("figure.plot svg a").first().getAttribute("href");
  assert.match(leads, /^\/documents\/\d+#/);
  await page.goto("/read");
  await page.fill("textarea", "Foreign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon. She welcomed the ceasefire.");
  await page.click("form.read button");
  assert.ok((await page.locator("main").textContent()).includes("read and not kept"));
  assert.deepEqual(wrong, []);
  await close();
});
