import { marked } from 'marked'

const colours = {
  light: { back: '#ffffff', text: '#1f2328', line: '#d1d9e0', soft: '#f6f8fa', link: '#0969da', code: '#818b981f' },
  dark: { back: '#0d1117', text: '#f0f6fc', line: '#3d444d', soft: '#151b23', link: '#4493f8', code: '#656c7633' },
}

/** Tags that GitHub leaves in a text; it takes all others out. */
const allowed =
  /^\/?(h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|code|pre|a|br|strong|em|del|details|summary|blockquote|hr)\b/i

/** Markdown as GitHub shows it: its dialect, its allowed tags, its looks. Nothing is fetched. */
export function page(markdown, { theme, width }) {
  const { back, text, line, soft, link, code } = colours[theme]
  const html = marked
    .parse(markdown, { gfm: true })
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<([^>]*)>/g, (tag, inner) => (allowed.test(inner) ? tag : ''))
  return `<!doctype html><meta charset="utf-8"><title>0</title><style>
body { margin: 0; padding: 24px; width: ${width - 48}px; box-sizing: content-box; background: ${back}; color: ${text};
  font: 16px/1.5 "DejaVu Sans", sans-serif; font-size: 14px; overflow-wrap: break-word }
h2 { padding-bottom: .3em; border-bottom: 1px solid ${line}; font-size: 1.5em; margin: 24px 0 16px }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; margin: 0 0 16px }
th, td { border: 1px solid ${line}; padding: 6px 13px; text-align: left } tr:nth-child(2n) { background: ${soft} }
code { background: ${code}; border-radius: 6px; padding: .2em .4em; font: 85% "DejaVu Sans Mono", monospace; white-space: break-spaces }
pre { background: ${soft}; padding: 16px; border-radius: 6px; overflow: auto } pre code { background: none; padding: 0; white-space: pre }
a { color: ${link} } li + li { margin-top: .25em } p { margin: 0 0 16px } ul { padding-left: 2em; margin: 0 0 16px }
</style><body>${html}<script>document.title = String(Math.ceil(document.documentElement.scrollHeight))</script>`
}
