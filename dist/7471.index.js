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
/* harmony export */   merged: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8700);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2804);
/* harmony import */ var _basics_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7064);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3942);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9851);
/* harmony import */ var _read_whole_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2733);
function c(e,t,n){let{audience:r}=e,a=n.audience===r?n:{...n,findings:[],more:[],gaps:[],endings:[]},o=e.judged.findings.filter(({state:e})=>e===`open`),c=new Set(e.judged.findings.map(({id:e})=>e)),u=new Map(n.findings.map(e=>[e.id,e.since])),g=new Map(e.plan.steps.map(e=>[e.finding,e])),_=o.map(t=>{let n=u.get(t.id)??e.today;return r===`counts`?{...y(t,n,g.get(t.id)),kind:d(e)}:v(t,n,g.get(t.id))}),b=a.findings.filter(n=>!c.has(n.id)&&!l(e,t,n)),w=[..._,...b].sort(m),T=p(e,t,a.more),E=(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_3__.t)(t),D=f(e);return{audience:r,findings:w,more:T,gaps:C(x(e),E?a.gaps.filter(D.gap):a.gaps),endings:C(S(e),E?a.endings.filter(D.ending):a.endings),plan:E&&(0,_places_js__WEBPACK_IMPORTED_MODULE_2__.n)(e)===null?e.remaining:h(w,T,{before:a,report:e}),run:n.run}}function l(e,t,n){return e.audience===`details`?(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_3__.r)(t,n,{id:n.resource,arn:n.arn}):u(e,t,n)}function u(e,t,{kind:n}){return (0,_read_whole_js__WEBPACK_IMPORTED_MODULE_3__.t)(t)&&e.gaps.length===0&&e.targets.every(({state:e})=>e!==`failed`)&&(n===``||n===d(e))}const d=e=>(0,_places_js__WEBPACK_IMPORTED_MODULE_2__.t)(e,4);function f(e){let t=(0,_places_js__WEBPACK_IMPORTED_MODULE_2__.n)(e),n=new Set(t?.map(e=>e.split(`:`)[0])),r=({account:r,region:i})=>e.audience===`counts`?i===``||i===d(e):/^\d{12}$/.test(r)?i===`global`?n.has(r):t?.includes(`${r}:${i}`)===!0:!0;return{gap:e=>t!==null&&!r(e),ending:n=>t!==null&&n.until>=e.today&&e.policy?.exceptions.some(({reason:e,until:t})=>e===n.reason&&t===n.until)===!0}}function p(e,t,n){return e.audience===`counts`?n.filter(n=>!u(e,t,n)):n.filter(e=>!(0,_read_whole_js__WEBPACK_IMPORTED_MODULE_3__.r)(t,e,null))}function m(e,t){let r=e=>[e.account,e.region,e.kind,e.resource,e.use,e.id].join(`\0`);return _basics_js__WEBPACK_IMPORTED_MODULE_4__.n.indexOf(t.severity)-_basics_js__WEBPACK_IMPORTED_MODULE_4__.n.indexOf(e.severity)||Number(e.verdict===`unknown`)-Number(t.verdict===`unknown`)||t.weight-e.weight||(r(e)<r(t)?-1:1)}function h(t,n,{before:r,report:a}){let o=g(t);return (0,_places_js__WEBPACK_IMPORTED_MODULE_2__.n)(a)===null?n.length===0?o.length===0?null:(0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_0__.n)([...o].sort()):g(r.findings).every(e=>o.includes(e))?r.plan:null:n.length===0&&o.length>0&&(0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_0__.n)([...o].sort())===a.remaining?a.remaining:null}const g=e=>e.flatMap(({step:e})=>e?.decision===`needs-approval`?[e.hash]:[]),_=({use:e,breach:t,resource:n})=>({use:e.name,severity:e.severity,verdict:t.verdict,account:n.account,region:n.region,kind:n.kind});function v(e,n,r){let{id:i,breach:a,resource:o}=e;return{..._(e),id:i,since:n,resource:o.id,arn:o.arn,name:o.name===o.id?null:o.name,weight:a.weight,message:(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(a.message,400),step:r===void 0?null:b(r),why:a.repair.kind===`none`?(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(a.repair.why,400):``}}function y({id:e,use:t,breach:n},r,i){let{hash:a,decision:o}=i===void 0?{hash:``,decision:null}:b(i);return{use:``,severity:t.severity,verdict:n.verdict,account:``,region:``,kind:``,id:e,since:r,resource:``,arn:``,name:null,weight:0,message:``,step:o===null?null:{hash:a,decision:o,reason:``,changes:[]},why:``}}function b({hash:e,decision:n,reason:i,changes:a}){let[o]=/^approved by hash; /.exec(i)??[],s=a.slice(0,8).map(e=>(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)((0,_changes_js__WEBPACK_IMPORTED_MODULE_5__.t)(e),200)),c=a.length-s.length;return{hash:e,decision:o===void 0?n:`needs-approval`,reason:(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__.r)(i.slice(o?.length??0),400),changes:c>0?[...s,`and ${c} more`]:s}}function x(e){let{gaps:t,targets:n,audience:r}=e,i=[...n.filter(({state:e})=>e===`failed`).map(({target:{account:e,region:t}})=>({account:e,region:t,kind:``,id:`*`,operation:``,why:`failed`})),...t.map(({account:e,region:t,kind:n,id:r,operation:i,why:a})=>({account:e,region:t,kind:n,id:r,operation:i,why:a}))];return r===`details`?i:i.map(({id:t},n)=>({account:``,region:d(e),kind:String(n),id:t===`*`?t:null,operation:``,why:``}))}function S({judged:e,policy:t,audience:n}){return n===`counts`?[]:e.exceptions.flatMap(({index:e,matched:n,state:r})=>{let i=t?.exceptions[e];return i===void 0||n===0||r!==`expiring`?[]:[{uses:i.uses.join(`, `),owner:i.owner,reason:i.reason,until:i.until}]})}function C(e,t){return[...new Map([...e,...t].map(e=>[JSON.stringify(e),e]))].sort(([e],[t])=>e<t?-1:1).map(([,e])=>e)}

/***/ })

};
