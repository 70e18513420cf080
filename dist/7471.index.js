export const id = 7471;
export const ids = [7471];
export const modules = {

/***/ 3942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e({member:e,before:t,after:n}){let r=t=>typeof t==`string`?`${e} = ${t}`:e;return n===null?`− ${r(t)}`:t===null?`+ ${r(n)}`:typeof t==`string`&&typeof n==`string`?`± ${r(t)} → ${n}`:`± ${e}`}

/***/ }),

/***/ 7471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   merged: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8700);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2804);
/* harmony import */ var _basics_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7064);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3942);
/* harmony import */ var _read_whole_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2733);
function o(e,t,n){let{audience:r}=e,i=n.audience===r?n:{...n,findings:[],more:[],gaps:[],endings:[]},o=e.judged.findings.filter(({state:e})=>e===`open`),d=new Set(e.judged.findings.map(({id:e})=>e)),f=new Map(n.findings.map(e=>[e.id,e.since])),h=new Map(e.plan.steps.map(e=>[e.finding,e])),y=o.map(t=>{let n=f.get(t.id)??e.today;return r===`counts`?m(t,n,h.get(t.id)):p(t,n,h.get(t.id))}),b=i.findings.filter(n=>!d.has(n.id)&&!s(e,t,n)),x=[...y,...b].sort(l),S=c(e,t,i.more),C=(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_2__.t)(t);return{audience:r,findings:x,more:S,gaps:v(g(e),C?[]:i.gaps),endings:v(_(e),C?[]:i.endings),plan:C?e.remaining:u(x,S,i),run:n.run}}function s(e,t,n){return e.audience===`details`?(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_2__.r)(t,n,{id:n.resource,arn:n.arn}):(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_2__.t)(t)&&e.gaps.length===0&&e.targets.every(({state:e})=>e!==`failed`)}function c(e,t,n){return e.audience===`counts`?(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_2__.t)(t)&&e.gaps.length===0&&e.targets.every(({state:e})=>e!==`failed`)?[]:n:n.filter(e=>!(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_2__.r)(t,e,null))}function l(e,t){let r=e=>[e.account,e.region,e.kind,e.resource,e.use,e.id].join(`\0`);return _basics_js__WEBPACK_IMPORTED_MODULE_3__.n.indexOf(t.severity)-_basics_js__WEBPACK_IMPORTED_MODULE_3__.n.indexOf(e.severity)||Number(e.verdict===`unknown`)-Number(t.verdict===`unknown`)||t.weight-e.weight||(r(e)<r(t)?-1:1)}function u(t,n,r){let i=d(t);return n.length===0?i.length===0?null:(0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_0__.n)([...i].sort()):d(r.findings).every(e=>i.includes(e))?r.plan:null}const d=e=>e.flatMap(({step:e})=>e?.decision===`needs-approval`?[e.hash]:[]),f=({use:e,breach:t,resource:n})=>({use:e.name,severity:e.severity,verdict:t.verdict,account:n.account,region:n.region,kind:n.kind});function p(e,n,r){let{id:i,breach:a,resource:o}=e;return{...f(e),id:i,since:n,resource:o.id,arn:o.arn,name:o.name===o.id?null:o.name,weight:a.weight,message:(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(a.message,400),step:r===void 0?null:h(r),why:a.repair.kind===`none`?(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(a.repair.why,400):``}}function m({id:e,use:t,breach:n},r,i){let{hash:a,decision:o}=i===void 0?{hash:``,decision:null}:h(i);return{use:``,severity:t.severity,verdict:n.verdict,account:``,region:``,kind:``,id:e,since:r,resource:``,arn:``,name:null,weight:0,message:``,step:o===null?null:{hash:a,decision:o,reason:``,changes:[]},why:``}}function h({hash:e,decision:n,reason:i,changes:a}){let[o]=/^approved by hash; /.exec(i)??[],s=a.slice(0,8).map(e=>(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)((0,_changes_js__WEBPACK_IMPORTED_MODULE_4__.t)(e),200)),c=a.length-s.length;return{hash:e,decision:o===void 0?n:`needs-approval`,reason:(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(i.slice(o?.length??0),400),changes:c>0?[...s,`and ${c} more`]:s}}function g({gaps:e,targets:t,audience:n}){let r=[...t.filter(({state:e})=>e===`failed`).map(({target:{account:e,region:t}})=>({account:e,region:t,kind:``,id:`*`,operation:``,why:`failed`})),...e.map(({account:e,region:t,kind:n,id:r,operation:i,why:a})=>({account:e,region:t,kind:n,id:r,operation:i,why:a}))];return n===`details`?r:r.map(({id:e},t)=>({account:``,region:``,kind:String(t),id:e===`*`?e:null,operation:``,why:``}))}function _({judged:e,policy:t,audience:n}){return n===`counts`?[]:e.exceptions.flatMap(({index:e,matched:n,state:r})=>{let i=t?.exceptions[e];return i===void 0||n===0||r!==`expiring`?[]:[{uses:i.uses.join(`, `),owner:i.owner,reason:i.reason,until:i.until}]})}function v(e,t){return[...new Map([...e,...t].map(e=>[JSON.stringify(e),e]))].sort(([e],[t])=>e<t?-1:1).map(([,e])=>e)}

/***/ })

};
