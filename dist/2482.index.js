export const id = 2482;
export const ids = [2482];
export const modules = {

/***/ 2482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentOnce: () => (/* binding */ o),
/* harmony export */   keepComment: () => (/* binding */ a),
/* harmony export */   runMarker: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var _author_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1284);
/* harmony import */ var _own_text2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4653);
async function a(e,t){let n=await s(e,t);if(n.kind===`refused`)return n;let[r]=n.value;return r===void 0?t.quiet?{kind:`nothing`}:l(e,t):c(e,t,r)}async function o(e,t){let n=await s(e,t);if(n.kind===`refused`)return n;let[r]=n.value;return r===void 0?l(e,t):{kind:`unchanged`,url:r.url}}async function s(n,{number:r,need:a,marker:o}){let s=await n.ask(a,async(e,t)=>({data:await e.paginate(e.rest.issues.listComments,{...t,issue_number:r,per_page:100})}));if(s.kind===`refused`)return s;let c=s.value.filter(({body:e})=>(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_0__.t)(e,o));if(c.length===0)return (0,_author_js__WEBPACK_IMPORTED_MODULE_1__.r)([]);let l=await n.author();if(l.kind===`refused`)return l;let u=c.filter(({user:t})=>(0,_author_js__WEBPACK_IMPORTED_MODULE_1__.n)(t?.login,l.value));return (0,_author_js__WEBPACK_IMPORTED_MODULE_1__.r)(u.map(({id:e,html_url:t,body:n=``})=>({id:e,url:t,body:n})).sort((e,t)=>e.id-t.id))}async function c(e,t,i){let{url:a}=i,o=(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_0__.a)(t.body,t.marker);if((0,_own_text2_js__WEBPACK_IMPORTED_MODULE_0__.o)(i.body,o))return{kind:`unchanged`,url:a};let s=await e.ask(t.need,(e,t)=>e.rest.issues.updateComment({...t,comment_id:i.id,body:o}));return s.kind===`refused`?s:{kind:`updated`,url:a}}async function l(e,t){let r=(0,_own_text2_js__WEBPACK_IMPORTED_MODULE_0__.a)(t.body,t.marker),i=await e.ask(t.need,(e,n)=>e.rest.issues.createComment({...n,issue_number:t.number,body:r}));if(i.kind===`refused`&&i.why!==`unavailable`&&i.why!==`unreachable`&&i.why!==`malformed`)return i;let[a,...o]=await u(e,t);if(a===void 0)return i.kind===`refused`?i:{kind:`created`,url:i.value.html_url};let s=o.find(({id:e})=>i.kind===`answer`&&e===i.value.id);return s===void 0?{kind:`created`,url:a.url}:(await e.ask(t.need,(e,t)=>e.rest.issues.deleteComment({...t,comment_id:s.id})),c(e,t,a))}async function u(e,t){let n=await s(e,t);return n.kind===`refused`?[]:n.value}const d=(e,t)=>`${e}:run-${t}`;

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
