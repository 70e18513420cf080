export const id = 2012;
export const ids = [2012];
export const modules = {

/***/ 2012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   closeIssue: () => (/* binding */ u),
/* harmony export */   draftIssue: () => (/* binding */ l),
/* harmony export */   keepIssue: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2804);
/* harmony import */ var _author_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1284);
/* harmony import */ var _own_text2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4653);
async function o(e,{label:t,marker:n}){let r=await e.ask(`issues: write`,async(e,n)=>({data:await e.paginate(e.rest.issues.listForRepo,{...n,labels:t,state:`all`,per_page:100})}));if(r.kind===`refused`)return r;let i=await s(e,r.value,n);if(i.kind===`refused`||i.value.length>0)return i;let a=await e.ask(`issues: write`,(e,t)=>e.rest.issues.listForRepo({...t,state:`open`,per_page:100}));return a.kind===`refused`?a:s(e,a.value,n)}async function s(e,r,i){let o=r.filter(({body:e,pull_request:t})=>t===void 0&&(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,i));if(o.length===0)return (0,_author_js__WEBPACK_IMPORTED_MODULE_2__.r)([]);let s=await e.author();if(s.kind===`refused`)return s;let c=o.filter(({user:e})=>(0,_author_js__WEBPACK_IMPORTED_MODULE_2__.n)(e?.login,s.value)).map(({number:e,html_url:t,state:n,title:r,body:i})=>({number:e,url:t,state:n===`open`?`open`:`closed`,title:r,body:i??``}));return (0,_author_js__WEBPACK_IMPORTED_MODULE_2__.r)([...c.filter(({state:e})=>e===`open`).sort((e,t)=>e.number-t.number),...c.filter(({state:e})=>e===`closed`).sort((e,t)=>t.number-e.number)])}function c(e,{title:t,body:n,...r}){return l(e,{...r,draft:()=>({kind:`keep`,title:t,body:n})})}async function l(e,t){let n=await o(e,t);if(n.kind===`refused`)return n;let[r,...i]=n.value;return r===void 0?h(e,t):p(e,t,{one:r,warnings:await f(e,r,i)})}async function u(e,t,n){let r=await o(e,t);if(r.kind===`refused`)return r;let i=r.value.filter(({state:e})=>e===`open`),[a]=i;if(a===void 0)return{kind:`nothing`};let s=[];for(let{number:t}of i){let r=await d(e,t,{word:n});if(r.kind===`refused`)return r;s.push(...r.value)}return{kind:`closed`,number:a.number,url:a.url,warnings:s}}async function d(e,t,{word:r,text:i=void 0}){let a=await e.ask(`issues: write`,(e,n)=>e.rest.issues.createComment({...n,issue_number:t,body:r})),o=await e.ask(`issues: write`,(e,n)=>e.rest.issues.update({...n,issue_number:t,...i,state:`closed`,state_reason:`completed`}));return o.kind===`refused`?o:(0,_author_js__WEBPACK_IMPORTED_MODULE_2__.r)(a.kind===`refused`?[`#${t} was closed without a word: ${a.message}`]:[])}async function f(e,t,n){let r=[];for(let{number:i}of n.filter(({state:e})=>e===`open`)){let n=await d(e,i,{word:`The same as #${t.number}, opened at the same time: closed.`});r.push(...n.kind===`refused`?[`#${i} is the same as #${t.number}: ${n.message}`]:n.value)}return r}async function p(e,t,{one:n,warnings:r}){let{number:a,url:o}=n,s=t.draft(n),c=m(s,t);if(s.kind===`close`){if(n.state===`closed`)return{kind:`nothing`};let t=await d(e,a,{word:s.word,text:c});return t.kind===`refused`?t:{kind:`closed`,number:a,url:o,warnings:[...r,...t.value]}}if(n.title===c.title&&(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_1__.o)(n.body,c.body)&&n.state===`open`)return{kind:`unchanged`,number:a,url:o,warnings:r};let l=await e.ask(`issues: write`,(e,t)=>e.rest.issues.update({...t,issue_number:a,...c,state:`open`}));return l.kind===`refused`?l:{kind:n.state===`open`?`updated`:`reopened`,number:a,url:o,warnings:r}}const m=({title:t,body:n},{marker:i})=>({title:(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__.d)(t),body:(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,i)});async function h(e,t){let n=t.draft(null);if(n.kind===`close`)return{kind:`nothing`};let r=await g(e,t,m(n,t)),i=r.kind===`refused`&&[`unavailable`,`unreachable`,`malformed`].includes(r.why);if(r.kind===`refused`&&!i)return r;let a=await o(e,t),[s,...c]=a.kind===`answer`?a.value.filter(({state:e})=>e===`open`):[];if(s===void 0)return r.kind===`refused`?r:{kind:`created`,...r.value};let l=r.kind===`answer`?r.value.number:s.number,u=r.kind===`answer`?r.value.warnings:[];if(s.number===l)return{kind:`created`,number:l,url:s.url,warnings:u};let d=await f(e,s,c.filter(({number:e})=>e===l));return p(e,t,{one:s,warnings:[...u,...d]})}async function g(e,t,r){let i=[...t.assignees],a=[.../* @__PURE__ */ new Set([t.label,...t.labels])],o=[];for(;;){let t=await e.ask(`issues: write`,(e,t)=>e.rest.issues.create({...t,...r,labels:a,assignees:i}));if(t.kind===`answer`)return (0,_author_js__WEBPACK_IMPORTED_MODULE_2__.r)({number:t.value.number,url:t.value.html_url,warnings:o});let s=e=>t.fields.some(t=>t.startsWith(e));if(i.length>0&&s(`assignee`))i=[];else if(a.length>0&&s(`label`))a=[];else return t;o.push(`the issue was opened without its ${s(`assignee`)?`assignees`:`labels`}: ${t.message}`)}}

/***/ }),

/***/ 4653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a),
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ t),
/* harmony export */   o: () => (/* binding */ s),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8700);
const t=6e4,n=e=>/^[\w./:~-]+$/.test(e)&&!e.includes(`--`);function r(e){if(!n(e))throw Error(`no name for a mark: ${JSON.stringify(e)}`);return`<!-- holdfast ${e} -->`}function i(t,r){let i=`${t}:${r}`;return n(i)&&i.length<200?i:`${t}:${(0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_0__.n)(r).slice(0,16)}`}function a(e,n,i=t){let a=`\n\n${r(n)}`;if(e.length+a.length<=i)return e+a;let o=e.slice(0,i-a.length-80).toWellFormed(),s=o.lastIndexOf(`
`);return`${s>o.length/2?o.slice(0,s):o}

_Cut here: GitHub takes no longer text. The rest is in the report of the run._${a}`}const o=(e,t)=>e?.includes(r(t))===!0,s=(e,t)=>(e??``).replaceAll(`\r
`,`
`).trimEnd()===t.replaceAll(`\r
`,`
`).trimEnd();

/***/ })

};
