import type { FilePlace } from './policy.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  readonly place: FilePlace | null
}

/** Where a run says what it does. Texts may be hostile: implementations escape. */
export interface Log {
  info(text: string): void
  /** What has come so far of long work; may overwrite itself. */
  progress(text: string): void
  group(title: string): void
  endGroup(): void
  annotate(annotation: Annotation): void
  /** Keeps a secret out of the log. */
  mask(secret: string): void
}
