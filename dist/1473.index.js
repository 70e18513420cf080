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
name: holdfast # what the Actions page calls it, and \`gh workflow run\` finds it by
on: # what starts it
  schedule: # times are UTC; GitHub starts late at full hours, and pauses it after 60 days without a commit in a public repository
    - cron: "17 * * * *" # every hour, off the full hour
  workflow_dispatch: # by hand, and to approve what waits
    inputs: # asked of whoever starts it by hand
      mode: # the schedule does not ask: see below
        description: What to do # as the form says it
        type: choice # one of the options, and nothing else
        options: [detect, remediate, undo] # look only, put right, or take a run back
        default: detect # looking harms nothing
      approve: # of remediate and undo; with approvals.environments in the policy take the workflow of two jobs instead
        description: Hashes that a summary showed # exactly these steps are done, and no others
      journal: # of undo
        description: Which run to take back, as run:ID # the summary of that run shows it

permissions: {} # nothing by default; each job says what it needs

concurrency: # one run at a time: two would find the same and step on each other
  group: holdfast # shared with the other workflows of Holdfast
  cancel-in-progress: false # a run that is writing is never cut off

jobs: # one is enough
  holdfast: # its name in the checks
    runs-on: ubuntu-latest # any runner that knows actions of node24
    timeout-minutes: 30 # a run that hangs is ended
    permissions: # of the job's token
      actions: read # for the journal of the run that undo takes back
      contents: read # for the checkout, and to ask which branch is the default one
      id-token: write # for the OIDC token that AWS gives credentials for
      issues: write # for the one issue that tells the state of the accounts
      security-events: write # for alerts of code scanning; where there is none, leave it out
    steps: # in this order
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0 (the policy file is in the repository)
        with: # its inputs
          persist-credentials: false # nothing here pushes
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with: # all other inputs have defaults: README, Inputs
          mode: \${{ inputs.mode || 'remediate' }} # the schedule has no inputs, and puts right
          approve: \${{ inputs.approve }} # empty: what the policy lets be put right
          journal: \${{ inputs.journal }} # empty but for undo
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0 (keeps the report)
        if: always() # the journal is what an undo needs, above all when the run failed
        with: # what is kept, under which name
          name: holdfast-report # the name does not matter to an undo
          path: holdfast-report # where Holdfast writes report, plan, summary and journal
          if-no-files-found: ignore # a run that was refused wrote none
`,"holdfast-remediate.yml":`# Two jobs: the first shows the plan and its hash; the second waits for the reviewers of the environment aws-remediate, and
# then does exactly that plan. A plan that has changed in between is refused. Put into the policy:
#   approvals: { environments: [aws-remediate] }
name: holdfast-remediate # what the Actions page calls it
on: # what starts it
  workflow_dispatch: # by hand; a schedule may stand beside it

permissions: {} # nothing by default; each job says what it needs

concurrency: # one run at a time: two would find the same and step on each other
  group: holdfast # shared with the other workflows of Holdfast
  cancel-in-progress: false # a run that is writing is never cut off

