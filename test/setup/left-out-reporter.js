/**
 * Says in one line each what the run left out, and how to get it. With `REQUIRE_ALL=1`, as in CI, leaving something out
 * fails the run.
 */
export default class LeftOutReporter {
  onRunComplete() {
    this.leftOut = (process.env['TEST_LEFT_OUT'] ?? '').split('\n').filter((line) => line !== '');
    for (const line of this.leftOut) process.stderr.write(`${line}\n`);
  }

  getLastError() {
    if (process.env['REQUIRE_ALL'] !== '1' || this.leftOut.length === 0) return undefined;
    return new Error('REQUIRE_ALL=1: expected nothing to be left out.');
  }
}
