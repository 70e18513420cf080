/** A piece of a line. Ours is trusted; `foreign` came from AWS or a pull request and is escaped by every renderer. */
export type Inline =
  | string
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'break' }

export type Line = readonly Inline[]

/** What a report says, before a medium gives it its form. */
export type Block =
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'code'; readonly text: string; readonly language?: 'yaml' }
  /** `title`: said where the table is folded. */
  | {
      readonly kind: 'table'
      readonly title: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly Line[])[]
    }

export const foreign = (text: string): Inline => ({ kind: 'foreign', text })
export const code = (text: string): Inline => ({ kind: 'code', text })
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url })
export const lineBreak: Inline = { kind: 'break' }

/** Lines joined by line breaks, as in a table's cell. */
export const stacked = (lines: readonly Line[]): Line =>
  lines.flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]))
