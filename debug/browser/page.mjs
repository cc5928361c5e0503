// What a person does with the page: looks at each tab, finds something, follows it, folds and unfolds.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [address, images] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const complaints = [];
const foreign = [];
page.on("console", message => { if (message.type() === "error") complaints.push(message.text()); });
page.on("pageerror", error => complaints.push(error.message));
page.on("request", request => {
  if (!request.url().startsWith(address) && !request.url().startsWith("data:")) foreign.push(request.url());
});
const content = page.locator("#content");
const detail = page.locator("#detail");
const tab = name => page.click(`[data-tab=${name}]`);

await page.goto(address);
await content.getByText("street", { exact: true }).waitFor();
assert.match(await page.locator("#live").textContent(), /live/);
await content.getByText("2,00").first().waitFor();
await content.getByText("promotion", { exact: true }).click();
await detail.getByText("What is it waiting for?").waitFor();
await detail.getByText(/is masked/).first().waitFor();
await detail.getByText(/timeout/).first().waitFor();
await page.screenshot({ path: `${images}/debug-regions.png` });

await content.getByText("street", { exact: true }).click();
await detail.getByText("passer-by #").waitFor();
await detail.getByText("passer-by #").click();
await detail.getByText("Tasks of this group").waitFor();
await detail.getByRole("button", { name: "next" }).click();
await detail.getByText("51 to 100 of 2,000").waitFor();

await tab("waits");
await content.getByText("notification of notify").waitFor();
await tab("channels");
await content.getByText('channel "parcels"').waitFor();
await content.getByText("8 of 8").waitFor();
await page.screenshot({ path: `${images}/debug-channels.png` });
await tab("incidents");
await content.getByText("leak", { exact: true }).waitFor();
await tab("events");
await content.getByText("asked to stop").first().waitFor();

await tab("findings");
await content.getByText("They wait for each other").click();
await detail.getByText("they wait for each other in a ring").waitFor();
await page.screenshot({ path: `${images}/debug-findings.png` });

await page.fill("#q", "courier");
await content.getByText('"courier"').first().waitFor();
await content.locator("tr.click").first().click();
await detail.locator("h2").getByText("courier").waitFor();
const before = await page.locator("#detail .facts").textContent();
await page.waitForFunction(text => document.querySelector("#detail .facts").textContent !== text, before);

await page.fill("#q", "");
await page.emulateMedia({ colorScheme: "dark" });
await content.getByText("accounts", { exact: true }).click();
await detail.locator("h2").getByText("accounts").waitFor();
await page.screenshot({ path: `${images}/debug-dark.png` });
await page.click("#pause");
await page.locator("#live").getByText("paused").waitFor();

assert.deepEqual(foreign, [], "the page asks nobody else");
assert.deepEqual(complaints, [], "the browser has nothing to complain of");
await browser.close();
console.log("The page does what it should.");
