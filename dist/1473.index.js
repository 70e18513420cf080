export const id = 1473;
export const ids = [1473];
export const modules = {

/***/ 1473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeFirstFiles: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
const a={"holdfast.yml":`# Every hour: find what violates the policy, and put right at once what the policy lets be put right.
name: holdfast
on:
  schedule:
    - cron: "17 * * * *"
  workflow_dispatch:
    inputs:
      mode:
        description: What to do
        type: choice
        options: [detect, remediate]
        default: detect

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false # a run that is writing is never cut off

jobs:
  holdfast:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write # for the OIDC token that AWS gives credentials for
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with:
          mode: \${{ inputs.mode || 'remediate' }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always() # the journal is what an undo needs, above all when the run failed
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`,"holdfast-remediate.yml":`# Two jobs: the first shows the plan and its hash; the second waits for the reviewers of the environment aws-remediate, and
# then does exactly that plan. A plan that has changed in between is refused. Put into the policy:
#   approvals: { environments: [aws-remediate] }
name: holdfast-remediate
on:
  workflow_dispatch:

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false

jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write
    outputs:
      plan-hash: \${{ steps.holdfast.outputs.plan-hash }}
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - id: holdfast
        continue-on-error: true # open findings fail the step, and are what the next job is about
        uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with:
          mode: detect
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-plan
          path: holdfast-report
          if-no-files-found: ignore

  apply:
    needs: plan
    if: needs.plan.outputs.plan-hash != ''
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: aws-remediate
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with:
          mode: remediate
          approve: \${{ needs.plan.outputs.plan-hash }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`,"holdfast-undo.yml":`# Takes a run back: its journal is fetched from the run's artifact, the run is proved to be this repository's own, on the default
# branch, of an event that may write; then everything that is still as the run left it is put back.
name: holdfast-undo
on:
  workflow_dispatch:
    inputs:
      run:
        description: Id of the workflow run to take back
        required: true

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false

jobs:
  undo:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: aws-remediate
    permissions:
      actions: read # for the other run's artifact
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with:
          mode: undo
          journal: run:\${{ inputs.run }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`};function o(o,c){return[[`.github/holdfast.yml`,s(c)],...Object.entries(a).map(([e,t])=>[`.github/workflows/${e}`,t])].map(([a=``,s=``])=>{let c=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(o,a);return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(c)?{path:a,written:!1}:((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(c),{recursive:!0}),(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(c,s,{flag:`wx`}),{path:a,written:!0})})}function s({account:e,region:t,partition:n}){return`# What Holdfast holds these AWS accounts to. docs/policy.md explains every key; \`holdfast validate\` checks this file.
version: 1
targets:
  - account: "${e??`111122223333`}" ${e===null?`# put your account in: no credentials were found that say it`:`# the account of the credentials that init was run with`}
    name: main # what rules and reports call it
    regions: [${t}] # or: all, or { except: [...] }, of those that the account has enabled
    roles: # deploy/roles.yaml makes them
      read: arn:${n}:iam::${e??`111122223333`}:role/holdfast-read # detect
      write: arn:${n}:iam::${e??`111122223333`}:role/holdfast-write # remediate and undo
rules:
  - rule: security-group-open-ingress # no administrative port is open to the internet
    name: no-open-administration
    response: report # look at a summary first; then: fix, or approve
    options:
      ports: ["22", "3389"] # tcp unless said: "udp/161"; ranges: "5985-5986"
      allow: [] # sources that are tolerated, such as "203.0.113.0/24"
  - rule: default-security-group-closed # nothing lands in a group that lets everything through
    response: report
limits: { changes: 50, share: 20%, failures: 3 } # over these a person is asked
gate: { fail-on: low, unknown: fail } # what fails a run; what could not be read fails it, too
`}

/***/ })

};
