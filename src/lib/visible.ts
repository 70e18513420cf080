/** Long values are cut, control characters shown as what they are. */
export function visible(text: string): string {
  const cut = [...text].length > 80 ? `${[...text].slice(0, 80).join('')}…` : text
  return cut.replace(/[\p{Cc}\u2028\u2029]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
