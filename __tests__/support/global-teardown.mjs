export default async function teardown() {
  globalThis.holdfastEmulator?.stop()
}
