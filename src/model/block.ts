/** A block of addresses that a VPC or a subnet has. */
export interface Block {
  readonly cidr: string
  /** The one that it was made with, which never changes. */
  readonly primary: boolean
  /** AWS's id of its association: what takes it away again. */
  readonly association: string | null
}
