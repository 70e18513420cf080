const isRest = (word: string): boolean => /^and \d+ more$/.test(word)

/** Words of several answers as one list, each once, the weightiest first as each has them; what was cut is told last. */
export function jointWords(...lists: readonly (readonly string[])[]): readonly string[] {
  const all = [...new Set(lists.flat())]
  const rest = all.filter(isRest).map((word) => Number(word.split(' ')[1]))
  const told = all.filter((word) => !isRest(word))
  return rest.length === 0 ? told : [...told, `and ${Math.max(...rest)} more`]
}
