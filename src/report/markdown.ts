import { linkTarget, markdown } from '../lib/escape.ts'
import type { Block, Inline, Line } from './blocks.ts'

/** Rows from which a table is folded. */
const foldFrom = 15
/** The share of what is left that one table may take. */
const share = 0.6

const bytes = (text: string): number => Buffer.byteLength(text)

/** Blocks → GitHub's Markdown of at most `budget` bytes. A table that does not fit says how many rows are missing. */
export function toMarkdown(blocks: readonly Block[], budget: number): string {
  let left = budget - 400
  const parts: string[] = []
  for (const block of blocks) {
    const text = block.kind === 'table' ? table(block, left * share) : plain(block)
    if (bytes(text) > left) {
      parts.push('\nThe rest did not fit: see report.json in the report folder.\n')
      break
    }
    left -= bytes(text)
    parts.push(text)
  }
  return parts.join('').trimStart()
}

function plain(block: Exclude<Block, { kind: 'table' }>): string {
  switch (block.kind) {
    case 'heading':
      return `\n## ${lineText(block.line)}\n\n`
    case 'paragraph':
      return `${lineText(block.line)}\n\n`
    case 'list':
      return `${block.items.map((item) => `- ${lineText(item)}\n`).join('')}\n`
    case 'code':
      return `\`\`\`sh\n${block.text.replaceAll('```', '')}\n\`\`\`\n\n`
  }
}

function table({ title, head, rows }: Extract<Block, { kind: 'table' }>, budget: number): string {
  const fold = rows.length >= foldFrom
  const start = `${fold ? `<details><summary>${markdown(title)} (${rows.length})</summary>\n\n` : ''}| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}\n`
  const shown: string[] = []
  let used = bytes(start) + 200
  for (const row of rows) {
    const text = `| ${row.map(lineText).join(' | ')} |\n`
    used += bytes(text)
    if (used > budget) break
    shown.push(text)
  }
  const missing = rows.length - shown.length
  const more =
    missing === 0
      ? ''
      : `\n${missing} more of ${rows.length} are not shown here: see report.json in the report folder.\n`
  return `${start}${shown.join('')}${more}${fold ? '\n</details>\n' : ''}\n`
}

const lineText = (line: Line): string => line.map(inline).join('')

function inline(part: Inline): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'foreign':
      return markdown(part.text)
    case 'code':
      return `<code>${markdown(part.text)}</code>`
    case 'link': {
      const url = linkTarget(part.url)
      return url === '' ? markdown(part.text) : `[${markdown(part.text)}](${url})`
    }
    case 'break':
      return '<br>'
  }
}
