import type { Resource } from '../../model/resource.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Facts, Route } from './model.ts'

export interface TableExample {
  readonly id?: string
  /** `0.0.0.0/0 igw-1`; `local` came with the table. */
  readonly routes?: readonly string[]
  readonly associations?: readonly string[]
  readonly propagating?: readonly string[]
  readonly main?: boolean
  readonly tags?: Readonly<Record<string, string>>
}

/** A table of a VPC 10.0.0.0/16. */
export function exampleTable(example: TableExample = {}): Resource<'route-table'> {
  const { id = 'rtb-0123456789abcdef0', tags = {}, routes = [], associations = [], propagating = [] } = example
  const facts: Facts = {
    routes: [{ destination: '10.0.0.0/16', target: 'local', origin: 'table' }, ...routes.map(routeOf)],
    associations,
    main: example.main === true,
    propagating,
  }
  return {
    ...exampleOf('route-table', 'ec2', id, tags),
    vpc: { known: true, value: 'vpc-0123456789abcdef0' },
    facts,
  }
}

function routeOf(text: string): Route {
  const [destination = '', target = ''] = text.split(' ')
  return { destination, target, origin: 'made' }
}

export const exampleRouteTable = (tags: Readonly<Record<string, string>> = {}): Resource<'route-table'> =>
  exampleTable({ tags })
