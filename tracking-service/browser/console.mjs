// A dispatcher's hour: sign in, find a ride on the board, open it, follow it, and look at all of it by keyboard.
// The test that starts this tells events at the marks that are printed, and reads the exit status.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const { CONSOLE: address, TOKEN: token, RIDE: ride, CITY: city, BROWSER: executablePath, SHOTS: shots } = process.env;
const PATIENCE = 40_000;
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Prints a mark and waits until the test has done its part. */
async function mark(name) {
  console.log(`mark ${name}`);
  await answers.next();
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const faults = [];

async function open(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(error.stack));
  return page;
}

async function requireAccessible(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(found => `${name}: ${found.id}: ${found.nodes.map(node => node.html).join(', ')}`), []);
}

async function signIn(page) {
  await page.goto(`${address}/console/`);
  await page.getByLabel('Access token').fill('not.a.token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This is no access token').waitFor();
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

try {
  const page = await open({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.goto(`${address}/console/`);
  await page.getByRole('heading', { name: 'Dispatcher’s console' }).waitFor();
  await requireAccessible(page, 'sign-in');
  await signIn(page);
  assert.equal(page.url().includes(token), false, 'the token is in no address');

  await page.getByRole('link', { name: /[1-9]\d* Driver on the way/ }).waitFor();
  await page.getByText(/^[1-9]\d* cars, /).waitFor();
  await requireAccessible(page, 'board');
  await page.getByLabel('City').fill(city);
  await page.getByLabel('City').press('Enter');
  const link = page.getByRole('link', { name: ride.slice(-8) });
  await link.waitFor();
  assert.equal(await page.locator('table.rides tbody tr').count(), 1, 'the filter holds');
  await link.click();
  await page.getByText('the driver\'s answer').first().waitFor();
  await page.getByText('No store of spans is connected').waitFor();

  await mark('accept');
  await page.getByRole('heading', { name: /Driver on the way/ }).waitFor();
  await page.getByRole('heading', { name: /From request to the driver: \d/ }).waitFor();
  await requireAccessible(page, 'ride');

  await page.getByRole('region', { name: 'Time line' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Ride requested · ride version 1' }).waitFor();
  await page.getByText('Every event (').click();
  assert.equal(await page.locator('table.events tbody tr').count() >= 6, true);

  await page.getByRole('button', { name: 'Cancel ride …' }).click();
  await page.getByRole('dialog').getByText('This can’t be undone.').waitFor();
  await requireAccessible(page, 'ask');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Cancel ride …' }).click();
  await page.getByRole('button', { name: 'Cancel the ride' }).click();
  await mark('cancel');
  await page.getByText('the ride is now “Cancelled”').waitFor();
  await page.getByRole('heading', { name: /Cancelled/ }).waitFor();

  for (const colorScheme of ['light', 'dark']) {
    const phone = await open({ viewport: { width: 390, height: 844 }, colorScheme });
    await signIn(phone);
    await phone.locator('.counts a').first().waitFor();
    await requireAccessible(phone, `board-phone-${colorScheme}`);
    const wider = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wider, false, 'nothing is wider than the phone');
    await phone.goto(`${address}/console/#/rides/${ride}`);
    await phone.getByRole('heading', { name: 'Time line' }).waitFor();
    await requireAccessible(phone, `ride-phone-${colorScheme}`);
    assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  }
  assert.deepEqual(faults, [], 'the console of the browser is empty');
  console.log('done');
} finally {
  await browser.close();
}
process.exit(0);
