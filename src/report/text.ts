import { terminal } from '../lib/escape.ts'
import type { Block, Inline, Line } from './blocks.ts'

/** How words are set off; the identity where there are no colours. */
export interface Style {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

export const plainStyle: Style = { strong: (text) => text, faint: (text) => text }

/** Blocks → text for a terminal: the same words as the Markdown, tables as indented entries. */
export function toText(blocks: readonly Block[], style: Style = plainStyle): string {
  return blocks.map((block) => blockText(block, style)).join('')
}

function blockText(block: Block, style: Style): string {
  switch (block.kind) {
    case 'heading':
      return `\n${style.strong(lineText(block.line))}\n`
    case 'paragraph':
      return `${lineText(block.line)}\n`
    case 'list':
      return block.items.map((item) => `  - ${lineText(item)}\n`).join('')
    case 'code':
      return `${block.text
        .split('\n')
        .map((line) => `    ${terminal(line)}\n`)
        .join('')}`
    case 'table':
      return block.rows.map((row) => rowText(block.head, row, style)).join('')
  }
}

/** A row as an entry: its first cell, and below it the others under their column's name. */
function rowText(head: readonly string[], [first = [], ...rest]: readonly Line[], style: Style): string {
  const width = Math.max(...head.slice(1).map((name) => name.length), 0)
  const cells = rest.flatMap((cell, index) => {
    const [top = '', ...below] = lineText(cell).split('\n')
    if (top === '' && below.length === 0) return []
    const name = (head[index + 1] ?? '').padEnd(width)
    return [`      ${style.faint(name)}  ${top}\n`, ...below.map((line) => `      ${' '.repeat(width)}  ${line}\n`)]
  })
  return `  - ${lineText(first).replaceAll('\n', ' ')}\n${cells.join('')}`
}

const lineText = (line: Line): string => line.map(inline).join('')

function inline(part: Inline): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'foreign':
    case 'code':
      return terminal(part.text)
    case 'link':
      return part.url === '' ? terminal(part.text) : `${terminal(part.text)} <${terminal(part.url)}>`
    case 'break':
      return '\n'
  }
}
