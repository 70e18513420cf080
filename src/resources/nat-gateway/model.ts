export interface Facts {
  readonly vpc: string | null
  readonly subnet: string | null
  /** `public` or `private`. */
  readonly connectivity: string | null
  /** `zonal` or `regional`; null: AWS does not tell. */
  readonly mode: string | null
  /** Those that AWS itself comes and goes with (regional gateways) are left out. */
  readonly addresses: readonly Address[]
}

/** An address of a NAT gateway: what others allow by the address that traffic comes from. */
export interface Address {
  /** Allocation of its Elastic IP; of a private gateway its private address. */
  readonly name: string
  readonly public: string | null
  readonly private: string | null
  readonly primary: boolean | null
}