jobs: # the second needs the first
  plan: # looks, and writes nothing
    runs-on: ubuntu-latest # any runner that knows actions of node24
    timeout-minutes: 30 # a run that hangs is ended
    permissions: # of the job's token
      contents: read # for the checkout
      id-token: write # for the OIDC token that AWS gives credentials for
      issues: write # for the one issue that tells the state of the accounts
      security-events: write # for alerts of code scanning; where there is none, leave it out
    outputs: # what the second job is given
      plan-hash: \${{ steps.holdfast.outputs.plan-hash }} # stands for every step that waits for approval
    steps: # in this order
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0 (the policy file is in the repository)
        with: # its inputs
          persist-credentials: false # nothing here pushes
      - id: holdfast # the name that its outputs go by
        continue-on-error: true # open findings fail the step, and are what the next job is about
        uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with: # all other inputs have defaults: README, Inputs
          mode: detect # with the role that reads
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0 (keeps the plan for the reviewers)
        if: always() # also when something could not be read
        with: # what is kept, under which name
          name: holdfast-plan # beside the second job's report
          path: holdfast-report # where Holdfast writes report, plan and summary
          if-no-files-found: ignore # a run that was refused wrote none
      - if: steps.holdfast.outcome == 'failure' && steps.holdfast.outputs.plan-hash == '' # there is no next job to fail
        run: exit 1 # what could not be read, or waits for nobody, is no green run

  apply: # does what the first showed
    needs: plan # and takes its hash
    if: needs.plan.outputs.plan-hash != '' # nothing waits: nobody is asked
    runs-on: ubuntu-latest # any runner that knows actions of node24
    timeout-minutes: 30 # from when the reviewers agreed
    environment: aws-remediate # its reviewers look at the plan's summary first; the token names it
    permissions: # of the job's token
      contents: read # for the checkout
      id-token: write # for the OIDC token that AWS gives credentials for
      issues: write # for the one issue that tells the state of the accounts
      security-events: write # for alerts of code scanning; where there is none, leave it out
    steps: # in this order
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0 (the same commit as the first job's)
        with: # its inputs
          persist-credentials: false # nothing here pushes
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with: # all other inputs have defaults: README, Inputs
          mode: remediate # with the role that writes
          approve: \${{ needs.plan.outputs.plan-hash }} # this plan and no other: if it stands no more, nothing is written
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0 (keeps the report)
        if: always() # the journal is what an undo needs, above all when the run failed
        with: # what is kept, under which name
          name: holdfast-report # the name does not matter to an undo
          path: holdfast-report # where Holdfast writes report, plan, summary and journal
          if-no-files-found: ignore # a run that was refused wrote none
`,"holdfast-undo.yml":`# Takes a run back: its journal is fetched from the run's artifact, the run is proved to be this repository's own, on the default
# branch, of an event that may write; then everything that is still as the run left it is put back.
name: holdfast-undo # what the Actions page calls it
on: # what starts it
  workflow_dispatch: # by hand alone
    inputs: # asked of whoever starts it
      run: # digits: they stand at the end of the run's address
        description: Id of the workflow run to take back # as the form says it
        required: true # without it there is nothing to take back

permissions: {} # nothing by default; the job says what it needs

concurrency: # one run at a time
  group: holdfast # shared with the other workflows of Holdfast: nothing is put right while it is taken back
  cancel-in-progress: false # a run that is writing is never cut off

jobs: # one is enough
  undo: # its name in the checks
    runs-on: ubuntu-latest # any runner that knows actions of node24
    timeout-minutes: 30 # a run that hangs is ended
    environment: aws-remediate # its reviewers are asked first; the role may trust it alone
    permissions: # of the job's token
      actions: read # for the other run's artifact
      contents: read # for the checkout, and to prove that the run's commit is one of the default branch
      id-token: write # for the OIDC token that AWS gives credentials for
    steps: # in this order
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0 (the policy file is in the repository)
        with: # its inputs
          persist-credentials: false # nothing here pushes
      - uses: holdfast-io/holdfast@89263e81c1f4aa00472a5fb862812952780c1cbf # v0.1.0
        with: # all other inputs have defaults: README, Inputs
          mode: undo # what is no longer as the run left it stays untouched
          journal: run:\${{ inputs.run }} # the path of a journal works as well, and asks for approval to open anything
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0 (keeps the report)
        if: always() # an undo writes a journal, too, and can be taken back
        with: # what is kept, under which name
          name: holdfast-report # the name does not matter to an undo
          path: holdfast-report # where Holdfast writes report, plan, summary and journal
          if-no-files-found: ignore # a run that was refused wrote none
`};function o(o,c){return[[`.github/holdfast.yml`,s(c)],...Object.entries(a).map(([e,t])=>[`.github/workflows/${e}`,t])].map(([a=``,s=``])=>{let c=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(o,a);return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(c,{throwIfNoEntry:!1})===void 0?((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(c),{recursive:!0}),(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(c,s,{flag:`wx`}),{path:a,written:!0}):{path:a,written:!1}})}function s({account:e,region:t,partition:n}){return`# What Holdfast holds these AWS accounts to. docs/policy.md explains every key; \`holdfast validate\` checks this file.
version: 1 # of this file's format
targets: # the accounts, and where in them
  - account: "${e??`111122223333`}" ${e===null?`# put your account in: no credentials were found that say it`:`# the account of the credentials that init was run with`}
    name: main # what rules and reports call it
    regions: [${t}] # or: all, or { except: [...] }, of those that the account has enabled
    roles: # deploy/roles.yaml makes them
      read: arn:${n}:iam::${e??`111122223333`}:role/holdfast-read # detect
      write: arn:${n}:iam::${e??`111122223333`}:role/holdfast-write # remediate and undo
rules: # what must hold; \`holdfast rules\` lists all rules with their options
  - rule: security-group-open-ingress # no administrative port is open to the internet
    name: no-open-administration # what findings and exceptions call this use of the rule
    response: report # look at a summary first; then: fix, or approve
    options: # of this rule; what is left out has its default
      ports: ["22", "3389"] # tcp unless said: "udp/161"; ranges: "5985-5986"
      allow: [] # sources that are tolerated, such as "203.0.113.0/24"
  - rule: default-security-group-closed # nothing lands in a group that lets everything through
    response: report # look at a summary first here, too
limits: { changes: 50, share: 20%, failures: 3 } # over these a person is asked
gate: { fail-on: low, unknown: fail } # what fails a run; what could not be read fails it, too
`}

/***/ })

};
