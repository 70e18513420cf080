/** One route. */
export interface Route {
  /** A CIDR block in canonical form, or the id of a prefix list. */
  readonly destination: string
  /** Id, or ARN where AWS uses one, of what it leads to; `local`; null: of a form that is not known here. */
  readonly target: string | null
  /**
   * `made`: somebody made it. `table`: it came with the table, as every local route does, also where its target was replaced.
   * `aws`: AWS writes it again and again (propagated, advertised, of a gateway endpoint).
   */
  readonly origin: 'made' | 'table' | 'aws'
}

export interface Facts {
  readonly routes: readonly Route[]
  /** Ids of the subnets, gateways and address pools that use it by name. */
  readonly associations: readonly string[]
  /** Whether it is its VPC's main table, which subnets use that name none. */
  readonly main: boolean
  /** Ids of the virtual private gateways that may put routes into it. */
  readonly propagating: readonly string[]
}
