// Every action of AWS with its access levels.
const letters = { Read: 'R', List: 'L', Write: 'W', 'Permissions management': 'P', Tagging: 'T' }

function levelsOf({ name, accessLevel }) {
  return accessLevel
    .split(/,\s*/)
    .map((level) => {
      if (!letters[level])
        throw new Error(`${name}: found access level ${level}, expected one of ${Object.keys(letters)}`)
      return letters[level]
    })
    .sort()
    .join('')
}

/** Lines `service R:Name Name W:Name`: a level stands before the first action that has it. */
export function actionLines(services) {
  return services.flatMap(({ prefix, actions }) => {
    const byLevel = Map.groupBy(actions, levelsOf)
    const groups = [...byLevel].sort().map(
      ([level, some]) =>
        `${level}:${some
          .map(({ name }) => name)
          .sort()
          .join(' ')}`,
    )
    return groups.length === 0 ? [] : [`${prefix} ${groups.join(' ')}`]
  })
}

export const says =
  'Every action, a line a service: the levels (R read, L list, W write, P permissions, T tagging) stand before the first action that has them.'
