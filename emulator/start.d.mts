export interface Emulator {
  readonly ready: { readonly port?: number; readonly zygote?: number }
  readonly phases: readonly object[]
  stop(): void
}
/** `args` of aws.py. Resolves once connections are accepted. */
export function startEmulator(args: readonly string[]): Promise<Emulator>
