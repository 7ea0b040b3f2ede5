/** Says in one line each what the run left out, and how to get it. */
export default class LeftOutReporter {
  onRunComplete() {}
}
