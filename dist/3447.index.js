export const id = 3447;
export const ids = [3447];
export const modules = {

/***/ 3447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   standingSarif: () => (/* binding */ e)
/* harmony export */ });
async function e(e,n){let{ref:i,tool:o,results:s}=n,c=await e.ask(`security-events: write`,(e,t)=>e.rest.codeScanning.listRecentAnalyses({...t,ref:i,tool_name:o,sort:`created`,direction:`desc`,per_page:100}));if(c.kind===`refused`||!Array.isArray(c.value))return null;let l=r(c.value.filter(e=>t(e,n)));if(l===null||l.error!==``||l.warning||l.results_count!==s)return null;let u=await e.ask(`security-events: write`,(e,t)=>a(e,t,l.id));return u.kind===`answer`?u.value:null}const t=(e,{ref:t,tool:r,category:i})=>e?.ref===t&&e.tool?.name===r&&n(e.category??``)===n(i),n=e=>e.replace(/\/$/,``),r=e=>e.reduce((e,t)=>e===null||i(t,e)?t:e,null),i=(e,t)=>e.created_at===t.created_at?e.id>t.id:e.created_at>t.created_at;async function a(e,t,n){let r={accept:`application/sarif+json`},{data:i}=await e.rest.codeScanning.getAnalysis({...t,analysis_id:n,headers:r}),a=i;return{data:a instanceof ArrayBuffer?o(a):a}}function o(e){try{return JSON.parse(new TextDecoder(`utf-8`,{fatal:!0}).decode(e))}catch{return null}}

/***/ })

};
