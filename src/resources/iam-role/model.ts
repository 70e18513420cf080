export interface Facts {
  /** `/` or `/team/app/`. */
  readonly path: string
  /** `AROA…`: another one is another role, of the same name. */
  readonly roleId: string
}
