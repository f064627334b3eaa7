// The ways that people take through a record, each in a browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, picture, serve } from "../site.js";

let site, browser;

before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.close();
});

/// A test in a window of its own, in which nothing may go wrong.
function way(name, options, walk) {
  test(name, async () => {
    const { page, wrong, close } = await open(browser, site, options);
    await walk(page);
    assert.deepEqual(wrong, []);
    await close();
  });
}

const text = (page) => page.textContent("main");

way("from a word to the sentence that proves it", {}, async (page) => {
  await page.goto("/");
  await page.fill("#q", "fishing");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=fishing");
  await page.locator(".facet a", { hasText: "raise" }).click();
  await page.waitForURL("**/search?*family=raise*");
  assert.equal(await page.locator(".given li").count(), 2, "what is asked stands above the answer");
  await picture(page, "way-facets");
  await page.goBack();
  assert.match(page.url(), /search\?q=fishing$/, "each state has an address");
  await page.goForward();
  await page.locator(".statement cite a").first().click();
  assert.match(page.url(), /\/documents\/1#st\d+$/);
  const target = page.locator(".statement:target");
  assert.ok((await target.textContent()).includes("illegal fishing"));
  await target.getByRole("link", { name: "in the text" }).click();
  assert.ok(await page.locator("mark.said .label:target").count() === 1, "the statement in the text");
});

way("what was repaired, before and after, and why", {}, async (page) => {
  await page.goto("/documents/1");
  assert.equal(await page.locator(".text del").count(), 0);
  await page.getByRole("link", { name: "Show repairs in the text" }).click();
  const gone = page.locator(".text del").first();
  assert.ok((await gone.textContent()).length > 0);
  assert.match(await gone.getAttribute("title"), /mojibake|injected-text/);
  await page.locator("#repairs ~ details summary").click();
  assert.ok((await page.locator("#repairs ~ details").textContent()).includes("星河娱乐app"));
  await picture(page, "way-repairs");
});

way("a person's plot: hover, zoom, and through to the sentence", {}, async (page) => {
  await page.goto("/people/ingrid-haugen");
  const over = page.locator("figure.plot .u-over");
  await over.waitFor();
  const plotted = await page.locator("figure.plot canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value > 0);
  });
  assert.ok(plotted, "something is drawn");
  const box = await over.boundingBox();
  // The points of one day stand one above the other: look for one along its line.
  let told = "";
  let at = null;
  for (let part = 0.02; part < 1 && at === null; part += 0.02) {
    for (const level of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      await page.mouse.move(box.x + box.width * part, box.y + box.height * level);
      told = await page.locator("figure.plot .told").textContent();
      if (/strength \d:/.test(told)) { at = { x: box.x + box.width * part, y: box.y + box.height * level }; break; }
    }
  }
  assert.match(told, /^\d{4}-\d\d-\d\d \S+, strength \d: /);
  await picture(page, "way-plot");
  await page.mouse.click(at.x, at.y);
  await page.waitForURL("**/documents/*#*");
});

way("two accounts of one meeting", {}, async (page) => {
  await page.goto("/engagements");
  await page.locator(".contact", { hasText: "Tomás Arriagada" }).locator("a.kind").first().click();
  await page.getByRole("link", { name: "Compare the two accounts" }).first().click();
  const shown = await text(page);
  for (const words of ["Norway", "Chile", "illegal fishing", "lithium"]) assert.ok(shown.includes(words), words);
  await picture(page, "way-compare");
});

way("a brief to print", {}, async (page) => {
  await page.goto("/network?year=2024");
  await page.locator("tr", { hasText: "Norway" }).getByRole("link", { name: "brief" }).first().click();
  assert.ok((await text(page)).includes("Sources"));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header nav").isVisible(), false, "what one cannot press is not printed");
  await picture(page, "way-brief-printed");
});

way("a strategy, its pillars and their sentences", {}, async (page) => {
  await page.goto("/coverage");
  await page.locator("a[href*='uk-china-2023']").first().click();
  await page.locator(".heat td a").first().click();
  assert.match(page.url(), /#p\d+/);
  await page.locator("section :is(li, p) a[href^='/documents/']").first().click();
  assert.match(page.url(), /\/documents\/\d+#/);
});

const SENTENCES = "Meeting in Lisbon\nForeign Minister Ana Prates met Norwegian Foreign Minister Ingrid Haugen in Lisbon on 3 March 2025. " +
  "She raised the detention of journalists. <script>document.title = 'run'</script> The ministers agreed to resume the talks on fisheries.";

way("a text is read and not kept, then added", {}, async (page) => {
  await page.goto("/read");
  await page.fill("textarea[name=text]", SENTENCES);
  await page.fill("input[name=publisher]", "PT");
  await page.fill("input[name=date]", "2025-03-04");
  await page.locator("form.read button").click();
  assert.ok((await text(page)).includes("read and not kept"));
  assert.ok((await text(page)).includes("<script>document.title"), "markup is shown as text");
  assert.ok(!(await page.title()).includes("run"));
  assert.equal(await page.getByRole("button", { name: "Add it" }).count(), 0, "who has no token cannot add");
  await picture(page, "way-read");
  await page.goto("/search?q=journalists");
  assert.ok((await text(page)).includes("Nothing in the record"));
  await page.goto(site.adding);
  await page.fill("textarea[name=text]", SENTENCES);
  await page.fill("input[name=publisher]", "PT");
  await page.fill("input[name=date]", "2025-03-04");
  await page.locator("form.read button").click();
  await page.getByRole("button", { name: "Add it to the record" }).click();
  await page.waitForURL("**/documents/13");
  await page.goto("/search?q=journalists");
  assert.ok((await text(page)).includes("detention of journalists"));
});

way("a file is dropped on the page", {}, async (page) => {
  await page.goto("/read");
  const dropped = await page.evaluateHandle((words) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([words], "readout.txt", { type: "text/plain" }));
    return transfer;
  }, SENTENCES);
  await Promise.all([page.waitForEvent("load"), page.dispatchEvent("body", "drop", { dataTransfer: dropped })]);
  assert.ok((await text(page)).includes("detention of journalists"));
});

way("the API is tried on its page", {}, async (page) => {
  await page.goto("/api");
  const form = page.locator("details.api", { hasText: "/search.json" }).first();
  await form.locator("summary").click();
  await form.locator("input[name=q]").fill("lithium");
  await form.getByRole("button").click();
  await form.locator("pre").filter({ hasText: "200" }).waitFor();
  assert.ok((await form.locator("pre").textContent()).includes("closer cooperation on lithium"));
  await picture(page, "way-api");
});

way("a citation is copied", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
  await page.goto("/documents/2");
  await page.locator("details.cite summary").click();
  await page.locator("details.cite button").last().click();
  await page.locator("details.cite button", { hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^@misc\{/);
});

way("the keyboard alone leads to the content", {}, async (page) => {
  await page.goto("/search?by=NO");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

way("the pictures of README.md", { viewport: { width: 1200, height: 760 } }, async (page) => {
  await page.goto("/search?q=climate");
  await picture(page, "readme-search", { fullPage: false });
  await page.goto("/countries/NO");
  await page.locator("figure.plot .u-over").waitFor();
  await picture(page, "readme-country", { fullPage: false });
});
