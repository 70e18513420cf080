import { coversKind } from '../../lib/kind-name.ts'
import type { Kind } from '../../model/resource.ts'
import { type DocumentKey, typesIn } from './documents.ts'
import { folded } from './key.ts'
import type { Options } from './options.ts'
import type { InheritFrom, Tag } from './tag.ts'
import { rulesOfTag } from './tag-problems.ts'
import { type Values, valuesOf } from './value.ts'

/** All that is demanded of one key, by the options and by documents: one finding a resource. */
export interface Demand {
  readonly key: string
  readonly folded: string
  /** Whether any case of the key will do: a document that does not spell it out. */
  readonly anyCase: boolean
  readonly strictCase: boolean
  requiredOn(kind: Kind): boolean
  readonly values: Values
  readonly inherit: readonly InheritFrom[]
  readonly standard: string | null
  readonly fill: 'approve' | 'fix'
}

export interface Demands {
  readonly all: readonly Demand[]
  readonly inherit: ReadonlySet<InheritFrom>
}

const known = new WeakMap<Options, Demands>()

/** The options of a use, compiled when they are first needed and once. */
export function demandsOf(options: Options): Demands {
  const made = known.get(options) ?? compiled(options)
  known.set(options, made)
  return made
}

/** As the policy spells them. */
export const kindsIn = ({ resources, documents = [] }: Options): readonly string[] => resources ?? typesIn(documents)

interface Sources {
  readonly key: string
  readonly tag: Tag | null
  readonly documents: readonly DocumentKey[]
}

function compiled({ tags, documents = [] }: Options): Demands {
  const keys = new Map<string, Sources>()
  for (const [key, tag] of Object.entries(tags)) keys.set(folded(key), { key, tag, documents: [] })
  for (const document of documents) {
    const own = keys.get(folded(document.key)) ?? { key: document.key, tag: null, documents: [] }
    // One that spells the key out knows it better than one that does not.
    const key = own.tag === null && document.spelled ? document.key : own.key
    keys.set(folded(document.key), { ...own, key, documents: [...own.documents, document] })
  }
  const all = [...keys.values()].map(demandOf)
  return { all, inherit: new Set(all.flatMap(({ inherit }) => inherit)) }
}

function demandOf({ key, tag, documents }: Sources): Demand {
  const lists = documents.flatMap(({ values }) => (values === null ? [] : [values]))
  const own = tag === null ? null : rulesOfTag(tag)
  return {
    key,
    folded: folded(key),
    anyCase: tag === null && !documents.some(({ spelled }) => spelled),
    strictCase: tag?.['strict-case'] ?? false,
    requiredOn: requirement(tag?.required ?? false, documents),
    values: valuesOf({
      lists: [...(own?.lists ?? []), ...lists],
      pattern: own?.pattern ?? null,
      // A document without values allows any, an empty one too.
      blank: tag === null,
      aliases: own?.aliases ?? {},
      normalise: own?.normalise ?? false,
    }),
    inherit: tag?.inherit ?? [],
    standard: tag?.default ?? null,
    fill: tag?.fill ?? 'approve',
  }
}

function requirement(always: boolean, documents: readonly DocumentKey[]): Demand['requiredOn'] {
  const names = documents.flatMap(({ requiredKinds }) => requiredKinds)
  const answers = new Map<Kind, boolean>()
  return (kind) => {
    const answer = answers.get(kind) ?? (always || coversKind(names, kind))
    answers.set(kind, answer)
    return answer
  }
}
