import { styleText } from 'node:util'
import { commandData, commandProperty, logLine, terminal } from '../lib/escape.ts'
import type { Annotation, Log } from '../model/log.ts'

interface Out {
  write(text: string): unknown
  readonly isTTY?: boolean
}

const seconds = 5_000

/** A workflow run's log: groups, annotations and masks as workflow commands; progress as a line every few seconds. */
export function actionsLog(out: Out, now: () => number): Log {
  // Short work ends before it has anything to say of its progress.
  let last = now()
  return {
    info: (text) => void out.write(`${logLine(text)}\n`),
    progress(text) {
      if (now() - last < seconds) return
      last = now()
      out.write(`${logLine(text)}\n`)
    },
    group: (title) => void out.write(`::group::${commandData(title)}\n`),
    endGroup: () => void out.write('::endgroup::\n'),
    annotate: ({ level, title, message, place }) =>
      void out.write(`::${level} ${properties(title, place)}::${commandData(message)}\n`),
    mask: (secret) => void out.write(`::add-mask::${commandData(secret)}\n`),
  }
}

function properties(title: string, place: Annotation['place']): string {
  const where =
    place === null ? [] : [`file=${commandProperty(place.file)}`, `line=${place.line}`, `col=${place.column}`]
  return [`title=${commandProperty(title)}`, ...where].join(',')
}

/** A terminal: colours and a line that overwrites itself where somebody watches, plain and sparse lines elsewhere. */
export function terminalLog(out: Out, now: () => number): Log {
  let last = now()
  let open = false
  const live = out.isTTY === true
  const line = (text: string): void => {
    out.write(open ? `\r\u001b[K${text}\n` : `${text}\n`)
    open = false
  }
  const colours = { error: 'red', warning: 'yellow', notice: 'cyan' } as const
  const styled = (style: 'red' | 'yellow' | 'cyan' | 'bold', text: string): string =>
    live && process.env['NO_COLOR'] === undefined ? styleText(style, text, { validateStream: false }) : text
  return {
    info: (text) => line(terminal(text)),
    progress(text) {
      if (!live && now() - last < seconds) return
      last = now()
      if (!live) return line(terminal(text))
      out.write(`\r\u001b[K${terminal(text)}`)
      open = true
    },
    group: (title) => line(styled('bold', terminal(title))),
    endGroup: () => undefined,
    annotate({ level, title, message, place }) {
      const where = place === null ? '' : `${terminal(place.file)}:${place.line}:${place.column}: `
      line(`${styled(colours[level], level)}: ${where}${terminal(title)}: ${terminal(message)}`)
    },
    mask: () => undefined,
  }
}
