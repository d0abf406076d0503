// How long the tests wait for the page.

/** How long an answer may take before a test gives up. */
export const PATIENCE = 10_000;

/**
 * Waits until a check holds, and fails as it does if it never will.
 *
 * @param {() => Promise<void>} check throws as long as it doesn't hold
 */
export async function eventually(check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise((later) => setTimeout(later, 25));
  }
}
