export const id = 4834;
export const ids = [4834];
export const modules = {

/***/ 4834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nothingListed: () => (/* binding */ t),
/* harmony export */   readState: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _basics_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7064);
const t={audience:`details`,findings:[],more:[],gaps:[],endings:[],plan:null,run:null};function n(e){let t=r(e);return t===null||t.audience!==`details`&&t.audience!==`counts`?null:{audience:t.audience,findings:i(t.findings,d),more:i(t.more,p),gaps:i(t.gaps,m),endings:i(t.endings,h),plan:l(t.plan),run:o(t.run)}}const r=e=>typeof e==`object`&&e&&!Array.isArray(e)?e:null;function i(e,t){return Array.isArray(e)?e.flatMap(e=>{let n=r(e),i=n===null?null:t(n);return i===null?[]:[i]}):[]}const a=e=>typeof e==`string`?e:``,o=e=>typeof e==`string`?e:null,s=e=>typeof e==`number`&&Number.isFinite(e)?e:0,c=e=>typeof e==`string`&&/^[0-9a-f]{64}$/.test(e),l=e=>c(e)?e:null;function u(t){let n=_basics_js__WEBPACK_IMPORTED_MODULE_0__.n.find(e=>e===t.severity);return n===void 0?null:{use:a(t.use),severity:n,verdict:t.verdict===`unknown`?`unknown`:`fail`,account:a(t.account),region:a(t.region),kind:a(t.kind)}}function d(e){let t=u(e),n=a(e.since),i=r(e.step);return t===null||!c(e.id)||!/^\d{4}-\d\d-\d\d$/.test(n)?null:{...t,id:e.id,since:n,resource:a(e.resource),arn:a(e.arn),name:o(e.name),weight:s(e.weight),message:a(e.message),step:i===null?null:f(i),why:a(e.why)}}function f(e){let t=[`apply`,`needs-approval`,`hold`].find(t=>t===e.decision);if(!c(e.hash)||t===void 0)return null;let n=Array.isArray(e.changes)?e.changes.map(a):[];return{hash:e.hash,decision:t,reason:a(e.reason),changes:n}}function p(e){let t=u(e),n=s(e.count);return t===null||n<1?null:{...t,count:n}}const m=e=>({account:a(e.account),region:a(e.region),kind:a(e.kind),id:o(e.id),operation:a(e.operation),why:a(e.why)}),h=e=>({uses:a(e.uses),owner:a(e.owner),reason:a(e.reason),until:a(e.until)});

/***/ })

};
