/**
 * The one place where text that others wrote (AWS, a pull request's author) is made fit for a medium. Whoever puts such a
 * text into Markdown, HTML, a log or a workflow command goes through here; a test forbids going round it.
 */

/** Breaks a token apart without a reader seeing it. */
const gap = '\u200b'

const controls = /[\p{Cc}\u2028\u2029]/gu
/** Characters that turn text around or hide: bidirectional overrides and isolates, zero-width ones, soft hyphens, tags. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** One line, nothing invisible, no escape sequences: what every medium needs first. */
export function oneLine(text: string): string {
  return text.replace(loneSurrogates, '\ufffd').replace(controls, ' ').replace(invisible, '')
}

/** Cuts by characters, never through one, and says that it did. */
export function cut(text: string, characters: number): string {
  const all = text.length <= characters ? null : [...text]
  return all === null || all.length <= characters ? text : `${all.slice(0, Math.max(0, characters - 1)).join('')}…`
}

/** By name, not by number: a number sign is itself one of the characters that must not reach a reader's e-mail. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '[': '&lbrack;',
  ']': '&rbrack;',
  '|': '&vert;',
  '`': '&grave;',
  '*': '&ast;',
  '\\': '&bsol;',
  $: '&dollar;',
  '!': '&excl;',
  '~': '\\~',
}

/** Text inside a Markdown paragraph, list or table cell, as GitHub renders it: no markup, link, image, mention or reference. */
export function markdown(text: string, most = 1000): string {
  const plain = cut(oneLine(text), most)
    .replace(/^\s+/, '')
    .replace(/[&<>[\]|`*\\$!~]/g, (sign) => entities[sign] ?? sign)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '&lowbar;')
  return unlinked(plain).replace(/^([-+=]|\d+[.)])/, `${gap}$1`)
}

/** What GitHub would make a mention, a reference or a link of, in Markdown and plain text alike. */
function unlinked(text: string): string {
  return text
    .replace(/[@#]/g, (sign) => `${sign}${gap}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${gap}-`)
    .replace(/:\/\//g, `:${gap}//`)
    .replace(/(www)\./gi, `$1${gap}.`)
}

/** The title of an issue or pull request, the message of a commit: no Markdown, but "fixes" and a number close an issue there. */
export const title = (text: string, most = 200): string => unlinked(cut(oneLine(text).trim(), most))

/** The texts of SARIF: plain, but links in brackets are made there, and code scanning shows them beside its own. */
export const plainText = (text: string, most: number): string =>
  unlinked(cut(oneLine(text), most))
    .replace(/\[/g, `[${gap}`)
    .replace(/\]\(/g, `]${gap}(`)
    .replace(/<(?=[A-Za-z/!?])/g, `<${gap}`)

/** An HTML attribute of a link that we made ourselves; anything but an https address of the console comes out empty. */
export function linkTarget(url: string): string {
  return /^https:\/\/[A-Za-z0-9.-]+\/[A-Za-z0-9/?=&#:.,_%+-]*$/.test(url) ? url : ''
}

/** A line of a log: the runner finds `##[…]` anywhere in it and `::…::` at its start. */
export function logLine(text: string): string {
  return oneLine(text)
    .replace(/##\[/g, `#${gap}#${gap}[`)
    .replace(/^(\s*)::/, `$1:${gap}:`)
}

/** The message of a workflow command. */
export function commandData(text: string): string {
  return text
    .split('\n')
    .map((line) => oneLine(line).replace(/##\[/g, `#${gap}#${gap}[`))
    .join('\n')
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A')
}

/** A property of a workflow command (file, title). */
export const commandProperty = (text: string): string =>
  commandData(oneLine(text)).replace(/:/g, '%3A').replace(/,/g, '%2C')

/** A line on a terminal; what could move its cursor is gone. The command runs in workflows, too: the runner reads its lines. */
export const terminal = (text: string): string => logLine(text)

/** JSON that a runner may print without finding a command of its old form in it. */
export const json = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replaceAll('##[', '#\\u0023[')
