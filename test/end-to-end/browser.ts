import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

/** A page in a headless Chromium. Closing it ends the browser. */
export interface BrowserPage extends AsyncDisposable {
  readonly page: Page;
  /** What the page complained about: script errors and requests that failed. */
  readonly complaints: readonly string[];
}

export async function openPage(executablePath: string, url: string): Promise<BrowserPage> {
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  await page.goto(url);
  return { page, complaints, [Symbol.asyncDispose]: () => browser.close() };
}
