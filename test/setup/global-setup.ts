/** Starts what the whole run shares. */
export default async function globalSetup(): Promise<void> {}
