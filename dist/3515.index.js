export const id = 3515;
export const ids = [3515];
export const modules = {

/***/ 3942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e({member:e,before:t,after:n}){let r=t=>typeof t==`string`?`${e} = ${t}`:e;return n===null?`− ${r(t)}`:t===null?`+ ${r(n)}`:typeof t==`string`&&typeof n==`string`?`± ${r(t)} → ${n}`:`± ${e}`}

/***/ }),

/***/ 3515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   doneText: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5670);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3942);
const o=[`fixed`,`failed`,`unverified`,`stale`,`not-reached`,`held`],s=o,c={fixed:`fixed, and proved`,failed:`failed`,unverified:`could not be proved`,stale:`stale: changed since the plan was made`,"not-reached":`not reached`,held:`held`};function l(e,n){let r=e.outcomes.filter(({state:e})=>e!==`not-approved`&&e!==`held`);if(r.length===0||e.dryRun)return null;let a=e=>r.filter(t=>t.state===e).length,l=o.flatMap(e=>a(e)===0?[]:[`${a(e)} ${c[e]}`]),d=new Map(e.plan.steps.map(e=>[e.hash,e])),f=[...r].sort((e,t)=>s.indexOf(e.state)-s.indexOf(t.state)).map(t=>u(t,d.get(t.step),e.audience)),p=[{kind:`paragraph`,line:[`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.n)(r.length,`step`)}: ${l.join(`; `)}.`,` `,{kind:`link`,text:`The run`,url:n}]},{kind:`list`,items:f}];return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.t)(p,5e4).trimEnd()}function u({step:t,state:i,why:o},s,l){let u=c[i]??i;if(l===`counts`||s===void 0)return[`${u}: step `,(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.r)(t)];let{on:d,changes:f}=s,p=f.slice(0,8).flatMap((e,t)=>[...t===0?[]:[`, `],(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.r)((0,_changes_js__WEBPACK_IMPORTED_MODULE_1__.t)(e))]),m=f.length>8?[` and ${f.length-8} more`]:[];return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.s)([[`${u}: `,(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.i)(d.id),` in ${d.account} ${d.region}: `,...p,...m],...o===null||i===`fixed`?[]:[[(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.i)(o)]],[`step `,(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__.r)(t)]])}

/***/ })

};
