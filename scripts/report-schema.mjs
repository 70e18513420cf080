// The shape of report.json. A test holds real reports of every mode against it.
import { failureReasons } from '../src/model/report.ts'

const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }
const count = { type: 'integer', minimum: 0 }
const object = (properties, optional = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: true,
})
const list = (items) => ({ type: 'array', items })
const oneOf = (...values) => ({ enum: values })

const why = oneOf('denied', 'throttled', 'unreachable', 'not-found', 'unsupported', 'malformed')
const rating = oneOf('narrowing', 'neutral', 'widening', 'mixed', 'undecided')
const change = object({ member: text, before: {}, after: {} })
const resource = object({ kind: text, id: text, arn: text, account: text, region: text, name: textOrNull })
const details = ['rule', 'name', 'rating', 'resource', 'message', 'evidence', 'exception']

const finding = object(
  {
    id: hash,
    rule: text,
    name: text,
    severity: oneOf('low', 'medium', 'high', 'critical'),
    verdict: oneOf('fail', 'unknown'),
    state: oneOf('open', 'excepted', 'fixed'),
    rating: { enum: [...rating.enum, null] },
    resource,
    message: text,
    evidence: list({}),
    exception: { type: ['integer', 'null'] },
    step: { anyOf: [hash, { type: 'null' }] },
  },
  // In a public repository there are counts and ids only.
  details,
)
const step = object(
  {
    hash,
    finding: hash,
    rating,
    decision: oneOf('apply', 'needs-approval', 'hold'),
    reason: text,
    changes: list(change),
  },
  ['reason', 'changes'],
)

/** In mode record: what became of a resource's baseline. */
const recorded = object({
  resource,
  path: text,
  what: oneOf('new', 'changed', 'gone', 'same'),
  changed: list(object({ member: text, recorded: {}, live: {}, rating })),
  replaced: { type: ['object', 'null'] },
  unread: list(object({ about: text, why: text, operation: textOrNull })),
  blesses: list(object({ use: text, severity: oneOf('low', 'medium', 'high', 'critical'), message: text })),
})

/** In mode check: ids of findings, and, where details are shown, what the change makes of the guard and why a finding would be silent. */
const checked = object(
  {
    silenced: list(hash),
    added: list(hash),
    staying: list(hash),
    base: text,
    head: text,
    'pull-request': { type: ['integer', 'null'] },
    against: oneOf('policy', 'first', 'broken'),
    files: list(text),
    changes: list(
      object({
        about: oneOf('rule', 'exception', 'target', 'setting', 'baseline'),
        what: oneOf('added', 'removed', 'changed'),
        name: text,
        rating,
        words: list(text),
        fails: { type: 'boolean' },
      }),
    ),
    why: list(
      object({
        finding: hash,
        by: oneOf('rule', 'exception', 'where', 'target', 'severity', 'options', 'baseline'),
        why: text,
        rating,
        fails: { type: 'boolean' },
      }),
    ),
    acknowledged: {
      anyOf: [{ type: 'null' }, object({ label: text, by: textOrNull })],
    },
    gaps: count,
    notes: list(text),
  },
  ['base', 'head', 'pull-request', 'against', 'files', 'changes', 'why', 'acknowledged', 'gaps', 'notes'],
)

export const reportSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Holdfast report.json',
  ...object(
    {
      version: { const: 1 },
      mode: oneOf('detect', 'check', 'remediate', 'record', 'undo'),
      conclusion: oneOf('pass', 'fail'),
      reasons: list(oneOf(...failureReasons)),
      targets: list(
        object({
          account: text,
          name: textOrNull,
          region: text,
          state: oneOf('read', 'partial', 'failed'),
          partial: list(object({ kind: text, why: text })),
          resources: { type: 'object', additionalProperties: count },
        }),
      ),
      findings: list(finding),
      plan: object({ hash: { anyOf: [hash, { type: 'null' }] }, steps: list(step) }),
      outcomes: list(
        object(
          {
            step: hash,
            state: oneOf('fixed', 'stale', 'failed', 'unverified', 'not-approved', 'not-reached', 'held'),
            why: textOrNull,
          },
          ['why'],
        ),
      ),
      gaps: list(
        object({ account: text, region: text, kind: text, id: textOrNull, operation: text, why }, [
          'account',
          'region',
          'kind',
          'id',
        ]),
      ),
      exceptions: list(object({ index: count, matched: count, state: oneOf('active', 'expiring', 'ended') })),
      'left-out': list(object({ use: text, by: oneOf('names', 'tags'), count })),
      check: { anyOf: [{ type: 'null' }, checked] },
      recorded: object({
        to: oneOf('working-tree', 'pull-request', 'report-folder', 'nowhere'),
        same: count,
        left: count,
        resources: list(recorded),
      }),
      'pull-requests': list(
        object({
          number: count,
          url: text,
          state: oneOf('opened', 'standing', 'kept', 'declined', 'closed'),
          findings: list(hash),
        }),
      ),
      counts: object({ open: count, unknown: count, excepted: count, fixed: count, waiting: count }),
    },
    ['recorded', 'pull-requests'],
  ),
}
