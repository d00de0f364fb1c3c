// Opens a report page in headless Chromium and prints what a person would meet, as JSON.
// node report.mjs PAGE.html SCREENSHOTS CHROMIUM
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [page, folder, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const result = { errors: [], requests: [], dialogs: 0 };
try {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    tab.on("console", message => { if (message.type() === "error") result.errors.push(message.text()); });
    tab.on("pageerror", error => result.errors.push(String(error)));
    tab.on("request", request => { if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) result.requests.push(request.url()); });
    tab.on("dialog", dialog => { result.dialogs++; dialog.dismiss(); });
    await tab.goto(pathToFileURL(page).href);
    await tab.waitForFunction(() => window.patinaMap, null, { timeout: 60_000 });
    result[colorScheme] = await tab.evaluate(() => ({
      background: getComputedStyle(document.body).backgroundColor,
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      unnamed: [...document.querySelectorAll("svg, section, canvas")].filter(node => !node.ariaLabel && !node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby")).length,
      strangers: document.querySelectorAll("main img, main iframe, main script:not([type])").length,
    }));
    await tab.screenshot({ path: join(folder, `report-${colorScheme}.png`), fullPage: true });

    await tab.locator("#map").scrollIntoViewIfNeeded();
    const box = await tab.locator("#map").boundingBox();
    const [x, y] = await tab.evaluate(() => window.patinaMap.screen(0));
    await tab.mouse.move(box.x + x, box.y + y);
    await tab.waitForTimeout(100);
    result[colorScheme].tip = await tab.locator("#tip").innerText();
    await tab.fill("#search", "needle");
    result[colorScheme].found = await tab.locator("#found").innerText();
    result[colorScheme].matches = await tab.locator("#results li").count();
    await tab.focus("#results button >> nth=0");
    await tab.keyboard.press("Enter");
    await tab.waitForTimeout(100);
    result[colorScheme].chosen = await tab.locator("#tip").innerText();
    await tab.locator("section#space").screenshot({ path: join(folder, `map-${colorScheme}.png`) });
    await tab.check("input[value=folder]");
    result[colorScheme].legend = await tab.locator("#legend li").allInnerTexts();
    await tab.fill("#search", "");
    await tab.focus("#map");
    await tab.keyboard.press("0");
    await tab.keyboard.press("Enter");
    await tab.waitForTimeout(100);
    result[colorScheme].middle = await tab.locator("#spoken").innerText();
    await tab.locator("section#space").screenshot({ path: join(folder, `folders-${colorScheme}.png`) });
    result[colorScheme].frame = await tab.evaluate(() => Math.min(...Array.from({ length: 20 }, () => window.patinaMap.frame())));
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(result));
